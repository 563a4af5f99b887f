package dev.understudy.engine.masking;

import dev.understudy.targets.postgres.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a database says of itself, where somebody may be named: comments, views, functions, defaults, conditions, the names of what
 * is in it, and of the server what every database sees, as comments on roles.
 */
final class Definitions {

    private static final String OURS = " AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'";

    /** Objects that did not come with PostgreSQL itself. */
    private static final String ADDED = " >= 16384";

    private static final String OF_EXPRESSIONS = "pg_catalog.pg_stats_ext_exprs";

    private static final String TABLE =
            "SELECT '%s ' || c.oid::regclass, %s FROM %s JOIN pg_catalog.pg_class c ON c.oid = %s"
                    + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE true" + OURS.replace("%", "%%");

    private static final List<String> TEXTS = List.of(
            "SELECT 'view ' || c.oid::regclass, pg_catalog.pg_get_viewdef(c.oid) FROM pg_catalog.pg_class c"
                    + " JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('v', 'm')" + OURS,
            "SELECT 'function ' || p.oid::regproc, concat_ws(' ', p.prosrc,"
                    + " CASE WHEN p.prokind IN ('f', 'p') THEN pg_catalog.pg_get_functiondef(p.oid) END)"
                    + " FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace WHERE true"
                    + OURS,
            table("default of", "pg_catalog.pg_get_expr(d.adbin, d.adrelid)", "pg_catalog.pg_attrdef d", "d.adrelid"),
            table("partition", "pg_catalog.pg_get_expr(b.relpartbound, b.oid)", "pg_catalog.pg_class b", "b.oid"),
            table("constraint of", "pg_catalog.pg_get_constraintdef(k.oid)", "pg_catalog.pg_constraint k", "k.conrelid")
                    + " AND k.contype IN ('c', 'x')",
            table("index of", "pg_catalog.pg_get_indexdef(i.indexrelid)", "pg_catalog.pg_index i", "i.indrelid")
                    + " AND (i.indexprs IS NOT NULL OR i.indpred IS NOT NULL)",
            table("trigger of", "pg_catalog.pg_get_triggerdef(t.oid)", "pg_catalog.pg_trigger t", "t.tgrelid")
                    + " AND NOT t.tgisinternal",
            table("rule of", "pg_catalog.pg_get_ruledef(r.oid)", "pg_catalog.pg_rewrite r", "r.ev_class")
                    + " AND r.rulename <> '_RETURN'",
            table(
                    "policy of",
                    "concat_ws(' ', pg_catalog.pg_get_expr(p.polqual, p.polrelid),"
                            + " pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid))",
                    "pg_catalog.pg_policy p",
                    "p.polrelid"),
            table("column of", "a.attmissingval::text", "pg_catalog.pg_attribute a", "a.attrelid")
                    + " AND a.atthasmissing",
            "SELECT 'type ' || t.oid::regtype, concat_ws(' ', t.typdefault, (SELECT string_agg(e.enumlabel, ' | ')"
                    + " FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid), (SELECT string_agg(pg_catalog.pg_get_constraintdef(k.oid),"
                    + " ' | ') FROM pg_catalog.pg_constraint k WHERE k.contypid = t.oid))"
                    + " FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace"
                    + " WHERE t.typtype IN ('d', 'e', 'b', 'r')" + OURS,
            "SELECT 'statistics of ' || tablename, concat_ws(' ', most_common_vals::text) FROM pg_catalog.pg_stats_ext",
            "SELECT 'statistics of ' || tablename, concat_ws(' ', most_common_vals::text, histogram_bounds::text)"
                    + " FROM " + OF_EXPRESSIONS,
            "SELECT 'publication ' || pubname, concat_ws(' ', pubname, to_jsonb(p) ->> 'rowfilter')"
                    + " FROM pg_catalog.pg_publication_tables p",
            "SELECT 'foreign servers', concat_ws(' ', srvname, srvoptions::text) FROM pg_catalog.pg_foreign_server",
            "SELECT 'foreign servers', ftoptions::text FROM pg_catalog.pg_foreign_table",
            "SELECT 'foreign servers', umoptions::text FROM pg_catalog.pg_user_mappings WHERE umoptions IS NOT NULL",
            "SELECT 'security labels', label FROM pg_catalog.pg_seclabels",
            "SELECT 'settings', setconfig::text FROM pg_catalog.pg_db_role_setting",
            "SELECT 'roles', rolname FROM pg_catalog.pg_roles WHERE rolname NOT LIKE 'pg\\_%'"
                    + " AND rolname NOT LIKE 'understudy%' AND rolname NOT IN ('odoo', 'postgres')",
            "SELECT 'roles', description FROM pg_catalog.pg_shdescription WHERE classoid = 'pg_catalog.pg_authid'::regclass",
            "SELECT 'comment on database', description FROM pg_catalog.pg_shdescription"
                    + " WHERE classoid <> 'pg_catalog.pg_authid'::regclass");

