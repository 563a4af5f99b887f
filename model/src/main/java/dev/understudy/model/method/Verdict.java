package dev.understudy.model.method;

import java.time.Instant;
import java.util.Optional;

/** What is to be said of a gate. Only what is known to be good holds. */
public sealed interface Verdict {

    /** Why it is so. */
    Word why();

    default boolean holds() {
        return this instanceof Passed || this instanceof Waived;
    }

    /**
     * It holds.
     *
     * @param since when
     */
    record Passed(Word why, Optional<Instant> since) implements Verdict {}

    /** It was looked at, and does not hold. */
    record Failed(Word why) implements Verdict {}

    /**
     * Nobody knows yet.
     *
     * @param until when it will hold by itself; empty when it will not
     */
    record Undecided(Word why, Optional<Instant> until) implements Verdict {}

    /** What is known is of another content, or too old. */
    record Stale(Word why) implements Verdict {}

    /** People put it aside for a time. */
    record Waived(Word why, Instant until) implements Verdict {}
}
