package dev.understudy.bench;

import dev.understudy.model.fault.FaultException;
import dev.understudy.targets.runtime.Probe;
import java.time.Duration;

/**
 * A user who opens the login page, and 50 ms after the answer opens it again; a server that is away is told from the last
 * good answer to the next one, so every outage counts a little more than it took.
 */
final class Serving implements AutoCloseable {

    private static final long PAUSE_MILLIS = 50;

    /** An answer that takes longer keeps a user waiting: the server was unavailable. */
    private static final long SLOW_MILLIS = 1000;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Probe probe = new Probe(PATIENCE);
    private final int port;
    private final Thread thread;
    private long lastGood;
    private long lastReturn;
    private long away;
    private boolean down;

    private Serving(int port) {
        this.port = port;
        this.lastGood = System.nanoTime();
        this.thread = Thread.ofPlatform().name("serving").daemon().unstarted(this::ask);
    }

    /** Begins to look at what serves already. */
    static Serving of(int port) {
        Serving serving = new Serving(port);
        serving.probe.awaitLogin(port, () -> true);
        serving.lastGood = System.nanoTime();
        serving.thread.start();
        return serving;
    }

    /** Seconds in which it was unavailable until now, all outages together. */
    synchronized double awaySeconds() {
        return (away + (down ? System.nanoTime() - lastGood : 0)) / 1e9;
    }

    /** Seconds from a moment of {@link System#nanoTime} until it served again; waits for that. */
    synchronized double backSeconds(long from) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (down || lastReturn < from) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Odoo has not been unavailable, or still is");
            }
            wait(PAUSE_MILLIS);
        }
        return (lastReturn - from) / 1e9;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void ask() {
        try {
            while (true) {
                long asked = System.nanoTime();
                boolean good = probe.ask(port).login();
                note(asked, System.nanoTime(), good);
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException | FaultException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void note(long asked, long answered, boolean good) {
        if (!good) {
            down = true;
            return;
        }
        if (down || answered - asked > SLOW_MILLIS * 1_000_000) {
            away += answered - lastGood;
            lastReturn = answered;
        }
        down = false;
        lastGood = answered;
    }
}
