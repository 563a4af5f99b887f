package dev.understudy.engine.masking;

import dev.understudy.odoo.mask.Column;
import dev.understudy.odoo.mask.Decision;
import dev.understudy.targets.postgres.Owner;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Masks a large table by writing it anew: its rows go through the mask into files, the table is emptied in place, and filled
 * from the files over several connections, without the indexes that can be made afterwards. It stays the table that it was, so
 * that views, foreign keys, rights and sequences hang on it as before; and no dead row is left. Foreign keys are not looked at
 * meanwhile, since no key changes: that needs the right to set {@code session_replication_role}. What ends it in the middle
 * leaves a table without its rows.
 */
final class TableRewrite {

    /** Smaller ones are quicker by an update, bytes. */
    private static final String LARGE = "4194304";

    /** The longest text of a column that stays, for a row is held in memory, bytes. */
    private static final String LONGEST = "4194304";

    private static final String WRITABLE = """
            SELECT %s
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind = 'r' AND c.relpersistence <> 't' AND pg_catalog.pg_table_size(c.oid) >= %s
               AND pg_catalog.pg_has_role(c.relowner, 'USAGE')
               AND NOT c.relforcerowsecurity
               AND NOT EXISTS (SELECT FROM pg_catalog.pg_rewrite r WHERE r.ev_class = c.oid)
               AND NOT EXISTS (SELECT FROM pg_catalog.pg_trigger t
                                WHERE t.tgrelid = c.oid AND NOT t.tgisinternal AND t.tgenabled IN ('A', 'R'))
               AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k
                                WHERE k.conrelid = c.oid AND k.contype = 'c' AND NOT k.convalidated)
            """.formatted(Quoted.PATH, LARGE);

    private final Owner database;
    private final Workers workers;
    private final Path room;
    private final Consumer<String> progress;

    /**
     * @param room a folder in which files of masked rows may stand for a while
     * @param progress told of each part
     */
    TableRewrite(Owner database, Workers workers, Path room, Consumer<String> progress) {
        this.database = database;
        this.workers = workers;
        this.room = room;
        this.progress = progress;
    }

