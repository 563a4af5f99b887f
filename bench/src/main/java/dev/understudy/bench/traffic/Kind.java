package dev.understudy.bench.traffic;

import java.time.Duration;

/** What a user asks for. */
public enum Kind {
    /** The web client, signed in. */
    PAGE(Duration.ZERO),
    /** A JSON call that lists records. */
    READ(Duration.ZERO),
    /** A JSON call that creates a record with a name of its own. */
    WRITE(Duration.ZERO),
    /** A report that takes {@link SlowReport#TAKES} in the database. One is under way at any moment. */
    SLOW(SlowReport.TAKES),
    /** The opening of the websocket of the web client. */
    WEBSOCKET(Duration.ZERO);

    /** What a user waits for without noticing, beyond what the request takes by itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Duration takes;

    Kind(Duration takes) {
        this.takes = takes;
    }

    /** Whether a user asks for it all the time and expects it at once: what tells whether production is there. */
    boolean quick() {
        return this == PAGE || this == READ || this == WRITE;
    }

    /** Whether an answer that took so long was waited for. */
    boolean held(Duration took) {
        return took.compareTo(takes.plus(PATIENCE)) > 0;
    }
}
