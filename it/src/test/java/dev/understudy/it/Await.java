package dev.understudy.it;

import dev.understudy.targets.host.Patience;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for something to become so, within bounds: those of a quiet machine, times how much slower this one is. */
final class Await {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private Await() {}

    /** The first value that holds; fails when none does in time. */
    static <T> T until(Duration patience, Supplier<T> look, Predicate<T> holds) {
        Patience.Wait wait = Patience.HERE.begin(patience);
        while (true) {
            T seen = look.get();
            if (holds.test(seen)) {
                return seen;
            }
            if (wait.over()) {
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
