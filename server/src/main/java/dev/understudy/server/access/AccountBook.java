package dev.understudy.server.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/** By what the people of one project sign in, as its control plane keeps it. It sees hashes and sealed secrets alone. */
public interface AccountBook {

    /** What is kept of somebody's password. */
    Optional<String> password(String person);

    /** Keeps it in place of the one before. */
    void keepPassword(String person, String hash, Instant now);

    /** Since when people have the password that counts, by name. */
    Map<String, Instant> passwords();

    /** Forgets all by which somebody signs in: password, second factor, recovery codes. Whether there was anything. */
    boolean close(String person, Instant now);

    /** Whether somebody was closed out, and not let in anew. */
    boolean closed(String person);

    /** Lets somebody in anew. */
    void reopen(String person);

    /** Somebody's second factor, whether it counts already or not. */
    Optional<Factor> factor(String person);

    /** Who has one that counts. */
    Set<String> factors();

    /** Keeps a secret, which counts when it is confirmed. */
    void keepFactor(String person, String sealed);

    /** From now on the second factor counts; these codes stand in for it, once each. */
    void confirmFactor(String person, Instant now, Set<String> recoveryHashes);

    /** Takes the second factor away; whether there was one. */
    boolean dropFactor(String person);

    /** Uses a code's step up; false when it, or a later one, was used before. */
    boolean spendStep(String person, long step);

    /** Uses a recovery code up; false when there is none such. */
    boolean spendRecovery(String person, String hash);

    /** How many recovery codes are left. */
    int recoveryLeft(String person);

    /**
     * Counts an attempt, before it is known whether it succeeds: so many at once are as many.
     *
     * @param wait how long after so many attempts the next one has to wait
     * @return until when none is taken; empty when this one is
     */
    Optional<Instant> attempt(String person, Instant now, IntFunction<Duration> wait);

    /** Forgets the attempts. */
    void forgetAttempts(String person);

    /**
     * A second factor.
     *
     * @param sealed its secret
     * @param confirmed whether it counts
     */
    record Factor(String sealed, boolean confirmed) {}
}
