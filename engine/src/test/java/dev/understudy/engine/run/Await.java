package dev.understudy.engine.run;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for something to become so, within bounds. */
public final class Await {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Await() {}

    /** The first value that holds; fails when none does in time. */
    public static <T> T until(Supplier<T> look, Predicate<T> holds) {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            T seen = look.get();
            if (holds.test(seen)) {
                return seen;
            }
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("still not so: " + seen);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException wish) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", wish);
            }
        }
    }
}
