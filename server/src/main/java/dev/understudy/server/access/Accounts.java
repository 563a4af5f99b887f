package dev.understudy.server.access;

import dev.understudy.model.fault.Fault;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/**
 * By what the people of one project sign in: a password, and a code as well where they have set that up. Attempts are counted
 * before they are looked at, for names that nobody has as for others, and each wrong one after the fifth makes the next wait
 * longer.
 */
public final class Accounts {

    private static final int FREE_ATTEMPTS = 5;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final int RECOVERY_CODES = 8;
    private static final int RECOVERY_LENGTH = 10;
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final AccountBook book;
    private final SecretBox box;
    private final Notes notes;
    private final InstantSource clock;

    /** The audit log. */
    @FunctionalInterface
    public interface Notes {

        /** Notes what was done to whose account. */
        void note(Instant at, String verb, String person, String who, String detail);
    }

    /**
     * How somebody signs in.
     *
     * @param factor whether they show a code as well
     * @param recoveryLeft how many recovery codes they have
     */
    public record Ways(boolean password, boolean factor, int recoveryLeft) {}

    public Accounts(AccountBook book, SecretBox box, Notes notes, InstantSource clock) {
        this.book = book;
        this.box = box;
        this.notes = notes;
        this.clock = clock;
    }

    /**
     * Counts an attempt on what is not there as one on somebody who is, and takes as long. Always throws {@code
     * server.key-refused} or {@code server.too-many-attempts}.
     *
     * @param subject what they typed; nobody's name
     */
    public void guess(String subject, String password) {
        count(subject);
        boolean _ = Passwords.matches(password, Optional.empty());
        throw Fault.refused("server.key-refused").exception();
    }

    /**
     * Lets somebody in who shows their password, and a code where one is wanted.
     *
     * @param known whether the project's file has them
     * @return whether they showed a code as well
     * @throws dev.understudy.model.fault.FaultException {@code server.too-many-attempts}, {@code server.key-refused}, {@code
     *     server.code-wanted}
     */
    public boolean enter(String person, String password, String code, Predicate<String> known) {
        count(person);
        boolean right = Passwords.matches(password, book.password(person));
        if (!right || !known.test(person)) {
            throw Fault.refused("server.key-refused").exception();
        }
        boolean strong = checkCode(person, code);
        book.forgetAttempts(person);
        return strong;
    }

    /** The same for somebody whose key was looked at: a key is not guessed, a code is. */
    public boolean enterByKey(String person, String code) {
        if (!hasFactor(person)) {
            return false;
        }
        count(person);
        boolean strong = checkCode(person, code);
        book.forgetAttempts(person);
        return strong;
    }

    /**
     * Whether somebody who is signed in shows once more who they are: a code where they have set that up and show no
     * password, else their password. Throws {@code server.too-many-attempts}, {@code server.proof-refused}.
     */
    public void prove(String person, String shown) {
        count(person);
        boolean right =
                (hasFactor(person) && counts(person, shown.strip())) || Passwords.matches(shown, book.password(person));
        if (!right) {
            throw Fault.refused("server.proof-refused").exception();
        }
        book.forgetAttempts(person);
    }

    /** Whether a password may be one. Throws {@code server.password-weak}. */
    public static void checkNew(String password) {
        Passwords.check(password);
    }

    /** Sets a password. Throws {@code server.password-weak}. */
    public void setPassword(String person, String password) {
        checkNew(password);
        Instant now = clock.instant();
        book.keepPassword(person, Passwords.hash(password), now);
        book.forgetAttempts(person);
        notes.note(now, "password-set", person, person, "");
    }

    /** Since when people have the password that counts, by name. */
    public Map<String, Instant> passwords() {
        return book.passwords();
    }

    /** Who has a second factor that counts. */
    public Set<String> factors() {
        return book.factors();
    }

    public Ways ways(String person) {
        return new Ways(book.password(person).isPresent(), hasFactor(person), book.recoveryLeft(person));
    }

    /** Begins a second factor: what an app must be told. Throws {@code server.factor-there}. */
    public Totp newFactor(String person) {
        if (hasFactor(person)) {
            throw Fault.refused("server.factor-there").exception();
        }
        byte[] secret = new byte[Totp.BYTES];
        RANDOM.nextBytes(secret);
        book.keepFactor(person, box.seal(what(person), secret));
        return new Totp(secret);
    }

    /** The secret of a second factor that does not count yet, so that it can be shown again; empty when none was begun. */
    public Optional<Totp> begun(String person) {
        return book.factor(person)
                .filter(factor -> !factor.confirmed())
                .map(factor -> new Totp(box.open(what(person), factor.sealed())));
    }

