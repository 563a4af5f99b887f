package dev.understudy.bench.traffic;

import java.time.Duration;

/**
 * One request, as its user saw it.
 *
 * @param began since the traffic began
 * @param took until the answer was whole, or the request had failed
 * @param status of HTTP; 0 when there was no answer
 * @param error what was wrong; empty when the answer was a good one
 */
public record Exchange(Kind kind, Duration began, Duration took, int status, String error) {

    /** Whether the answer was the one that was asked for. */
    public boolean good() {
        return error.isEmpty();
    }

    Duration ended() {
        return began.plus(took);
    }

    boolean held() {
        return good() && kind.held(took);
    }

    @Override
    public String toString() {
        return kind + " after " + began.toMillis() + " ms, took " + took.toMillis() + " ms: " + status + " " + error;
    }
}
