package dev.understudy.server.terminal;

import dev.understudy.server.terminal.Ground.Seat;
import dev.understudy.server.terminal.Terminals.Order;
import dev.understudy.targets.host.InteractiveProcess.Size;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One terminal, from when it was allowed until it has ended. What the program writes is recorded first, and shown then; no more is
 * read of it than whoever sits there has taken, so that the program waits for them, and nothing piles up.
 */
public final class Terminal {

    private static final Logger LOG = LoggerFactory.getLogger(Terminal.class);

    /** After which it ends when nobody types. */
    static final Duration IDLE = Duration.ofMinutes(30);

    /** After which it ends when nobody came. */
    private static final Duration COMES = Duration.ofMinutes(1);

    /** Bytes that were sent and not yet taken. */
    private static final long WINDOW = 256L * 1024;

    /** Bytes that were typed and not yet read by the program. */
    private static final long MOST_TYPED = 1L << 20;

    /** Bytes a second in the long run, and at once: who reads is no faster, and recordings have an end. */
    private static final long PACE = 1L << 20;

    private static final long AT_ONCE = 8L << 20;
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int PIECE = 16 * 1024;

    private final String id;
    private final Order order;
    private final InstantSource clock;
    private final Instant opened;
    private final Consumer<Terminal> finish;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Deque<byte[]> typed = new ArrayDeque<>();
    private long typedBytes;
    private long sent;
    private long taken;
    private Instant lastTyped;
    private @Nullable Wire wire;
    private volatile @Nullable Seat seat;
    private volatile @Nullable Recording recording;
    private volatile @Nullable End why;
    private volatile boolean begun;

    /**
     * @param finish called once when all of it is over
     */
    Terminal(String id, Order order, InstantSource clock, Consumer<Terminal> finish) {
        this.id = id;
        this.order = order;
        this.clock = clock;
        this.opened = clock.instant();
        this.lastTyped = opened;
        this.finish = finish;
    }

    public String id() {
        return id;
    }

    Order order() {
        return order;
    }

    /** Why it ended; {@link End#SERVICE} for one that has not. */
    End why() {
        End because = why;
        return because == null ? End.SERVICE : because;
    }

    @Nullable
    Recording recording() {
        return recording;
    }

    /** Somebody sits down: the program starts. False when somebody did before, or it is over. */
    boolean begin(Wire to, Recording record, Ground ground, Size size) {
        lock.lock();
        try {
            if (begun || why != null) {
                return false;
            }
            begun = true;
            wire = to;
            recording = record;
        } finally {
            lock.unlock();
        }
        try {
            Seat taking = ground.seat(order.environment(), order.program(), id, size);
            seat = taking;
            if (why != null) {
                taking.close();
            }
        } catch (RuntimeException refused) {
            end(End.UNUSED);
            over();
            throw refused;
        }
        Thread.ofPlatform().daemon().name("terminal-" + id).start(this::show);
        Thread.ofPlatform().daemon().name("typed-" + id).start(this::type);
        return true;
    }

    /** What was typed. */
    public void typed(byte[] bytes) {
        lock.lock();
        try {
            if (bytes.length > 0) {
                lastTyped = clock.instant();
                typed.add(bytes);
                typedBytes += bytes.length;
                moved.signalAll();
            }
            if (typedBytes <= MOST_TYPED) {
                return;
            }
        } finally {
            lock.unlock();
        }
        end(End.FLOODED);
    }

