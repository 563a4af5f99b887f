package dev.understudy.server.mailbox;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * One mail of the whole service is in memory and taken apart at a time, whatever its environments send and its people read: it takes many
 * times its size for as long as that lasts.
 */
final class OneAtATime {

    private static final long LONGEST_WAIT = 60;
    private static final ReentrantLock HANDS = new ReentrantLock(true);

    private OneAtATime() {}

    /**
     * Waits for its turn, and works.
     *
     * @throws IllegalStateException when that is not within a minute, or it is interrupted
     */
    static <T> T work(Supplier<T> work) {
        try {
            if (!HANDS.tryLock(LONGEST_WAIT, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Other mails take too long");
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The mailbox closes", end);
        }
        try {
            return work.get();
        } finally {
            HANDS.unlock();
        }
    }
}
