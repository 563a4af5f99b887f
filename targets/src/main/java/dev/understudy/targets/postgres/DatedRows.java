package dev.understudy.targets.postgres;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * The rows that were written since a moment, by the columns that Odoo dates them with: {@code create_date} and {@code
 * write_date}, in UTC, when their transaction began. Few of these have an index: each table is read once.
 */
public final class DatedRows {

    private static final Set<String> TOO_LONG = Set.of("57014", "55P03");

    private final Reader database;
    private final Instant since;

    /**
     * @param since to the second: older series of Odoo date rows no finer
     */
    public DatedRows(Reader database, Instant since) {
        this.database = database;
        this.since = since.truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * A table as it dates its rows.
     *
     * @param name with the schema unless it is public
     * @param quoted for SQL
     * @param columns those of Odoo's four that it has
     */
    public record Table(String name, String quoted, Set<String> columns) {

        public Table {
            columns = Set.copyOf(columns);
        }

        private boolean dated() {
            return columns.contains("create_date") || columns.contains("write_date");
        }
    }

    /**
     * Rows of one table by the same users.
     *
     * @param createdSince whether they were created since
     * @param createdBy absent where nobody is named
     * @param writtenBy absent where nobody is named
     */
    public record Group(
            boolean createdSince,
            @Nullable Long createdBy,
            @Nullable Long writtenBy,
            long rows) {}

    /**
     * A table and what was counted in it.
     *
     * @param groups of one that was not counted: none
     */
    public record Counted(Table table, boolean counted, List<Group> groups) {

        public Counted {
            groups = List.copyOf(groups);
        }
    }

    /**
     * All tables.
     *
     * @param dated those whose rows bear dates
     * @param undated names of the others
     */
    public record Counts(List<Counted> dated, List<String> undated) {

        public Counts {
            dated = List.copyOf(dated);
            undated = List.copyOf(undated);
        }
    }

    /**
     * Counts the small tables first.
     *
     * @param which tables, by name
     * @param limit after which the rest is not counted; no statement takes longer
     */
    public Counts count(Predicate<String> which, Duration limit) {
        List<Counted> dated = new ArrayList<>();
        List<String> undated = new ArrayList<>();
        long deadline = System.nanoTime() + limit.toNanos();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (Table table : tables()) {
                if (!which.test(table.name())) {
                    continue;
                }
                if (table.dated()) {
                    dated.add(count(statement, table, deadline));
                } else {
                    undated.add(table.name());
                }
            }
            return new Counts(dated, undated);
        } catch (SQLException failure) {
            throw PgErrors.fault(database.name(), failure);
        }
    }

    /**
     * Writes a table's rows as CSV with a line of names, as they come.
     *
     * @return how many rows
     * @throws IOException when they cannot be written
     */
    public long copy(Table table, OutputStream out) throws IOException {
        String sql = "COPY (SELECT * FROM " + table.quoted() + " WHERE " + written(table)
                + ") TO STDOUT WITH (FORMAT csv, HEADER, ENCODING 'UTF8')";
        try (Connection connection = database.connect()) {
            return connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql, out);
        } catch (SQLException failure) {
            throw PgErrors.fault(database.name(), failure);
        }
    }

    /** Every table, the small ones first. */
    public List<Table> tables() {
        return database.rows("""
                        SELECT CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname,
                               format('%I.%I', n.nspname, c.relname),
                               (SELECT string_agg(a.attname, ' ') FROM pg_attribute a
                                 WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                                   AND (a.attname IN ('create_date', 'write_date')
                                        AND a.atttypid IN ('timestamp'::regtype, 'timestamptz'::regtype)
                                     OR a.attname IN ('create_uid', 'write_uid')
                                        AND a.atttypid IN ('int4'::regtype, 'int8'::regtype)))
                          FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                         WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition
                           AND n.nspname NOT IN ('pg_catalog', 'information_schema')
                           AND n.nspname NOT LIKE 'pg\\_t%'
                         ORDER BY c.relpages, 1
                        """).stream()
                .map(row -> new Table(row.get(0), row.get(1), Set.of(row.get(2).split(" "))))
                .toList();
    }

    private Counted count(Statement statement, Table table, long deadline) throws SQLException {
        long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        if (left <= 0) {
            return new Counted(table, false, List.of());
        }
        String created = table.columns().contains("create_date") ? after("create_date") : "false";
        try {
            statement.execute("SET statement_timeout = " + left + "; SET lock_timeout = " + left);
            List<Group> groups = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("SELECT coalesce(" + created + ", false), "
                    + user(table, "create_uid") + ", " + user(table, "write_uid") + ", count(*) FROM " + table.quoted()
                    + " WHERE " + written(table) + " GROUP BY 1, 2, 3")) {
                while (rows.next()) {
                    groups.add(new Group(
                            rows.getBoolean(1),
                            rows.getObject(2, Long.class),
                            rows.getObject(3, Long.class),
                            rows.getLong(4)));
                }
            }
            return new Counted(table, true, groups);
        } catch (SQLException failure) {
            if (TOO_LONG.contains(failure.getSQLState())) {
                return new Counted(table, false, List.of());
            }
            throw failure;
        }
    }

    private String written(Table table) {
        return List.of("write_date", "create_date").stream()
                .filter(table.columns()::contains)
                .map(this::after)
                .reduce((one, other) -> one + " OR " + other)
                .orElseThrow();
    }

    private String after(String column) {
        return column + " >= '" + since + "'";
    }

    private static String user(Table table, String column) {
        return table.columns().contains(column) ? column + "::bigint" : "NULL::bigint";
    }
}
