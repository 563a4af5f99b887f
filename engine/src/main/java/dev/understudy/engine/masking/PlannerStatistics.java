package dev.understudy.engine.masking;

import dev.understudy.targets.postgres.Owner;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What PostgreSQL remembers of the values of columns, to plan its queries: the most frequent ones, and some of all others. Whoever
 * may read a table may read them. It gathers them anew with the rows that are written, but neither for a view that holds rows of
 * its own, nor for a table above partitions; and where no row is left, it keeps those that it had.
 */
final class PlannerStatistics {

    private static final String SCHEMAS = " n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'";

    /** Neither numbers nor dates, yes or no, identifiers. */
    private static final String TEXTS = " t.typcategory NOT IN ('N', 'D', 'T', 'B') AND t.typname <> 'uuid'";

    private static final String LEFT_OUT = """
            SELECT c.oid::regclass::text FROM pg_catalog.pg_class c
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE (c.relkind IN ('m', 'p') OR (c.relkind = 'r' AND c.relhassubclass)) AND c.relpersistence <> 't' AND %s
               AND pg_catalog.pg_has_role(c.relowner, 'USAGE')
             ORDER BY c.oid
            """.formatted(SCHEMAS);

    private static final String REMEMBERED = """
            SELECT DISTINCT c.oid::regclass::text, quote_ident(a.attname), format_type(a.atttypid, a.atttypmod)
                   || CASE WHEN a.attcollation <> t.typcollation THEN ' COLLATE ' || a.attcollation::regcollation ELSE '' END
              FROM pg_catalog.pg_stats s
              JOIN pg_catalog.pg_namespace n ON n.nspname = s.schemaname
              JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = s.tablename AND c.relkind IN ('r', 'p')
              JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = s.attname
              JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
             WHERE %s AND %s AND NOT c.relispartition AND pg_catalog.pg_has_role(c.relowner, 'USAGE')
             ORDER BY 1, 2
            """.formatted(SCHEMAS, TEXTS);

    private static final String VALUES = """
            SELECT %s || '.' || %s,
                   concat_ws(' ', s.most_common_vals::text, s.histogram_bounds::text, s.most_common_elems::text)
              FROM pg_catalog.pg_stats s
              JOIN pg_catalog.pg_namespace n ON n.nspname = s.schemaname
              JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = s.tablename
              JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = s.attname
              JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
             WHERE %s AND %s AND s.tablename <> 'ir_module_module' AND s.tablename <> 'ir_module_category'
            """.formatted(Quoted.PATH, Quoted.part("a.attname"), SCHEMAS, TEXTS);

    private final Owner database;

    PlannerStatistics(Owner database) {
        this.database = database;
    }

    /**
     * Gathers anew what was not gathered with the rows, and forgets what is remembered of rows that are no more.
     *
     * @param fresh tables whose statistics are of the rows that are there now
     */
    void renew(Set<String> fresh) {
        database.rows(LEFT_OUT).forEach(relation -> database.script("ANALYZE " + relation.getFirst()));
        List<List<String>> remembered = database.rows(REMEMBERED);
        Set<String> gathered = new HashSet<>(fresh);
        database.inTransaction(connection -> {
            for (List<String> column : remembered) {
                String table = column.getFirst();
                if (Rows.of(connection, "SELECT FROM " + table + " LIMIT 1").isEmpty()) {
                    forget(connection, column);
                } else if (gathered.add(table)) {
                    analyze(connection, table);
                }
            }
            return true;
        });
    }

    private static void analyze(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ANALYZE " + table);
            connection.commit();
        }
    }

    /** A column that gets the type that it has loses what is remembered of it, and no row is written. */
    private static void forget(Connection connection, List<String> column) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "ALTER TABLE " + column.get(0) + " ALTER COLUMN " + column.get(1) + " TYPE " + column.get(2));
            connection.commit();
        } catch (SQLException somethingHangsOnIt) {
            // A view forbids it. The proof looks at what stays.
            connection.rollback();
        }
    }

    /** What is remembered: a column's path, and values of it. */
    List<List<String>> values() {
        return database.rows(VALUES);
    }
}
