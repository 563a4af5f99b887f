package dev.understudy.targets.dump;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is done with a statement of somebody's dump. Loaded is what the database's owner may make and what Odoo cannot be
 * without; what belongs to a whole server, to other roles or leads to other servers is left out.
 */
final class StatementRules {

    private static final int HEAD = 600;
    private static final String OTHERS = "everything belongs to Odoo's role here";
    private static final String SUPERUSERS = "only a superuser makes one, and none enters Odoo's database";
    private static final String OUTSIDE = "it leads to another server";
    private static final String WHOLE_SERVER = "it belongs to the server, not to the database";

    private static final String NAME = "((?:\"[^\"]+\"|[\\w$]+)(?:\\.(?:\"[^\"]+\"|[\\w$]+))?)";

    /** Whose absence changes nothing that Odoo stores. */
    private static final Pattern DISPENSABLE = pattern("CREATE INDEX |CREATE (?:OR REPLACE )?(?:TRUSTED )?(?:RECURSIVE"
            + " )?(?:VIEW|FUNCTION|PROCEDURE|AGGREGATE|TRIGGER|CONSTRAINT TRIGGER|RULE) |CREATE (?:MATERIALIZED"
            + " VIEW|OPERATOR|CAST|CONVERSION|DEFAULT CONVERSION|TEXT SEARCH|POLICY|STATISTICS|COLLATION|ACCESS"
            + " METHOD|TRANSFORM) |REFRESH |COMMENT ON |ALTER (?:INDEX|VIEW|MATERIALIZED"
            + " VIEW|FUNCTION|STATISTICS|OPERATOR|POLICY|TEXT SEARCH) |ALTER TABLE (?:ONLY )?" + NAME
            + " (?:CLUSTER ON|ENABLE|DISABLE|REPLICA IDENTITY|FORCE|NO FORCE|ALTER COLUMN \\S+ SET"
            + " (?:STATISTICS|STORAGE|COMPRESSION)|ATTACH).*");

    private static final Pattern NAMED = pattern("(?:CREATE|ALTER) (?:OR REPLACE )?(?:UNIQUE )?(?:UNLOGGED"
            + " )?(TABLE|INDEX|SEQUENCE|VIEW|MATERIALIZED VIEW|FUNCTION|PROCEDURE|AGGREGATE|TRIGGER|CONSTRAINT"
            + " TRIGGER|POLICY|EVENT TRIGGER|PUBLICATION|SUBSCRIPTION|SERVER|FOREIGN DATA WRAPPER|FOREIGN"
            + " TABLE|EXTENSION|SCHEMA|TYPE|DOMAIN|COLLATION|RULE|STATISTICS|LANGUAGE|OPERATOR CLASS|OPERATOR"
            + " FAMILY|OPERATOR|CAST|TEXT SEARCH \\w+) (?:IF NOT EXISTS |ONLY )?" + NAME + ".*");

    private static final Pattern EXTENSION =
            pattern("CREATE EXTENSION (?:IF NOT EXISTS )?" + NAME + "(?: WITH)?(?: SCHEMA " + NAME + ")?.*");
    private static final Pattern OWNER = pattern("ALTER .* OWNER TO " + NAME);
    private static final Pattern TABLESPACE = pattern("SET default_tablespace = (.*)");
    private static final Pattern COPY = pattern("COPY " + NAME + " .*FROM stdin.*");
    private static final Pattern CREATE_TABLE = pattern("CREATE (?:UNLOGGED )?TABLE (?:IF NOT EXISTS )?" + NAME + ".*");

    private StatementRules() {}

    /** What is done with a statement. */
    sealed interface Fate {

        /** It is performed. */
        record Perform(String sql, String what, boolean needed) implements Fate {}

        /** A table's rows follow. */
        record Copy(String sql, String table) implements Fate {}

        /** An extension; {@code schema} is empty where none is told. */
        record Extension(String name, String schema) implements Fate {}

        /** It is not performed. */
        record LeaveOut(String what, String why) implements Fate {}

        /** It is not performed, as are many of its kind. */
        record LeaveOutOneOf(String what, String why) implements Fate {}

        /** It means nothing in a database that is new. */
        record Ignore() implements Fate {}

        /** What it says of the encoding. */
        record Encoding(String name) implements Fate {}

        /** What it says of backslashes. */
        record Backslashes(boolean escape) implements Fate {}
    }

    /** The fate of a statement. */
    static Fate of(String sql) {
        String head = sql.substring(0, Math.min(HEAD, sql.length())).replaceAll("\\s+", " ");
        String start = head.toUpperCase(Locale.ROOT);
        // A table's columns may be hundreds, so that what makes it a COPY comes late.
        Matcher copy = COPY.matcher(start.startsWith("COPY ") ? sql.replaceAll("\\s+", " ") : head);
        if (copy.matches()) {
            return new Fate.Copy(sql, bare(copy.group(1)));
        }
        if (start.startsWith("SET ") || start.startsWith("RESET ")) {
            return setting(sql, head, start);
        }
        Matcher extension = EXTENSION.matcher(head);
        if (extension.matches()) {
            return new Fate.Extension(
                    bare(extension.group(1)), extension.group(2) == null ? "" : bare(extension.group(2)));
        }
        if (beginsWith(start, List.of("GRANT ", "REVOKE ", "ALTER DEFAULT PRIVILEGES "))) {
            return new Fate.LeaveOutOneOf("rights of other roles", OTHERS);
        }
        Matcher owner = OWNER.matcher(sql.replaceAll("\\s+", " "));
        if (start.startsWith("ALTER ") && owner.matches()) {
            return new Fate.LeaveOutOneOf("things owned by " + bare(owner.group(1)), OTHERS);
        }
        return made(sql, head, start);
    }

