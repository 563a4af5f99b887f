package dev.understudy.bench.traffic;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Users at work, until it is ended: so many quick requests a second, sent at their time whether those before have been
 * answered or not; one slow request, always under way; and one websocket. Each request is sent once.
 */
public final class Load implements AutoCloseable {

    /** What is asked for, again and again in this order. */
    private static final List<Kind> ROUND = List.of(Kind.PAGE, Kind.READ, Kind.WRITE, Kind.READ, Kind.WRITE);

    private static final Duration AFTER_A_FAILURE = Duration.ofMillis(500);

    private final Ledger ledger = new Ledger();
    private final ExecutorService users = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch end = new CountDownLatch(1);
    private final CountDownLatch sent = new CountDownLatch(1);
    private final Session session;
    private final Asking asking;
    private final OpenSocket socket;
    private final long periodNanos;

    private Load(Session session, SlowReport slow, int perSecond, String name) {
        this.session = session;
        this.asking = new Asking(session, slow, ledger, name + " ");
        this.socket = new OpenSocket(session, ledger);
        this.periodNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    /**
     * Begins.
     *
     * @param perSecond quick requests
     * @param name begins the names of all that is written; nothing there may have it yet
     */
    public static Load begin(Session session, SlowReport slow, int perSecond, String name) {
        Load load = new Load(session, slow, perSecond, name);
        load.perform(load::sendSteadily);
        load.perform(load::oneSlowAfterTheOther);
        load.perform(load.socket::stay);
        return load;
    }

    /** As {@link #end(Session)}, in the session of the traffic. */
    public Sums end() throws InterruptedException {
        return end(session);
    }

    /**
     * Sends no more, waits until all has been answered, and reads back what was written.
     *
     * @param reader a session that is signed in still, whatever happened
     * @throws IllegalStateException when what was written cannot be read, or a request has no end
     */
    public Sums end(Session reader) throws InterruptedException {
        end.countDown();
        sent.await();
        Duration until = ledger.now();
        socket.end();
        users.shutdown();
        if (!users.awaitTermination(Session.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("A request was neither answered nor failed");
        }
        return Sums.of(ledger.exchanges(), until, ledger.acknowledged(), asking.found(reader), ledger.reconnects());
    }

    /** The names of what was acknowledged until now. */
    public List<String> acknowledged() {
        return List.copyOf(ledger.acknowledged());
    }

    /** Breaks off what is under way; nothing after {@link #end}. */
    @Override
    public void close() {
        end.countDown();
        socket.end();
        users.shutdownNow();
        users.close();
    }

    private void sendSteadily() throws InterruptedException {
        try {
            long next = System.nanoTime();
            for (int number = 0; !end.await(next - System.nanoTime(), TimeUnit.NANOSECONDS); number++) {
                Kind kind = ROUND.get(number % ROUND.size());
                perform(() -> asking.ask(kind));
                next += periodNanos;
            }
        } finally {
            sent.countDown();
        }
    }

    private void oneSlowAfterTheOther() throws InterruptedException {
        do {
            if (!asking.ask(Kind.SLOW)) {
                end.await(AFTER_A_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } while (end.getCount() > 0);
    }

    private void perform(Act act) {
        users.execute(() -> {
            try {
                act.now();
            } catch (InterruptedException brokenOff) {
                Thread.currentThread().interrupt();
            }
        });
    }

    /** What a user does. */
    @FunctionalInterface
    private interface Act {
        void now() throws InterruptedException;
    }
}
