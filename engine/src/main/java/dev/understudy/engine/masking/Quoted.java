package dev.understudy.engine.masking;

/** Names and texts in SQL. */
final class Quoted {

    private static final String PUBLIC = "public";

    private Quoted() {}

    static String name(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** A table, of the schema {@code public} unless it is named with another. */
    static String table(String table) {
        int dot = table.indexOf('.');
        return dot < 0
                ? PUBLIC + "." + name(table)
                : name(table.substring(0, dot)) + "." + name(table.substring(dot + 1));
    }

    static String text(String text) {
        return "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
