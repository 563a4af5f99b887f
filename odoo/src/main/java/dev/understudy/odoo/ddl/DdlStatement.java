package dev.understudy.odoo.ddl;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One statement of DDL, as PostgreSQL logs it with {@code log_statement = ddl}.
 *
 * @param table what it works on, unquoted and without schema; empty when it is no table's matter
 * @param sql the statement
 */
public record DdlStatement(DdlKind kind, String table, String sql) {

    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|--[^\\n]*", Pattern.DOTALL);
    private static final Pattern TEXT = Pattern.compile("'(?:[^']|'')*+'");
    private static final String NAME = "(?:only )?(?:if (?:not )?exists )?(?:\"?\\w+\"?\\.)?\"?([\\w]+)\"?";
    private static final Pattern TABLE = Pattern.compile("(?:alter|create(?: unlogged)?|drop|truncate) table " + NAME
            + ".*|truncate (?!table)" + NAME + ".*|create (?:unique )?index .*? on " + NAME + ".*");

    private static final Pattern REWRITES = Pattern.compile(".*\\balter (column )?\\S+ (set data )?type\\b.*"
            + "|.*\\badd (column )?(if not exists )?\\S+ (big|small)?serial\\b.*"
            + "|.*\\badd (column )?.*\\bgenerated (always|by default)\\b.*"
            + "|.*\\badd (column )?.*\\bdefault (now|clock_timestamp|random|gen_random_uuid|nextval)\\b.*"
            + "|.*\\bset (un)?logged\\b.*|.*\\bset access method\\b.*|.*\\bset tablespace\\b.*");
    private static final Pattern DESTROYS =
            Pattern.compile(".*\\brename\\b.*|.*\\bdrop (column )?(?!constraint|not null|default|identity|expression"
                    + "|statistics)(if exists )?[\\w\"]+.*|.*\\bset schema\\b.*");
    private static final Pattern RESTRICTS = Pattern.compile(".*\\bset not null\\b.*"
            + "|.*\\badd (constraint|unique|check|foreign key|primary key|exclude)\\b.*"
            + "|.*\\badd (column )?(?!.*\\bdefault\\b).*\\bnot null\\b.*|.*\\bvalidate constraint\\b.*"
            + "|.*\\benable (always |replica )?(trigger|row level security)\\b.*");

    /** Recognizes a statement. */
    public static DdlStatement of(String sql) {
        String plain = plain(sql);
        Matcher table = TABLE.matcher(plain);
        return new DdlStatement(kind(plain), table.matches() ? first(table) : "", sql);
    }

    /** Recognizes statements in their order: what is done to a table that they have just made counts as additive. */
    public static List<DdlStatement> of(List<String> statements) {
        Set<String> made = new HashSet<>();
        var recognized = new ArrayList<DdlStatement>();
        for (String sql : statements) {
            DdlStatement statement = of(sql);
            if (plain(sql).matches("create (unlogged )?table\\b.*")) {
                made.add(statement.table());
            }
            boolean own = !statement.table().isEmpty()
                    && made.contains(statement.table())
                    && statement.kind() != DdlKind.NEUTRAL;
            recognized.add(own ? new DdlStatement(DdlKind.ADDITIVE, statement.table(), sql) : statement);
        }
        return List.copyOf(recognized);
    }

    /** What all statements together weigh. */
    public static DdlKind heaviest(List<String> statements) {
        return of(statements).stream().map(DdlStatement::kind).reduce(DdlKind.NEUTRAL, DdlKind::or);
    }

    private static String first(Matcher table) {
        for (int group = 1; group <= table.groupCount(); group++) {
            if (table.group(group) != null) {
                return table.group(group);
            }
        }
        return "";
    }

    private static String plain(String sql) {
        String text = TEXT.matcher(COMMENT.matcher(sql).replaceAll(" ")).replaceAll("''");
        return text.toLowerCase(Locale.ROOT).strip().replaceAll("\\s+", " ");
    }

    private static DdlKind kind(String sql) {
        if (sql.startsWith("alter table") || sql.startsWith("alter index")) {
            return altered(sql);
        }
        if (sql.matches("create (unique index|trigger|constraint trigger|rule|policy)\\b.*")) {
            return DdlKind.RESTRICTIVE;
        }
        if (sql.matches("(create (temp|temporary|local temp)|comment|grant|revoke|analyze|security label).*")) {
            return DdlKind.NEUTRAL;
        }
        if (sql.matches("(drop (index|trigger|rule|policy|statistics|view)|alter view)\\b.*")) {
            return DdlKind.ADDITIVE;
        }
        if (sql.matches("(cluster|vacuum full|reindex|refresh materialized view)\\b.*")) {
            return DdlKind.REWRITE;
        }
        if (sql.matches("(drop|truncate|alter (schema|type|function|materialized|database))\\b.*")) {
            return DdlKind.DESTRUCTIVE;
        }
        return sql.matches("(create|alter)\\b.*") ? DdlKind.ADDITIVE : DdlKind.NEUTRAL;
    }

    private static DdlKind altered(String sql) {
        if (DESTROYS.matcher(sql).matches()) {
            return DdlKind.DESTRUCTIVE;
        }
        if (REWRITES.matcher(sql).matches()) {
            return DdlKind.REWRITE;
        }
        return RESTRICTS.matcher(sql).matches() ? DdlKind.RESTRICTIVE : DdlKind.ADDITIVE;
    }
}