    /** Whether a role may write tables so that nobody looks at foreign keys. */
    boolean possible() {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            unlooked(statement);
            return true;
        } catch (SQLException notAllowed) {
            return false;
        }
    }

    /** The right is that of the role which signed in; what is done with the database is done as the role that it acts as. */
    private static void unlooked(Statement statement) throws SQLException {
        String acting;
        try (ResultSet found = statement.executeQuery("SELECT pg_catalog.quote_ident(current_user)")) {
            found.next();
            acting = found.getString(1);
        }
        statement.execute("SET ROLE NONE");
        statement.execute("SET session_replication_role = replica");
        statement.execute("SET ROLE " + acting);
    }

    /** Tables that are large enough, and about which nothing forbids it. */
    Set<String> writable() {
        return database.rows(WRITABLE).stream().map(List::getFirst).collect(Collectors.toSet());
    }

    /** Whether no row of such a table is too long to be held in memory. */
    boolean fits(String table, List<Column> columns, List<Decision> decisions) {
        Map<Column, Decision> said = byColumn(decisions);
        String lengths = columns.stream()
                .filter(column -> !column.counted())
                .filter(column -> !said.containsKey(column))
                .map(column -> Quoted.name(column.name()))
                .map(name -> "coalesce(CASE WHEN pg_catalog.pg_column_size(" + name + ") > 16384 THEN octet_length("
                        + name + "::text) END, 0)")
                .collect(Collectors.joining(", "));
        return lengths.isEmpty()
                || "t"
                        .equals(first("SELECT coalesce(max(greatest(" + lengths + ")), 0) < " + LONGEST + " FROM ONLY "
                                + Quoted.table(table)));
    }

    /** Those that nothing hangs on, and that are told whole by their definition. */
    private static String indexes(String table) {
        return """
            SELECT i.indexrelid::regclass::text, pg_catalog.pg_get_indexdef(i.indexrelid)
              FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
             WHERE i.indrelid = %s::regclass AND i.indisvalid AND NOT i.indisprimary AND NOT i.indisclustered
               AND NOT i.indisreplident AND NOT c.relispartition AND c.reltablespace = 0
               AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = i.indexrelid)
               AND NOT EXISTS (SELECT FROM pg_catalog.pg_attribute a
                                WHERE a.attrelid = i.indexrelid AND coalesce(a.attstattarget, -1) >= 0)
               AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d
                                WHERE d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid = i.indexrelid)
               AND pg_catalog.obj_description(i.indexrelid, 'pg_class') IS NULL
             ORDER BY pg_catalog.pg_relation_size(i.indexrelid) DESC
            """.formatted(Quoted.text(Quoted.table(table)));
    }

    private String first(String query) {
        return database.rows(query).getFirst().getFirst();
    }

    private static Map<Column, Decision> byColumn(List<Decision> decisions) {
        return decisions.stream().collect(Collectors.toMap(Decision::column, Function.identity()));
    }

    /**
     * Writes it anew.
     *
     * @param columns all of the table that can be written
     * @param kept the condition of rows that stay as they are; empty for none
     * @return how many rows it has
     * @throws dev.understudy.model.fault.FaultException {@code mask.table-refused} with the constraint that the new values
     *     break
     */
    long apply(String table, List<Column> columns, List<Decision> decisions, String kept) {
        List<Path> files = new ArrayList<>();
        try {
            for (int i = 0; i < workers.count(); i++) {
                files.add(Files.createTempFile(room, "masked", ".rows"));
            }
            read(table, columns, byColumn(decisions), kept, files);
            progress.accept(table + ": masked");
            List<List<String>> indexes = database.rows(indexes(table));
            empty(table, indexes);
            progress.accept(table + ": emptied");
            long rows = fill(table, columns, files);
            progress.accept(table + ": filled");
            workers.all(indexes.stream()
                    .<Callable<Boolean>>map(index -> () -> run(index.get(1)))
                    .toList());
            progress.accept(table + ": indexes made");
            run("ANALYZE " + Quoted.table(table));
            return rows;
        } catch (SQLException failure) {
            throw TableMask.refused(table, failure);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            files.forEach(TableRewrite::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Writes the masked rows into the files by turns. */
    private void read(String table, List<Column> columns, Map<Column, Decision> said, String kept, List<Path> files)
            throws SQLException, IOException {
        List<@Nullable Decision> decisions = new ArrayList<>();
        StringBuilder selected = new StringBuilder(kept.isEmpty() ? "true" : "(" + kept + ") IS NOT TRUE");
        for (Column column : columns) {
            Decision decision = said.get(column);
            decisions.add(decision);
            selected.append(", ").append(decision == null ? Quoted.name(column.name()) : TableMask.read(decision));
        }
        RowMask rows = new RowMask(decisions);
        List<OutputStream> open = new ArrayList<>();
        int[] next = {0};
        try (Connection reading = database.connect()) {
            for (Path file : files) {
                open.add(new BufferedOutputStream(Files.newOutputStream(file)));
            }
            workers.each(reading, "SELECT " + selected + " FROM ONLY " + Quoted.table(table), rows::whole, made -> {
                try {
                    open.get(next[0]++ % open.size()).write(made);
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
        } finally {
            for (OutputStream file : open) {
                file.close();
            }
        }
    }

    /** Takes all rows away, for good. */
    private void empty(String table, List<List<String>> indexes) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            unlooked(statement);
            for (List<String> index : indexes) {
                statement.execute("DROP INDEX " + index.getFirst());
            }
            statement.execute("DELETE FROM ONLY " + Quoted.table(table));
            statement.execute("VACUUM (FULL) " + Quoted.table(table));
        }
    }

    private long fill(String table, List<Column> columns, List<Path> files) throws SQLException {
        String into = "COPY " + Quoted.table(table) + " ("
                + columns.stream().map(column -> Quoted.name(column.name())).collect(Collectors.joining(", "))
                + ") FROM STDIN";
        long[] rows = new long[files.size()];
        List<Callable<Boolean>> parts = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            int part = i;
            parts.add(() -> {
                rows[part] = fill(into, files.get(part));
                return true;
            });
        }
        workers.all(parts);
        long all = 0;
        for (long part : rows) {
            all += part;
        }
        return all;
    }

    private long fill(String into, Path file) throws SQLException, IOException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            unlooked(statement);
            compress(statement);
            return connection.unwrap(PGConnection.class).getCopyAPI().copyIn(into, in, 1 << 16);
        }
    }

    /** Where PostgreSQL can: its own way to compress takes many times as long. A column that says how is left as it says. */
    private static void compress(Statement statement) throws SQLException {
        statement.execute("""
                SELECT pg_catalog.set_config(name, 'lz4', false) FROM pg_catalog.pg_settings
                 WHERE name = 'default_toast_compression' AND 'lz4' = ANY (enumvals)
                """);
    }

    private boolean run(String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            return statement.execute(sql);
        }
    }
}
