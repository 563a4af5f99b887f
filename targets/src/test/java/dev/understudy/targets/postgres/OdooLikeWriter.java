package dev.understudy.targets.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes attachments as Odoo does, the file before the row is committed; deletes some; and collects garbage as Odoo does,
 * under a SHARE lock that it gives up after a while. Meanwhile updates another table at random.
 */
final class OdooLikeWriter implements AutoCloseable {

    private final Database database;
    private final Path store;
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong collected = new AtomicLong();
    private final List<CompletableFuture<Void>> threads = new ArrayList<>();
    private volatile boolean ending;

    OdooLikeWriter(Database database, Path store) {
        this.database = database;
        this.store = store;
        for (Act act : List.<Act>of(this::attach, this::collect, this::update)) {
            CompletableFuture<Void> thread = new CompletableFuture<>();
            threads.add(thread);
            Thread.ofPlatform().start(() -> repeat(act, thread));
        }
    }

    long collected() {
        return collected.get();
    }

    /** Waits until something was written since. */
    void awaitMore() throws Exception {
        long before = written.get();
        for (int i = 0; written.get() < before + 20; i++) {
            if (i > 6000) {
                throw new AssertionError("the writer stands still");
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    @Override
    public void close() {
        ending = true;
        for (CompletableFuture<Void> thread : threads) {
            thread.orTimeout(60, TimeUnit.SECONDS).join();
        }
    }

    private void repeat(Act act, CompletableFuture<Void> done) {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            Random random = new Random(7);
            while (!ending) {
                act.on(connection, random);
                connection.commit();
            }
            done.complete(null);
        } catch (SQLException | IOException | InterruptedException failure) {
            done.completeExceptionally(failure);
        }
    }

    private void attach(Connection connection, Random random) throws SQLException, IOException {
        long n = written.get();
        String name = String.format("%02x/%08x", n % 256, n);
        Path file = store.resolve(name);
        byte[] content = new byte[500 + random.nextInt(5000)];
        Files.createDirectories(file.resolveSibling("."));
        Files.write(file, content);
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO ir_attachment (store_fname, bytes) VALUES (?, ?)")) {
            insert.setString(1, name);
            insert.setInt(2, content.length);
            insert.execute();
        }
        if (n % 3 == 0) {
            try (Statement delete = connection.createStatement()) {
                delete.execute("DELETE FROM ir_attachment WHERE id = (SELECT max(id) - 5 FROM ir_attachment)");
            }
        }
        connection.commit();
        written.incrementAndGet();
    }

    private void collect(Connection connection, Random random) throws SQLException, IOException, InterruptedException {
        TimeUnit.MILLISECONDS.sleep(random.nextInt(40));
        long upTo = written.get() - 1;
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL lock_timeout = '1s'");
            statement.execute("LOCK TABLE ir_attachment IN SHARE MODE");
            for (long n = Math.max(0, upTo - 200); n < upTo; n++) {
                String name = String.format("%02x/%08x", n % 256, n);
                try (ResultSet found =
                        statement.executeQuery("SELECT 1 FROM ir_attachment WHERE store_fname = '" + name + "'")) {
                    if (!found.next() && Files.deleteIfExists(store.resolve(name))) {
                        collected.incrementAndGet();
                    }
                }
            }
        } catch (SQLException failure) {
            if (!"55P03".equals(failure.getSQLState())) {
                throw failure;
            }
            connection.rollback();
        }
    }

    private void update(Connection connection, Random random) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE busy SET n = n + 1 WHERE id = ?")) {
            for (int i = 0; i < 50; i++) {
                update.setInt(1, 1 + random.nextInt(20000));
                update.addBatch();
            }
            update.executeBatch();
        }
        if (random.nextInt(20) == 0) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE t AS SELECT * FROM busy LIMIT 500");
                statement.execute("DROP TABLE t");
            }
        }
    }

    private interface Act {
        void on(Connection connection, Random random) throws SQLException, IOException, InterruptedException;
    }
}
