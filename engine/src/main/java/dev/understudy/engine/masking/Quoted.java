package dev.understudy.engine.masking;

/** Names and texts in SQL. */
final class Quoted {

    /** The path of a table {@code c} of a schema {@code n}, as {@link #table} reads it. */
    static final String PATH =
            "CASE n.nspname WHEN 'public' THEN '' ELSE " + part("n.nspname") + " || '.' END || " + part("c.relname");

    private static final String PUBLIC = "public";

    private Quoted() {}

    static String name(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** A table, of the schema {@code public} unless it is named with another; a name with a dot or a quote in it is quoted. */
    static String table(String path) {
        int end = part(path, 0);
        String first = name(plain(path.substring(0, end)));
        return end == path.length() ? PUBLIC + "." + first : first + "." + name(plain(path.substring(end + 1)));
    }

    /** Where the part of a path ends that begins at a place. */
    private static int part(String path, int from) {
        boolean inside = false;
        for (int at = from; at < path.length(); at++) {
            char character = path.charAt(at);
            inside ^= character == '"';
            if (character == '.' && !inside) {
                return at;
            }
        }
        return path.length();
    }

    private static String plain(String part) {
        return part.startsWith("\"") && part.length() > 1
                ? part.substring(1, part.length() - 1).replace("\"\"", "\"")
                : part;
    }

    /** SQL that quotes a name where it has a dot or a quote. */
    static String part(String name) {
        return "CASE WHEN " + name + " ~ '[.\"]' THEN '\"' || replace(" + name + ", '\"', '\"\"') || '\"' ELSE " + name
                + "::text END";
    }

    static String text(String text) {
        return "E'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
