package dev.understudy.targets.host;

import dev.understudy.model.fault.Fault;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** The time between two looks at what takes its own time. */
public final class Pause {

    private Pause() {}

    /**
     * Waits.
     *
     * @param what is waited for, as the fault tells it
     * @throws dev.understudy.model.fault.FaultException {@code host.interrupted}; the thread stays interrupted
     */
    public static void of(Duration duration, Object what) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw Fault.failed("host.interrupted", what).exception(interrupt);
        }
    }

    /**
     * Looks until something is so, at least once.
     *
     * @param patience after which it is not waited for any longer
     * @param look the time between two looks
     * @param what is waited for, as the fault tells it
     * @return whether it became so in time
     * @throws dev.understudy.model.fault.FaultException {@code host.interrupted}; the thread stays interrupted
     */
    public static boolean until(BooleanSupplier so, Duration patience, Duration look, Object what) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() >= deadline) {
                return false;
            }
            of(look, what);
        }
        return true;
    }
}
