package dev.understudy.engine.control;

import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the same work again and again in a thread of its own, until it is closed. Work that fails is logged, once for as
 * long as it fails the same way, and done again the next time.
 */
public final class Rounds implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final String name;
    private final Runnable work;
    private final Supplier<Duration> pause;
    private final Thread thread;
    private volatile boolean closed;
    private String told = "";

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
        // Not virtual: each look would wake the carriers, their timer and the poller of their sockets besides.
        this.thread = Thread.ofPlatform().daemon().name(name).unstarted(this::go);
    }

    public void start() {
        thread.start();
    }

    private void go() {
        try {
            while (!closed) {
                round();
                Thread.sleep(pause.get());
            }
        } catch (InterruptedException ended) {
            LOG.debug("No more rounds of the {}", name, ended);
        }
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
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