    private static Fate made(String sql, String head, String start) {
        if (beginsWith(start, List.of("CREATE EVENT TRIGGER ", "CREATE PUBLICATION ", "CREATE SUBSCRIPTION "))) {
            return new Fate.LeaveOut(what(head), start.startsWith("CREATE SUB") ? OUTSIDE : SUPERUSERS);
        }
        if (beginsWith(
                start, List.of("CREATE SERVER ", "CREATE FOREIGN ", "CREATE USER MAPPING ", "IMPORT FOREIGN "))) {
            return new Fate.LeaveOut(what(head), OUTSIDE);
        }
        if (start.matches("CREATE (OR REPLACE )?(TRUSTED )?(PROCEDURAL )?LANGUAGE .*")) {
            return new Fate.LeaveOut(what(head), SUPERUSERS);
        }
        if (start.startsWith("SECURITY LABEL ")) {
            return new Fate.LeaveOutOneOf("security labels", "what reads them is not here");
        }
        if (beginsWith(start, List.of("CREATE DATABASE ", "ALTER DATABASE ", "CREATE TABLESPACE ", "ALTER SYSTEM "))
                || beginsWith(start, List.of("CREATE ROLE ", "ALTER ROLE ", "CREATE USER ", "ALTER USER "))) {
            return new Fate.LeaveOutOneOf("settings of a server or its roles", WHOLE_SERVER);
        }
        if (beginsWith(start, List.of("DROP ", "COMMENT ON DATABASE ", "COMMENT ON EXTENSION ", "COMMENT ON EVENT "))
                || beginsWith(
                        start, List.of("COMMENT ON PUBLICATION ", "COMMENT ON SUBSCRIPTION ", "COMMENT ON SERVER "))
                || beginsWith(start, List.of("ALTER EVENT TRIGGER ", "ALTER PUBLICATION ", "ALTER SUBSCRIPTION "))
                || beginsWith(start, List.of("ALTER SERVER ", "ALTER FOREIGN ", "ALTER EXTENSION "))
                || start.matches("ALTER TABLE .* DROP .*|COMMENT ON FOREIGN .*|COMMENT ON (PROCEDURAL )?LANGUAGE .*")) {
            return new Fate.Ignore();
        }
        String said = start.startsWith("CREATE SCHEMA ") && !start.startsWith("CREATE SCHEMA IF ")
                ? "CREATE SCHEMA IF NOT EXISTS " + sql.substring("CREATE SCHEMA ".length())
                : sql;
        return new Fate.Perform(said, what(head), needed(head));
    }

    /** Tables of other schemas are not Odoo's. */
    private static boolean needed(String head) {
        Matcher table = CREATE_TABLE.matcher(head);
        return table.matches()
                ? isPublic(bare(table.group(1)))
                : !DISPENSABLE.matcher(head).lookingAt();
    }

    /** Whether a table is where Odoo's are. */
    static boolean isPublic(String table) {
        return !table.contains(".") || table.startsWith("public.");
    }

    private static Fate setting(String sql, String head, String start) {
        if (start.startsWith("SET SESSION AUTHORIZATION")
                || start.startsWith("SET ROLE")
                || start.startsWith("RESET ")) {
            return new Fate.Ignore();
        }
        if (start.startsWith("SET CLIENT_ENCODING")) {
            return new Fate.Encoding(head.replaceAll(".*[=O] *'?([A-Za-z0-9_-]+)'?$", "$1"));
        }
        if (start.startsWith("SET STANDARD_CONFORMING_STRINGS")) {
            return new Fate.Backslashes(start.endsWith("OFF"));
        }
        Matcher tablespace = TABLESPACE.matcher(head);
        if (tablespace.matches() && !tablespace.group(1).matches("''|\"\"")) {
            return new Fate.LeaveOut(
                    "tablespace " + bare(tablespace.group(1)), "an environment's data is in one place");
        }
        return new Fate.Perform(sql, "parameter " + head.substring(4).split("[ =]", 2)[0], false);
    }

    /** What a statement is about, in a few words. */
    static String what(String head) {
        Matcher named = NAMED.matcher(head);
        if (named.matches()) {
            return named.group(1).toLowerCase(Locale.ROOT) + " " + bare(named.group(2));
        }
        return head.substring(0, Math.min(60, head.length())).strip();
    }

    /** A name without its quotes. */
    static String bare(String name) {
        return name.replace("\"", "").replace("'", "");
    }

    private static boolean beginsWith(String start, List<String> words) {
        return words.stream().anyMatch(start::startsWith);
    }

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }
}