    /**
     * Makes a second factor count, by a code of it. What is returned stands in for a code, once each, and is shown this once.
     *
     * @throws dev.understudy.model.fault.FaultException {@code server.code-refused}, {@code server.too-many-attempts}
     */
    public List<String> confirmFactor(String person, String code) {
        count(person);
        Totp begun = begun(person)
                .orElseThrow(() -> Fault.refused("server.code-refused").exception());
        OptionalLong step = begun.step(code.strip(), clock.instant());
        if (step.isEmpty() || !book.spendStep(person, step.getAsLong())) {
            throw Fault.refused("server.code-refused").exception();
        }
        Set<String> codes = recoveryCodes();
        Set<String> hashes = new HashSet<>();
        codes.forEach(one -> hashes.add(recoveryHash(person, one)));
        Instant now = clock.instant();
        book.confirmFactor(person, now, hashes);
        book.forgetAttempts(person);
        notes.note(now, "second-factor-set", person, person, "");
        return List.copyOf(codes);
    }

    /** Takes a second factor away. */
    public void dropFactor(String person, String by) {
        if (book.dropFactor(person)) {
            notes.note(clock.instant(), "second-factor-removed", person, by, "");
        }
    }

    /** Forgets all by which somebody signs in. */
    public void close(String person, String by) {
        Instant now = clock.instant();
        if (book.close(person, now)) {
            notes.note(now, "account-closed", person, by, "");
        }
    }

    /** Whether somebody was closed out: then a provider's word is not enough either. */
    public boolean closed(String person) {
        return book.closed(person);
    }

    /** Lets somebody in anew, who was given a key. */
    public void reopen(String person) {
        book.reopen(person);
    }

    /** Notes that somebody was given a link by which they set their password. */
    public void linked(String person, String by) {
        book.reopen(person);
        notes.note(clock.instant(), "password-link-made", person, by, "");
    }

    /** Notes that a token was made. */
    public void tokenMade(TokenBook.Kept token) {
        notes.note(
                clock.instant(),
                "token-made",
                token.id(),
                token.madeBy(),
                token.role().word() + " until " + token.expiresAt() + " for " + token.name());
    }

    /** Notes that a token was ended. */
    public void tokenRevoked(String id, String by) {
        notes.note(clock.instant(), "token-revoked", id, by, "");
    }

    private boolean checkCode(String person, String code) {
        if (!hasFactor(person)) {
            return false;
        }
        if (code.isBlank()) {
            throw Fault.refused("server.code-wanted").exception();
        }
        if (!counts(person, code.strip())) {
            throw Fault.refused("server.key-refused").exception();
        }
        return true;
    }

    /** A code of now that was not used, or a recovery code. */
    private boolean counts(String person, String code) {
        Optional<AccountBook.Factor> factor = book.factor(person).filter(AccountBook.Factor::confirmed);
        if (factor.isEmpty()) {
            return false;
        }
        if (code.matches("[0-9]{6}")) {
            OptionalLong step = new Totp(box.open(what(person), factor.get().sealed())).step(code, clock.instant());
            return step.isPresent() && book.spendStep(person, step.getAsLong());
        }
        boolean recovered = book.spendRecovery(person, recoveryHash(person, code));
        if (recovered) {
            notes.note(clock.instant(), "recovery-code-used", person, person, "");
        }
        return recovered;
    }

    private boolean hasFactor(String person) {
        return book.factor(person).map(AccountBook.Factor::confirmed).orElse(false);
    }

    private void count(String person) {
        Instant now = clock.instant();
        Optional<Instant> next = book.attempt(subject(person), now, Accounts::pause);
        if (next.isPresent()) {
            long seconds = Math.max(1, Duration.between(now, next.get()).toSeconds() + 1);
            throw Fault.refused("server.too-many-attempts", seconds).exception();
        }
    }

    /** What somebody typed for a name may be anything. */
    private static String subject(String person) {
        return person.length() > 100 ? person.substring(0, 100) : person;
    }

    private static Duration pause(int attempts) {
        if (attempts < FREE_ATTEMPTS) {
            return Duration.ZERO;
        }
        Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(attempts - FREE_ATTEMPTS, 10));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    private static Set<String> recoveryCodes() {
        Set<String> codes = new LinkedHashSet<>();
        while (codes.size() < RECOVERY_CODES) {
            StringBuilder code = new StringBuilder();
            RANDOM.ints(RECOVERY_LENGTH, 0, LETTERS.length()).forEach(one -> code.append(LETTERS.charAt(one)));
            codes.add(code.insert(RECOVERY_LENGTH / 2, '-').toString());
        }
        return codes;
    }

    private String recoveryHash(String person, String code) {
        return box.digest("recovery\n" + person + "\n"
                + code.toLowerCase(java.util.Locale.ROOT).replaceAll("[\\s-]", ""));
    }

    private static String what(String person) {
        return "totp " + person;
    }
}
