package dev.understudy.engine.control;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the same work again and again until it is closed. A round under way has a thread for itself; in the pauses none is
 * held, for a service with many projects has a thousand of these. Work that fails is logged, once for as long as it fails the
 * same way, and done again the next time.
 */
public final class Rounds implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private static final String IDLE = "rounds";
    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

    private static final ScheduledThreadPoolExecutor TIMER = timer();

    // Not virtual: each look would wake the carriers, their timer and the poller of their sockets besides.
    private static final ExecutorService THREADS = new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            KEPT.toSeconds(),
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Thread.ofPlatform().daemon().name(IDLE).factory());

    private final String name;
    private final Runnable work;
    private final Supplier<Duration> pause;
    private String told = "";
    private boolean closed;
    private @Nullable Thread underWay;
    private @Nullable Future<?> next;

    /**
     * Not started yet.
     *
     * @param name of the thread, and in the log
     * @param pause between two rounds
     */
    public Rounds(String name, Runnable work, Duration pause) {
        this(name, work, () -> pause);
    }

    /**
     * Not started yet, with pauses that differ.
     *
     * @param pause asked after each round; throws nothing
     */
    public Rounds(String name, Runnable work, Supplier<Duration> pause) {
        this.name = name;
        this.work = work;
        this.pause = pause;
    }

    public void start() {
        after(Duration.ZERO);
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("rounds-timer").factory());
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    private synchronized void after(Duration wait) {
        if (!closed) {
            next = TIMER.schedule(this::begin, wait.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void begin() {
        try {
            THREADS.execute(this::go);
        } catch (OutOfMemoryError noThread) {
            LOG.error("No thread could be had for a round of the {}", name, noThread);
            after(AFTER_TROUBLE);
        }
    }

    private void go() {
        if (!entered()) {
            return;
        }
        try {
            round();
        } finally {
            left();
        }
        after(pause.get());
    }

    private synchronized boolean entered() {
        if (closed) {
            return false;
        }
        underWay = Thread.currentThread();
        underWay.setName(name);
        return true;
    }

    private synchronized void left() {
        underWay = null;
        Thread.currentThread().setName(IDLE);
        // An interrupt was meant for this round: the thread goes on with one of somebody else's.
        boolean _ = Thread.interrupted();
    }

    private void round() {
        try {
            work.run();
            told = "";
        } catch (RuntimeException | Error failure) {
            if (!String.valueOf(failure).equals(told)) {
                LOG.error("A round of the {} failed; the next one tries again", name, failure);
                told = String.valueOf(failure);
            }
        }
    }

    /** Interrupts a round that is under way; there is none after it. */
    @Override
    public synchronized void close() {
        closed = true;
        if (next != null) {
            next.cancel(false);
        }
        if (underWay != null) {
            underWay.interrupt();
        }
    }
}
