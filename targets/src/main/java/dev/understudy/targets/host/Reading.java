package dev.understudy.targets.host;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The reading of one output of a command, beside it.
 *
 * @param begun counted down when it has its turn: where the machine has too much to do, that is long after the command's end
 */
record Reading(Thread thread, CountDownLatch begun) {

    private static final Duration TURN = Duration.ofMinutes(10);

    static Reading of(Runnable read) {
        CountDownLatch begun = new CountDownLatch(1);
        Thread thread = Thread.ofVirtual().start(() -> {
            begun.countDown();
            read.run();
        });
        return new Reading(thread, begun);
    }

    /**
     * Waits until all is read, or for a while since it began: what the command left behind may hold its output open.
     *
     * @return whether it has begun; no machine that does anything keeps it waiting for that long
     */
    boolean await(Duration stragglers) throws InterruptedException {
        if (!begun.await(TURN.toSeconds(), TimeUnit.SECONDS)) {
            return false;
        }
        boolean _ = thread.join(stragglers);
        return true;
    }
}
