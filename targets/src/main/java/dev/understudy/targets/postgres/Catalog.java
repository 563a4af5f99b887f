package dev.understudy.targets.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The schema of a database as a comparable value: every object by kind and name, with its definition as PostgreSQL tells
 * it. Two databases with equal catalogs have the same data model, whatever rows they hold.
 *
 * @param objects {@code column sale_order.name} to {@code character varying NOT NULL}, and so on
 */
public record Catalog(SortedMap<String, String> objects) {

    private static final String OURS = """
            n.nspname NOT IN ('pg_catalog', 'information_schema')
            AND n.nspname NOT LIKE 'pg\\_toast%' AND n.nspname NOT LIKE 'pg\\_temp%'
            """;

    private static final String NAME = "CASE n.nspname WHEN 'public' THEN '' ELSE n.nspname || '.' END || c.relname";

    private static final String OBJECTS = """
            SELECT CASE c.relkind WHEN 'v' THEN 'view ' WHEN 'm' THEN 'materialized view ' ELSE 'table ' END || NAME,
                   CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid)
                        ELSE c.relkind::text || c.relpersistence::text END
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') AND OURS
            UNION ALL
            SELECT 'column ' || NAME || '.' || a.attname,
                   format_type(a.atttypid, a.atttypmod)
                   || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
                   || CASE WHEN a.attgenerated <> '' THEN ' GENERATED ' ELSE ' DEFAULT ' END
                   || coalesce(pg_get_expr(d.adbin, d.adrelid), '-')
                   || CASE WHEN a.attidentity <> '' THEN ' IDENTITY' ELSE '' END
              FROM pg_attribute a
              JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
              LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
             WHERE c.relkind IN ('r', 'p', 'f') AND a.attnum > 0 AND NOT a.attisdropped AND OURS
            UNION ALL
            SELECT 'constraint ' || NAME || '.' || k.conname, pg_get_constraintdef(k.oid)
              FROM pg_constraint k
              JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE k.contype <> 'n' AND OURS
            UNION ALL
            SELECT 'index ' || NAME, pg_get_indexdef(c.oid)
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('i', 'I') AND OURS
            UNION ALL
            SELECT 'sequence ' || NAME,
                   format('%s from %s by %s, %s to %s, cycle %s', format_type(s.seqtypid, NULL), s.seqstart,
                          s.seqincrement, s.seqmin, s.seqmax, s.seqcycle)
              FROM pg_sequence s
              JOIN pg_class c ON c.oid = s.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
             -- Odoo makes these for records of ir.sequence: rows are no schema.
             WHERE c.relname !~ '^ir_sequence_[0-9]+(_[0-9]+)?$' AND OURS
            UNION ALL
            SELECT 'trigger ' || NAME || '.' || t.tgname, pg_get_triggerdef(t.oid)
              FROM pg_trigger t
              JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE NOT t.tgisinternal AND OURS
            UNION ALL
            SELECT 'function ' || n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')',
                   md5(p.prosrc)
              FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
             WHERE OURS AND NOT EXISTS
                   (SELECT 1 FROM pg_depend d
                     WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
            UNION ALL
            SELECT 'extension ' || extname, extversion FROM pg_extension
            """.replace("NAME", NAME).replace("OURS", OURS);

    public Catalog {
        objects = Collections.unmodifiableSortedMap(new TreeMap<>(objects));
    }

    /** Reads the schema of a database. */
    public static Catalog of(Reader database) {
        return database.inTransaction(connection -> {
            try (Statement statement = connection.createStatement()) {
                return read(statement);
            }
        });
    }

    private static Catalog read(Statement statement) throws SQLException {
        SortedMap<String, String> objects = new TreeMap<>();
        try (ResultSet rows = statement.executeQuery(OBJECTS)) {
            while (rows.next()) {
                objects.put(rows.getString(1), Objects.requireNonNullElse(rows.getString(2), ""));
            }
        }
        return new Catalog(objects);
    }

    /** What has to happen to this schema for it to become {@code after}. */
    public Difference differenceTo(Catalog after) {
        List<String> added = new ArrayList<>();
        List<Change> changed = new ArrayList<>();
        after.objects.forEach((object, definition) -> {
            String before = objects.get(object);
            if (before == null) {
                added.add(object);
            } else if (!before.equals(definition)) {
                changed.add(new Change(object, before, definition));
            }
        });
        List<String> removed = objects.keySet().stream()
                .filter(object -> !after.objects.containsKey(object))
                .toList();
        return new Difference(added, removed, changed);
    }

    /**
     * How two schemas differ.
     *
     * @param added objects by kind and name
     * @param removed likewise
     * @param changed objects that are in both, but not alike
     */
    public record Difference(List<String> added, List<String> removed, List<Change> changed) {

        public Difference {
            added = List.copyOf(added);
            removed = List.copyOf(removed);
            changed = List.copyOf(changed);
        }

        public boolean isEmpty() {
            return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
        }
    }

    /** An object whose definition changed. */
    public record Change(String object, String before, String after) {

        private static final Pattern ACTION =
                Pattern.compile(" ON (DELETE|UPDATE) (CASCADE|RESTRICT|SET NULL|SET DEFAULT|NO ACTION)");

        /**
         * Whether a foreign key does something else when the row that it leads to goes, and nothing more. Odoo changes that
         * to and fro where two modules declare the same relation; no row is read for it.
         */
        public boolean ofActionAlone() {
            return before.startsWith("FOREIGN KEY")
                    && ACTION.matcher(before)
                            .replaceAll("")
                            .equals(ACTION.matcher(after).replaceAll(""));
        }
    }
}
