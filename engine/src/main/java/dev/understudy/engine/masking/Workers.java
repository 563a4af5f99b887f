package dev.understudy.engine.masking;

import dev.understudy.odoo.mask.Entities;
import dev.understudy.odoo.mask.MaskKey;
import dev.understudy.odoo.mask.ValueMask;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** Works on the rows of a query on several processors at once, and hands the results on in the order of the rows. */
final class Workers implements AutoCloseable {

    private static final int MOST = 4;
    private static final int BATCH = 1 << 18;

    private final int count = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, MOST);
    private final ExecutorService threads;
    private final Supplier<ValueMask> fresh;
    private final Queue<ValueMask> idle = new ConcurrentLinkedQueue<>();

    Workers(MaskKey key, Entities entities) {
        threads = Executors.newFixedThreadPool(
                count, Thread.ofPlatform().daemon().name("mask-", 0).factory());
        fresh = () -> new ValueMask(key.again(), entities);
    }

    /** Takes what was made of some rows. */
    @FunctionalInterface
    interface Sink<T> {
        void take(T made) throws SQLException;
    }

    /** Hands all rows of a query on. No more than a few batches are held at a time. */
    <T> void each(Connection connection, String query, BiFunction<List<byte[]>, ValueMask, T> work, Sink<T> sink)
            throws SQLException {
        Deque<Future<T>> open = new ArrayDeque<>();
        Batch batch = new Batch();
        try {
            CopiedRows.readRaw(connection, query, row -> {
                if (batch.add(row)) {
                    open.add(submit(batch.taken(), work));
                }
                while (open.size() > 2 * count) {
                    sink.take(result(open.remove()));
                }
            });
            open.add(submit(batch.taken(), work));
            while (!open.isEmpty()) {
                sink.take(result(open.remove()));
            }
        } finally {
            open.forEach(left -> left.cancel(true));
        }
    }

    private <T> Future<T> submit(List<byte[]> rows, BiFunction<List<byte[]>, ValueMask, T> work) {
        return threads.submit(() -> {
            ValueMask known = idle.poll();
            ValueMask mask = known == null ? fresh.get() : known;
            T made = work.apply(rows, mask);
            idle.add(mask);
            return made;
        });
    }

    /** Does several things at once, and ends when all have ended. */
    void all(List<Callable<Boolean>> tasks) throws SQLException {
        List<Future<Boolean>> open =
                new ArrayList<>(tasks.stream().map(threads::submit).toList());
        try {
            for (Future<Boolean> one : open) {
                result(one);
            }
        } finally {
            open.forEach(left -> left.cancel(true));
        }
    }

    private static <T> T result(Future<T> made) throws SQLException {
        try {
            return made.get();
        } catch (ExecutionException failure) {
            switch (failure.getCause()) {
                case SQLException sql -> throw sql;
                case RuntimeException known -> throw known;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException(failure);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("masking was interrupted", ended);
        }
    }

    int count() {
        return count;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** Rows that are worked on together. */
    private static final class Batch {

        private List<byte[]> rows = new ArrayList<>();
        private int bytes;

        /** Whether it is full. */
        boolean add(byte[] row) {
            rows.add(row);
            bytes += row.length;
            return bytes >= BATCH;
        }

        List<byte[]> taken() {
            List<byte[]> taken = rows;
            rows = new ArrayList<>();
            bytes = 0;
            return taken;
        }
    }
}
