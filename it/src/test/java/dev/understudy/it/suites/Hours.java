package dev.understudy.it.suites;

import java.time.Instant;

/**
 * The time that there is.
 *
 * @param lastBeginning after it no suite begins
 * @param end when what still runs is stopped
 */
record Hours(Instant lastBeginning, Instant end) {

    /** As many as it takes. */
    static final Hours UNLIMITED = new Hours(Instant.MAX, Instant.MAX);
}
