package dev.understudy.engine.run;

import java.time.Instant;
import java.time.InstantSource;

/**
 * Begins at the time of day and from then on counts as time passes: when the machine's clock is set, it goes on. For
 * leases and deadlines, not to tell anybody what time it is.
 */
final class SteadyClock implements InstantSource {

    private final Instant began;
    private final long beganNanos = System.nanoTime();

    SteadyClock(InstantSource clock) {
        this.began = clock.instant();
    }

    @Override
    public Instant instant() {
        return began.plusNanos(System.nanoTime() - beganNanos);
    }
}
