package dev.understudy.engine.masking;

import dev.understudy.odoo.mask.Entities;
import dev.understudy.odoo.mask.Kind;
import dev.understudy.odoo.mask.ValueMask;
import dev.understudy.targets.postgres.Owner;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes people out of what a database says of itself, where that changes nothing of what it does: comments go, the words of lists and
 * the texts that columns begin with become others. Of views, functions and conditions the proof tells.
 */
final class ClearedDefinitions {

    /** Bytes of a name in PostgreSQL. */
    private static final int LONGEST_NAME = 63;

    private static final Pattern TEXT = Pattern.compile("'((?:[^']|'')*)'::([\\w \"().]+)");

    /** What comments call differently than {@code pg_identify_object} does. */
    private static final Map<String, String> KINDS = Map.of(
            "table column", "COLUMN",
            "view column", "COLUMN",
            "materialized view column", "COLUMN",
            "foreign table column", "COLUMN",
            "composite type column", "COLUMN",
            "table constraint", "CONSTRAINT",
            "domain constraint", "CONSTRAINT",
            "statistics object", "STATISTICS");

    private final Owner database;
    private final Entities entities;
    private final ValueMask mask;

    ClearedDefinitions(Owner database, Entities entities, ValueMask mask) {
        this.database = database;
        this.entities = entities;
        this.mask = mask;
    }

    /** Clears them; what PostgreSQL does not let go of stays, and is found. */
    void apply() {
        database.inTransaction(connection -> {
            for (Definitions.Comment comment : new Definitions(database).comments()) {
                if (MaskProof.count(entities, comment.text()) > 0) {
                    uncomment(connection, comment.object());
                }
            }
            if (shared(connection)) {
                attempt(connection, "COMMENT ON DATABASE " + quoted(connection) + " IS NULL");
            }
            labels(connection);
            defaults(connection);
            return true;
        });
    }

    private static String quoted(Connection connection) throws SQLException {
        return Rows.first(connection, "SELECT pg_catalog.quote_ident(pg_catalog.current_database())");
    }

    private boolean shared(Connection connection) throws SQLException {
        List<List<String>> said = Rows.of(connection, """
                SELECT s.description FROM pg_catalog.pg_shdescription s JOIN pg_catalog.pg_database d ON d.oid = s.objoid
                 WHERE s.classoid = 'pg_catalog.pg_database'::regclass AND d.datname = pg_catalog.current_database()
                """);
        return said.stream().anyMatch(row -> MaskProof.count(entities, row.getFirst()) > 0);
    }

    private static void uncomment(Connection connection, String object) throws SQLException {
        List<String> found = Rows.of(
                        connection, "SELECT type, identity FROM pg_catalog.pg_identify_object(" + object + ")")
                .getFirst();
        String kind = KINDS.getOrDefault(found.get(0), found.get(0).toUpperCase(Locale.ROOT));
        String identity = found.get(0).equals("domain constraint")
                ? found.get(1).replaceFirst(" on ", " ON DOMAIN ")
                : found.get(1);
        attempt(connection, "COMMENT ON " + kind + " " + identity + " IS NULL");
    }

    private void labels(Connection connection) throws SQLException {
        for (List<String> label : Rows.of(connection, """
                SELECT e.enumtypid::regtype, e.enumlabel FROM pg_catalog.pg_enum e
                  JOIN pg_catalog.pg_type t ON t.oid = e.enumtypid JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
                 WHERE n.nspname NOT LIKE 'pg\\_%' ORDER BY e.oid
                """)) {
            if (MaskProof.count(entities, label.getLast()) > 0) {
                attempt(
                        connection,
                        "ALTER TYPE " + label.getFirst() + " RENAME VALUE " + Quoted.text(label.getLast()) + " TO "
                                + Quoted.text(masked(label.getLast())));
            }
        }
    }

    private String masked(String text) {
        String masked = String.valueOf(mask.unique(Kind.NAME, text, false));
        return masked.substring(Math.max(0, masked.length() - LONGEST_NAME / 2));
    }

    private void defaults(Connection connection) throws SQLException {
        for (List<String> column : Rows.of(connection, """
                SELECT d.adrelid::regclass, pg_catalog.quote_ident(a.attname), pg_catalog.pg_get_expr(d.adbin, d.adrelid)
                  FROM pg_catalog.pg_attrdef d
                  JOIN pg_catalog.pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum
                 WHERE a.attgenerated = ''
                """)) {
            Matcher text = TEXT.matcher(column.getLast());
            if (MaskProof.count(entities, column.getLast()) > 0 && text.matches()) {
                String value = text.group(1).replace("''", "'");
                String masked = String.valueOf(mask.of(Kind.SCRUB, value, false));
                attempt(
                        connection,
                        "ALTER TABLE " + column.get(0) + " ALTER COLUMN " + column.get(1) + " SET DEFAULT "
                                + Quoted.text(masked) + "::" + text.group(2));
            }
        }
    }

    private static void attempt(Connection connection, String sql) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
            connection.releaseSavepoint(before);
        } catch (SQLException notOurs) {
            connection.rollback(before);
        }
    }
}
