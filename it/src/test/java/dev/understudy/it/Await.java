package dev.understudy.it;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for something to become so, within bounds. */
final class Await {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private Await() {}

    /** The first value that holds; fails when none does in time. */
    static <T> T until(Duration patience, Supplier<T> look, Predicate<T> holds) {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            T seen = look.get();
            if (holds.test(seen)) {
                return seen;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("still not so after " + patience.toSeconds() + " s: " + seen);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException wish) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", wish);
        }
    }
}
