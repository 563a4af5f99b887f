package dev.understudy.process.monitor;

import java.time.Instant;
import java.util.Optional;

/**
 * What an environment took of the machine in some time.
 *
 * @param at when that time ends
 * @param seconds how long it is
 * @param processors how many it kept at work, on average
 * @param memory bytes that its processes have for themselves
 * @param database what its database told; empty when that was not asked
 */
record Sample(Instant at, double seconds, double processors, long memory, Optional<Database> database) {

    /**
     * What a database tells.
     *
     * @param connections those of Odoo and everybody else
     * @param active how many of them are at work
     * @param bytes how large it is
     */
    record Database(int connections, int active, long bytes) {}

    /** When that time begins. */
    Instant from() {
        return at.minusMillis(Math.round(1_000 * seconds));
    }
}
