package dev.understudy.odoo.neutralize;

import java.util.List;
import java.util.stream.Collectors;

/** Pieces of SQL that run on any database, whichever modules it has. */
final class Sql {

    /** Encloses the bodies of {@link #when}; no argument may hold it. */
    private static final String TAG = "$understudy$";

    private Sql() {}

    /** A text as an SQL literal. Throws {@link IllegalArgumentException} for what PostgreSQL's text cannot hold. */
    static String literal(String value) {
        if (value.indexOf('\0') >= 0 || value.contains(TAG)) {
            throw new IllegalArgumentException("Not a text for SQL");
        }
        String quoted = "'" + value.replace("'", "''") + "'";
        return value.contains("\\") ? "E" + quoted.replace("\\", "\\\\") : quoted;
    }

    /** A condition: the table is there, with all of these columns. */
    static String has(String table, String... columns) {
        String name = literal((table.startsWith("pg_") ? "pg_catalog." : "public.") + table);
        String there = "to_regclass(" + name + ") IS NOT NULL";
        if (columns.length == 0) {
            return there;
        }
        String names = List.of(columns).stream().map(Sql::literal).collect(Collectors.joining(", "));
        return "(SELECT count(*) FROM pg_attribute WHERE attrelid = to_regclass(" + name + ") AND attname IN (" + names
                + ") AND attnum > 0 AND NOT attisdropped) = " + columns.length;
    }

    /** Statements that run only where a condition holds; PL/pgSQL looks at them no sooner. */
    static String when(String condition, String statements) {
        return "DO " + TAG + "\nBEGIN\n  IF " + condition + " THEN\n    "
                + statements.strip().replace("\n", "\n    ") + "\n  END IF;\nEND\n" + TAG + ";";
    }

    /** A body with declarations and loops of its own. */
    static String block(String body) {
        return "DO " + TAG + "\n" + body.strip() + "\n" + TAG + ";";
    }
}
