package dev.understudy.targets.postgres;

import dev.understudy.targets.host.Beside;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

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
     * Counts all tables, the largest first, two at a time.
     *
     * @param limit after which what is not counted yet is estimated
     */
    public static RowCounts of(Reader database, Duration limit) {
        Map<String, Count> counts = new ConcurrentHashMap<>();
        Queue<Table> tables = new ConcurrentLinkedQueue<>();
        for (Table table : tables(database)) {
            if (table.empty()) {
                counts.put(table.name(), new Count(0, false));
            } else {
                tables.add(table);
            }
        }
        long deadline = System.nanoTime() + limit.toNanos();
        try (Beside<Boolean> other = Beside.begin("SELECT count(*)", () -> count(database, tables, deadline, counts))) {
            count(database, tables, deadline, counts);
            other.result();
        }
        return new RowCounts(new TreeMap<>(counts));
    }

    /**
     * A table as PostgreSQL's catalogs know it.
     *
     * @param empty whether it has no file of rows, nor a table that inherits from it: there is nothing to count
     */
    private record Table(String name, String quoted, long estimate, boolean empty) {}

    private static List<Table> tables(Reader database) {
        return database.rows("""
                        SELECT CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname,
                               format('%I.%I', n.nspname, c.relname), greatest(c.reltuples, 0)::bigint,
                               coalesce(c.relkind = 'r' AND pg_relation_size(c.oid) = 0, false)
                               AND NOT EXISTS (SELECT FROM pg_inherits WHERE inhparent = c.oid)
                          FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                         WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
                           AND n.nspname NOT IN ('pg_catalog', 'information_schema')
                           AND n.nspname NOT LIKE 'pg\\_t%'
                         ORDER BY c.relpages DESC, 1
                        """).stream()
                .map(row -> new Table(
                        row.get(0),
                        row.get(1),
                        Long.parseLong(row.get(2)),
                        row.get(3).startsWith("t")))
                .toList();
    }

    /** Counts one after the other until none is left. */
    private static boolean count(Reader database, Queue<Table> tables, long deadline, Map<String, Count> counts) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (Table table = tables.poll(); table != null; table = tables.poll()) {
                counts.put(table.name(), count(statement, table, deadline));
            }
            return true;
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
            statement.execute("SET statement_timeout = " + left + "; SELECT count(*) FROM " + table.quoted());
            statement.getMoreResults();
            try (ResultSet counted = statement.getResultSet()) {
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
