package dev.understudy.cli.client;

import java.time.Duration;

/** Time that passes when somebody pauses, at once; what is to be done later is done at once too. */
final class VirtualTime implements Time {

    private final Duration stride;
    private long nanos;

    /**
     * @param stride how much longer than it was meant to be each pause is
     */
    VirtualTime(Duration stride) {
        this.stride = stride;
    }

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public synchronized void pause(Duration duration) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        nanos += duration.plus(stride).toNanos();
    }

    @Override
    public Alarm after(Duration duration, Runnable work) {
        work.run();
        return () -> {};
    }
}
