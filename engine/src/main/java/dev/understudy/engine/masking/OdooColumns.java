package dev.understudy.engine.masking;

import dev.understudy.odoo.mask.Column;
import dev.understudy.odoo.mask.ColumnValues;
import dev.understudy.odoo.mask.Known;
import dev.understudy.targets.postgres.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads which columns a database has, and what the values of some have in common. */
final class OdooColumns {

    /** Numbers of documents: {@code S00012}, {@code INV/2026/00012}; no word of a name, and no long number alone. */
    private static final String CODE = "^([A-Z]{1,6}[0-9]{0,2}[-_/.#])*[A-Z]{0,6}([0-9]{1,6}[-_/.]?)+$";

    private static final String ELSEWHERE = """
            SELECT %s FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind = 'f' AND n.nspname NOT LIKE 'pg\\_%%' ORDER BY 1
            """.formatted(Quoted.PATH);

    private final Database database;

    OdooColumns(Database database) {
        this.database = database;
    }

    /** All columns of all plain tables; partitions each by itself. */
    List<Column> all() {
        return columns("c.relkind = 'r'");
    }

    /** Those of all that holds rows: also of views that do. */
    List<Column> readable() {
        return columns("c.relkind = 'r' OR (c.relkind = 'm' AND c.relispopulated)");
    }

    private List<Column> columns(String kinds) {
        ColumnShapes shapes = new ColumnShapes(database);
        return database.rows(statement(kinds)).stream()
                .map(row -> new Column(
                        row.get(0),
                        row.get(1),
                        shapes.of(row.get(2), row.get(7)),
                        row.get(3),
                        Boolean.parseBoolean(row.get(4)),
                        Boolean.parseBoolean(row.get(5)) || shapes.required(row.get(7)),
                        Boolean.parseBoolean(row.get(6))))
                .toList();
    }

    private static String statement(String kinds) {
        return """
            WITH fields AS (
                SELECT DISTINCT ON (1, 2) replace(f.model, '.', '_') AS tab, f.name, f.ttype,
                       coalesce(to_jsonb(f) ->> 'translate', '') NOT IN ('', 'false') AS translated
                  FROM public.ir_model_fields f ORDER BY 1, 2)
            SELECT %s, a.attname,
                   format_type(a.atttypid, a.atttypmod), coalesce(f.ttype, ''), coalesce(f.translated, false)::text,
                   a.attnotnull::text,
                   EXISTS (SELECT FROM pg_index i WHERE i.indrelid = c.oid AND (i.indisunique OR i.indisexclusion)
                              AND (a.attnum = ANY (i.indkey::int2[])
                                   OR EXISTS (SELECT FROM pg_depend d
                                               WHERE d.classid = 'pg_class'::regclass AND d.objid = i.indexrelid
                                                 AND d.refclassid = 'pg_class'::regclass AND d.refobjid = c.oid
                                                 AND d.refobjsubid = a.attnum)))::text,
                   a.atttypid::text
              FROM pg_class c
              JOIN pg_namespace n ON n.oid = c.relnamespace
              JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
              LEFT JOIN fields f ON f.tab = c.relname AND f.name = a.attname AND n.nspname = 'public'
             WHERE (%s) AND c.relpersistence <> 't'
               AND n.nspname NOT LIKE 'pg\\_%%' AND n.nspname <> 'information_schema'
             ORDER BY 1, a.attnum
            """.formatted(Quoted.PATH, kinds);
    }

    /** Tables whose rows are in another database. */
    List<String> foreign() {
        return database.rows(ELSEWHERE).stream().map(List::getFirst).toList();
    }

    /** What columns hold. No more is read than it takes to know: of one with names, a few rows. */
    Map<Column, ColumnValues> values(List<Column> columns, Known vocabulary) {
        return database.inTransaction(connection -> {
            Map<Column, ColumnValues> values = new HashMap<>();
            for (Column column : columns) {
                values.put(column, values(connection, column, vocabulary));
            }
            return values;
        });
    }

    private static ColumnValues values(Connection connection, Column column, Known vocabulary) throws SQLException {
        String value = Quoted.name(column.name()) + "::text";
        String from = " FROM ONLY " + Quoted.table(column.table()) + " WHERE " + value + " IS NOT NULL";
        List<String> different = few(connection, "left(" + value + ", 1000)", from);
        boolean choice = different.size() <= ColumnValues.FEW;
        boolean codes = choice ? codes(connection, different) : !any(connection, from + " AND NOT " + code(value));
        return new ColumnValues(
                codes,
                codes
                        ? few(connection, "substring(" + value + " from '^[^0-9]*')", from)
                                .size()
                        : ColumnValues.MANY,
                different.size(),
                choice && common(connection, value, from, vocabulary));
    }

    /** The first different ones. */
    private static List<String> few(Connection connection, String what, String from) throws SQLException {
        return Rows.of(connection, "SELECT DISTINCT " + what + from + " LIMIT " + ColumnValues.MANY).stream()
                .map(List::getFirst)
                .toList();
    }

    private static boolean codes(Connection connection, List<String> different) throws SQLException {
        return different.isEmpty()
                || !any(
                        connection,
                        " FROM (VALUES "
                                + different.stream()
                                        .map(value -> "(" + Quoted.text(value) + ")")
                                        .collect(Collectors.joining(", "))
                                + ") v (code) WHERE NOT " + code("code"));
    }

    private static boolean any(Connection connection, String from) throws SQLException {
        return "t".equals(Rows.first(connection, "SELECT EXISTS (SELECT" + from + ")"));
    }

    /** An account's or a passport's number has a beginning of letters too: no seven digits in a row, nor more than a document. */
    private static String code(String value) {
        return "((" + value + " ~ " + Quoted.text(CODE) + " AND " + value + " !~ '[0-9]{7}'"
                + " AND length(regexp_replace(" + value + ", '[^0-9]', '', 'g')) < CASE WHEN " + value
                + " ~ '^[0-9]' THEN 7 ELSE 13 END) OR " + value + " IN (SELECT model FROM public.ir_model))";
    }

    private static boolean common(Connection connection, String value, String from, Known vocabulary)
            throws SQLException {
        return Rows.of(connection, "SELECT DISTINCT " + value + from).stream()
                .allMatch(row -> vocabulary.isVocabulary(row.getFirst()));
    }
}
