package dev.understudy.process.measure;

import dev.understudy.model.calendar.LoadMap;
import dev.understudy.model.calendar.LoadMap.Sample;
import dev.understudy.targets.postgres.Reader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/**
 * When people work on production: the rows that they created, by hour, in the past weeks. The largest tables are looked at by
 * a sample of their pages, so that ten million rows take no longer than some. It takes no lock that anybody waits for, and gives
 * up on a table that does not answer in time.
 */
public final class Load {

    private static final int WEEKS = 8;
    private static final int TABLES = 40;

    /** How many rows of a table are looked at. */
    private static final long SAMPLE_ROWS = 200_000;

    private static final Duration PER_TABLE = Duration.ofMillis(500);
    private static final Duration ALL = Duration.ofSeconds(4);
    private static final String QUERY_CANCELED = "57014";

    /** With who and when created them, none of Odoo's own housekeeping, the largest first. */
    private static final String LARGEST = """
            SELECT format('%%I.%%I', n.nspname, c.relname), greatest(c.reltuples, 1)::bigint
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind = 'r' AND n.nspname = 'public'
               AND c.relname NOT LIKE 'ir\\_%%' AND c.relname NOT LIKE 'bus\\_%%'
               AND c.relname NOT LIKE 'res\\_users\\_%%' AND c.relname NOT LIKE 'mail\\_notification%%'
               AND 2 = (SELECT count(*) FROM pg_catalog.pg_attribute a
                         WHERE a.attrelid = c.oid AND a.attname IN ('create_uid', 'create_date') AND NOT a.attisdropped)
             ORDER BY c.reltuples DESC LIMIT %d""".formatted(TABLES);

    private Load() {}

    /** What was seen, and of how many tables it was not. */
    public record Seen(LoadMap map, int tables, int passedOver) {}

    private record Table(String name, long rows) {

        /** A hundred percent for one that is small enough. */
        double percent() {
            return Math.min(100.0, 100.0 * SAMPLE_ROWS / rows);
        }
    }

    /** Looks at production's database now. */
    public static Seen of(Reader database, Instant now, ZoneId zone) {
        List<Table> tables = database.rows(LARGEST).stream()
                .map(row -> new Table(row.get(0), Long.parseLong(row.get(1))))
                .toList();
        List<Sample> samples = new ArrayList<>();
        long deadline = System.nanoTime() + ALL.toNanos();
        int passedOver = 0;
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET statement_timeout = " + PER_TABLE.toMillis());
            // Whoever changes a table is not waited for.
            statement.execute("SET lock_timeout = 50");
            for (Table table : tables) {
                passedOver += System.nanoTime() < deadline && sample(statement, table, now, samples) ? 0 : 1;
            }
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return new Seen(LoadMap.of(samples, zone), tables.size(), passedOver);
    }

    private static boolean sample(Statement statement, Table table, Instant now, List<Sample> samples)
            throws SQLException {
        double percent = table.percent();
        String part = percent < 100 ? " TABLESAMPLE SYSTEM (" + percent + ")" : "";
        String sql = "SELECT extract(epoch FROM date_trunc('hour', create_date))::bigint, count(*) FROM " + table.name()
                + part + " WHERE create_uid > 1 AND create_date >= to_timestamp("
                + now.minus(Duration.ofDays(7L * WEEKS)).getEpochSecond() + ") AT TIME ZONE 'UTC' GROUP BY 1";
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                samples.add(new Sample(
                        Instant.ofEpochSecond(rows.getLong(1)), Math.round(rows.getLong(2) * 100 / percent)));
            }
            return true;
        } catch (SQLException failure) {
            if (QUERY_CANCELED.equals(failure.getSQLState()) || "55P03".equals(failure.getSQLState())) {
                return false;
            }
            throw failure;
        }
    }
}
