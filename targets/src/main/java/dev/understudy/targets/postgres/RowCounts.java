package dev.understudy.targets.postgres;

import dev.understudy.model.fault.Fault;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How many rows each table holds: counted, or estimated from PostgreSQL's statistics when counting takes too long.
 *
 * @param tables by name, with the schema unless it is public
 */
public record RowCounts(SortedMap<String, Count> tables) {

    private static final String QUERY_CANCELED = "57014";

    public RowCounts {
        tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
    }

    /**
     * The rows of one table.
     *
     * @param estimated whether it was not counted
     */
    public record Count(long rows, boolean estimated) {}

    /**
     * Counts all tables, the largest first.
     *
     * @param limit after which what is not counted yet is estimated
     * @param sessions how many tables are counted at a time
     */
    public static RowCounts of(Reader database, Duration limit, int sessions) {
        Queue<Table> tables = new ConcurrentLinkedQueue<>(tables(database));
        Map<String, Count> counts = new ConcurrentHashMap<>();
        long deadline = System.nanoTime() + limit.toNanos();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> workers = new ArrayList<>();
            for (int i = 0; i < sessions; i++) {
                workers.add(threads.submit(() -> count(database, tables, deadline, counts)));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException fault ? fault : new IllegalStateException(failure);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw Fault.failed("host.interrupted", "SELECT count(*)")
                    .at(database.name())
                    .exception(interrupt);
        }
        return new RowCounts(new TreeMap<>(counts));
    }

    private record Table(String name, String quoted, long estimate) {}

    private static List<Table> tables(Reader database) {
        return database.rows("""
                        SELECT CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname,
                               format('%I.%I', n.nspname, c.relname), greatest(c.reltuples, 0)::bigint
                          FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                         WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
                           AND n.nspname NOT IN ('pg_catalog', 'information_schema')
                           AND n.nspname NOT LIKE 'pg\\_t%'
                         ORDER BY c.relpages DESC, 1
                        """).stream()
                .map(row -> new Table(row.get(0), row.get(1), Long.parseLong(row.get(2))))
                .toList();
    }

    private static void count(Reader database, Queue<Table> tables, long deadline, Map<String, Count> counts) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (Table table = tables.poll(); table != null; table = tables.poll()) {
                counts.put(table.name(), count(statement, table, deadline));
            }
        } catch (SQLException failure) {
            throw PgErrors.fault(database.name(), failure);
        }
    }

    private static Count count(Statement statement, Table table, long deadline) throws SQLException {
        long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        if (left <= 0) {
            return new Count(table.estimate(), true);
        }
        try {
            statement.execute("SET statement_timeout = " + left);
            try (ResultSet counted = statement.executeQuery("SELECT count(*) FROM " + table.quoted())) {
                counted.next();
                return new Count(counted.getLong(1), false);
            }
        } catch (SQLException failure) {
            if (QUERY_CANCELED.equals(failure.getSQLState())) {
                return new Count(table.estimate(), true);
            }
            throw failure;
        }
    }
}