    /** That so many bytes more were taken by whoever sits there. */
    public void taken(long bytes) {
        lock.lock();
        try {
            taken = Math.min(sent, taken + bytes);
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** That so much is shown of it. */
    public void resize(Size size) {
        Seat present = seat;
        Recording record = recording;
        if (present == null || record == null || why != null) {
            return;
        }
        try {
            present.process().resize(size);
            record.resized(size);
        } catch (IOException gone) {
            LOG.debug("Terminal {} is gone", id, gone);
        }
    }

    /** That whoever sat there is gone. */
    public void left() {
        lock.lock();
        try {
            wire = null;
        } finally {
            lock.unlock();
        }
        end(End.LEFT);
    }

    /** Looks whether it may go on. */
    void look() {
        Recording record = recording;
        if (record != null) {
            try {
                record.keepUp();
            } catch (RuntimeException failure) {
                LOG.error("Terminal {} could not be recorded", id, failure);
                end(End.UNRECORDED);
                return;
            }
        }
        Instant now = clock.instant();
        Seat present = seat;
        if (present == null) {
            if (!begun && now.isAfter(opened.plus(COMES))) {
                end(End.UNUSED);
            }
        } else if (!order.may().getAsBoolean()) {
            end(End.RIGHTS);
        } else if (!present.stands()) {
            end(End.ENVIRONMENT);
        } else if (now.isAfter(lastTyped().plus(IDLE))) {
            end(End.IDLE);
        }
    }

    /** Ends it; the first reason counts. */
    void end(End because) {
        Seat present;
        boolean unused;
        lock.lock();
        try {
            if (why != null) {
                return;
            }
            why = because;
            present = seat;
            unused = !begun;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
        if (present != null) {
            present.close();
        } else if (unused) {
            over();
        }
    }

    private Instant lastTyped() {
        lock.lock();
        try {
            return lastTyped;
        } finally {
            lock.unlock();
        }
    }

    private Seat present() {
        Seat present = seat;
        if (present == null) {
            throw new IllegalStateException("Nobody sat down at " + id);
        }
        return present;
    }

    /** Records and shows what the program writes, until it ends. */
    private void show() {
        byte[] buffer = new byte[PIECE];
        long began = System.nanoTime();
        try {
            int read = present().process().read(buffer);
            while (read >= 0) {
                record(buffer, read);
                send(Arrays.copyOf(buffer, read), began);
                read = present().process().read(buffer);
            }
            end(End.EXITED);
        } catch (IOException gone) {
            LOG.debug("Terminal {} is gone", id, gone);
            end(End.EXITED);
        } catch (RuntimeException failure) {
            LOG.error("Terminal {} could not be recorded", id, failure);
            end(End.UNRECORDED);
        } finally {
            over();
        }
    }

    private void record(byte[] buffer, int read) {
        Recording record = recording;
        if (record == null) {
            throw new IllegalStateException("Nothing records " + id);
        }
        record.shown(buffer, read);
        if (record.full()) {
            end(End.FULL);
        }
    }

    private void send(byte[] output, long began) {
        lock.lock();
        try {
            if (wire != null && why == null) {
                wire.show(ByteBuffer.wrap(output));
            }
            sent += output.length;
            while (why == null && (sent - taken > WINDOW || ahead(began))) {
                boolean _ = moved.await(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private boolean ahead(long began) {
        double seconds = (System.nanoTime() - began) / 1e9;
        return sent > AT_ONCE + PACE * seconds;
    }

    /** Gives the program what was typed. */
    private void type() {
        try {
            for (byte[] next = next(); next != null; next = next()) {
                if (!present().process().type(next)) {
                    return;
                }
            }
        } catch (IOException gone) {
            LOG.debug("Terminal {} is gone", id, gone);
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private byte @Nullable [] next() throws InterruptedException {
        lock.lock();
        try {
            while (why == null && typed.isEmpty()) {
                boolean _ = moved.await(1, TimeUnit.SECONDS);
            }
            byte[] next = why == null ? typed.poll() : null;
            typedBytes -= next == null ? 0 : next.length;
            return next;
        } finally {
            lock.unlock();
        }
    }

    /** All of it is over: whatever is left is ended, and whoever sits there is told. */
    private void over() {
        Seat present = seat;
        if (present != null) {
            present.close();
        }
        finish.accept(this);
        Wire last;
        lock.lock();
        try {
            last = wire;
            wire = null;
        } finally {
            lock.unlock();
        }
        if (last != null) {
            last.end(why());
        }
    }
}
