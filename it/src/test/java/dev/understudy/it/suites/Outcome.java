package dev.understudy.it.suites;

import java.time.Duration;

/**
 * How a suite ended.
 *
 * @param stopped whether there was no time left for all of it
 */
record Outcome(Suite suite, long passed, long failed, long skipped, Duration time, boolean stopped) {

    /** For who watches. */
    String line() {
        return "%s %s: %s, %d s"
                .formatted(
                        suite.name(), stopped ? "stopped" : "ended", counts(passed, failed, skipped), time.toSeconds());
    }

    static String counts(long passed, long failed, long skipped) {
        return "%d passed, %d failed, %d skipped".formatted(passed, failed, skipped);
    }
}
