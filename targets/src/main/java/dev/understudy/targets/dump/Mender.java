package dev.understudy.targets.dump;

import dev.understudy.targets.dump.StatementRules.Fate;
import dev.understudy.targets.postgres.DumpHost;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Makes what a statement lacks, where that is harmless, so that it can be tried again. */
final class Mender {

    /** How often a statement is mended. */
    static final int TRIES = 5;

    private static final Set<String> NOT_FOUND = Set.of("42883", "42P01", "42704", "3F000");
    private static final Pattern ROLE = Pattern.compile("role \"([^\"]+)\" does not exist");
    private static final Pattern COLLATION = Pattern.compile("collation \"([^\"]+)\" .*does not exist");
    private static final Pattern FUNCTION =
            Pattern.compile("(?:SQL function|PL/pgSQL function) \"?([\\w.$]+)\"?", Pattern.DOTALL);
    private static final Pattern LOCALE = Pattern.compile(
            "(?i)(CREATE COLLATION \\S+) \\(.*?(?:locale|lc_collate) = '([A-Za-z]+)[_-]([A-Za-z]+)[^']*'.*\\)");
    private static final String ALTERABLE = """
            SELECT p.oid::pg_catalog.regprocedure::text, n.nspname
              FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
             WHERE p.proname = ? AND n.nspname NOT IN ('pg_catalog', 'information_schema')
               AND pg_catalog.pg_get_userbyid(p.proowner) = current_user
               AND NOT EXISTS (SELECT 1 FROM pg_catalog.unnest(p.proconfig) c WHERE c LIKE 'search_path=%')
            """;

    private final Connection connection;
    private final DumpHost host;
    private final Map<String, String> unprovided;

    /**
     * @param host makes roles
     * @param unprovided why an extension was not made beforehand, by its name
     */
    Mender(Connection connection, DumpHost host, Map<String, String> unprovided) {
        this.connection = connection;
        this.host = host;
        this.unprovided = Map.copyOf(unprovided);
    }

    /** An extension that the dump asks for: it was made beforehand, is made now, or is left out. */
    void provided(Fate.Extension extension, LoadNotes notes) {
        String why = unprovided.get(extension.name());
        if (why != null) {
            notes.leftOut("extension " + extension.name(), why);
            return;
        }
        String schema = extension.schema().isEmpty() ? "" : " WITH SCHEMA " + quoted(extension.schema());
        try {
            execute("CREATE EXTENSION IF NOT EXISTS " + quoted(extension.name()) + schema);
        } catch (SQLException failure) {
            notes.leftOut("extension " + extension.name(), said(failure));
        }
    }

    /** The statement to try again, the same or another one; absent when nothing can be done for it. */
    @Nullable
    String mend(String sql, SQLException failure, LoadNotes notes) {
        String message = said(failure);
        Matcher role = ROLE.matcher(message);
        if (role.find()) {
            if (!host.provideRole(role.group(1))) {
                return null;
            }
            notes.changed("role " + role.group(1), "it was not here: made, without login and without rights");
            return sql;
        }
        Matcher collation = COLLATION.matcher(message);
        if (collation.find()) {
            return otherCollation(sql, collation.group(1), notes);
        }
        Matcher locale = LOCALE.matcher(sql);
        if (locale.matches() && !sql.contains("provider = icu")) {
            String icu = locale.group(2) + "-" + locale.group(3);
            notes.changed(
                    StatementRules.what(sql), "its locale is not on this machine: " + icu + " of ICU in its place");
            return locale.group(1) + " (provider = icu, locale = '" + icu + "')";
        }
        if (NOT_FOUND.contains(String.valueOf(failure.getSQLState()))) {
            return findingNames(sql, failure, notes);
        }
        return null;
    }

    private static @Nullable String otherCollation(String sql, String name, LoadNotes notes) {
        String bare = name.substring(name.indexOf('.') + 1);
        Matcher parts = Pattern.compile("([a-z]{2,3})[_-]([A-Z]{2}).*").matcher(bare);
        String instead = parts.matches() ? parts.group(1) + "-" + parts.group(2) + "-x-icu" : "C";
        if (bare.equals(instead)) {
            instead = "C";
        }
        String changed = sql.replaceAll(
                "COLLATE (?:pg_catalog\\.|\"pg_catalog\"\\.)?\"?" + Pattern.quote(bare) + "\"?",
                Matcher.quoteReplacement("COLLATE pg_catalog.\"" + instead + "\""));
        if (changed.equals(sql)) {
            return null;
        }
        notes.changed("collation " + bare, "it is not on this machine: \"" + instead + "\" in its place");
        return changed;
    }

    /**
     * A function that calls others without their schema works for Odoo, whose names resolve in {@code public}, and not where
     * a dump is loaded or an index built: it is told where its names are.
     */
    private @Nullable String findingNames(String sql, SQLException failure, LoadNotes notes) {
        ServerErrorMessage server = failure instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        Matcher function = FUNCTION.matcher(server == null ? "" : String.valueOf(server.getWhere()));
        boolean any = false;
        while (function.find()) {
            String name = function.group(1);
            any |= tellWhereNamesAre(name.substring(name.lastIndexOf('.') + 1), notes);
        }
        return any ? sql : null;
    }

    private boolean tellWhereNamesAre(String function, LoadNotes notes) {
        try (var statement = connection.prepareStatement(ALTERABLE)) {
            statement.setString(1, function);
            List<List<String>> found = new ArrayList<>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(List.of(rows.getString(1), rows.getString(2)));
                }
            }
            for (List<String> one : found) {
                execute("ALTER FUNCTION " + one.getFirst() + " SET search_path = " + quoted(one.get(1))
                        + ", public, pg_temp");
                notes.changed(
                        "function " + one.getFirst(),
                        "it calls others without their schema, and no index over it could be made: it is told where they are");
            }
            return !found.isEmpty();
        } catch (SQLException failure) {
            return false;
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    private static String said(SQLException failure) {
        return String.valueOf(failure.getMessage())
                .lines()
                .findFirst()
                .orElse("")
                .replaceFirst("^ERROR: ", "");
    }

    static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }
}
