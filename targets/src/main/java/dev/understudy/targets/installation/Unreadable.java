package dev.understudy.targets.installation;

import dev.understudy.targets.postgres.Visit;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a database holds that Odoo's own role may not read, as tables of another role's do that a program for reports has made: Odoo
 * needs none of it, and {@code pg_dump} ends at the first one.
 */
final class Unreadable {

    /** Those that it may not read, and the views that show them; what extensions bring is not dumped. */
    static final String QUESTION = """
            WITH RECURSIVE closed (oid) AS (
              SELECT c.oid FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE c.relkind IN ('r', 'p', 'm', 'S') AND c.relpersistence <> 't'
                 AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
                 AND NOT (has_schema_privilege(n.oid, 'USAGE')
                          AND CASE c.relkind WHEN 'S' THEN has_sequence_privilege(c.oid, 'SELECT')
                                             ELSE has_table_privilege(c.oid, 'SELECT') END)
                 AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                                                           AND d.deptype = 'e')
              UNION
              SELECT r.ev_class FROM closed
                JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = closed.oid
                                AND d.classid = 'pg_rewrite'::regclass
                JOIN pg_rewrite r ON r.oid = d.objid)
            SELECT format('%I.%I', n.nspname, c.relname)
              FROM closed JOIN pg_class c USING (oid) JOIN pg_namespace n ON n.oid = c.relnamespace
             ORDER BY 1
            """;

    private Unreadable() {}

    /** Their names, with their schemas, as SQL writes them. */
    static List<String> in(Visit visit) {
        return visit.ask(QUESTION).orNone().stream().map(List::getFirst).toList();
    }

    /** What is said to {@code pg_dump}, so that it leaves them out. */
    static Stream<String> leftOut(List<String> names) {
        return names.stream().map(name -> "--exclude-table=" + name);
    }
}
