package dev.understudy.cli.client;

import java.time.Duration;

/** The time of this machine. */
final class RealTime implements Time {

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void pause(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
    }

    @Override
    public Alarm after(Duration duration, Runnable work) {
        // Not a virtual thread: the first of these loads a whole scheduler, and each command is a process of its own.
        Thread thread = Thread.ofPlatform().daemon().name("alarm").start(() -> {
            try {
                Thread.sleep(duration);
                work.run();
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        });
        return thread::interrupt;
    }
}