    /** How things are called; a name of two words is told from one that is part of an identifier. */
    private static final String NAMES = """
            SELECT 'names of tables', c.relname FROM pg_catalog.pg_class c
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind NOT IN ('t', 'i', 'I') %1$s
            UNION ALL
            SELECT 'names of columns', string_agg(a.attname, ' | ') FROM pg_catalog.pg_attribute a
              JOIN pg_catalog.pg_class c ON c.oid = a.attrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind NOT IN ('t', 'i', 'I') AND a.attnum > 0 AND NOT a.attisdropped %1$s GROUP BY c.oid
            UNION ALL
            SELECT 'names of schemas', n.nspname FROM pg_catalog.pg_namespace n WHERE true %1$s
            UNION ALL
            SELECT 'names of functions', concat_ws(' ', p.proname, p.proargnames::text) FROM pg_catalog.pg_proc p
              JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace WHERE true %1$s
            UNION ALL
            SELECT 'names of types', t.typname FROM pg_catalog.pg_type t
              JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace WHERE t.typtype IN ('d', 'e', 'r') %1$s
            """.formatted(OURS);

    private final Database database;

    /**
     * A text of a definition.
     *
     * @param place what it is of
     */
    record Definition(String place, String text) {}

    /**
     * What somebody said of an object.
     *
     * @param object what PostgreSQL calls it, by three numbers
     */
    record Comment(String object, String text) {}

    Definitions(Database database) {
        this.database = database;
    }

    private static String table(String what, String text, String from, String table) {
        return TABLE.formatted(what, text, from, table);
    }

    /** All that has a text. */
    List<Definition> all() {
        List<Definition> all = new ArrayList<>();
        database.inTransaction(connection -> {
            for (String query : TEXTS) {
                if (known(connection, query)) {
                    Rows.of(connection, query).forEach(row -> add(all, row.get(0), row.get(1)));
                }
            }
            Rows.of(connection, NAMES).forEach(row -> add(all, row.get(0), row.get(1)));
            return true;
        });
        comments().forEach(comment -> add(all, "comments", comment.text()));
        return all;
    }

    /** PostgreSQL 13 has no statistics of expressions. */
    private static boolean known(Connection connection, String query) throws SQLException {
        return !query.contains(OF_EXPRESSIONS)
                || !Rows.first(connection, "SELECT pg_catalog.to_regclass('" + OF_EXPRESSIONS + "')")
                        .isEmpty();
    }

    private static void add(List<Definition> all, String place, String text) {
        if (!text.isEmpty()) {
            all.add(new Definition(place, text));
        }
    }

    /** What is said of objects that did not come with PostgreSQL. */
    List<Comment> comments() {
        return database
                .rows(
                        "SELECT classoid || ', ' || objoid || ', ' || objsubid, description FROM pg_catalog.pg_description"
                                + " WHERE objoid" + ADDED + " OR classoid = 'pg_catalog.pg_namespace'::regclass")
                .stream()
                .map(row -> new Comment(row.get(0), row.get(1)))
                .toList();
    }
}
