package dev.understudy.targets.host;

import dev.understudy.model.fault.Fault;
import java.time.Duration;

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
}
