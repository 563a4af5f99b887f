package dev.understudy.targets.installation;

import java.util.List;

/**
 * What a database that is given back had beside its tables: rights of other roles, which a dump of Odoo's own role leaves out, and
 * owners. Rights are given again by the statements that are asked for here; who owns something can be changed by a superuser alone.
 */
final class RightsKept {

    private static final String OWN_SCHEMAS = "n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'";

    private static final String NOT_OF_EXTENSION =
            "NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = '%s'::regclass AND d.objid = %s AND d.deptype = 'e')";

    /** A row for each statement. Rights that an owner has by owning are not among them. */
    static final String STATEMENTS = """
            WITH held (thing, columns, acl, owner) AS (
              SELECT format('SCHEMA %%I', n.nspname), '', n.nspacl, n.nspowner FROM pg_namespace n WHERE %1$s
              UNION ALL
              SELECT format('%%s %%I.%%I', CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, n.nspname, c.relname), '',
                     c.relacl, c.relowner
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND %1$s AND %2$s
              UNION ALL
              SELECT format('TABLE %%I.%%I', n.nspname, c.relname), format(' (%%I)', a.attname), a.attacl, c.relowner
                FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE NOT a.attisdropped AND %1$s AND %2$s
              UNION ALL
              SELECT format('%%s %%s', CASE p.prokind WHEN 'p' THEN 'PROCEDURE' ELSE 'FUNCTION' END, p.oid::regprocedure), '',
                     p.proacl, p.proowner
                FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE %1$s AND %3$s)
            SELECT format('GRANT %%s%%s ON %%s TO %%s%%s', g.privilege_type, columns, thing,
                          CASE g.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(g.grantee)) END,
                          CASE WHEN g.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
              FROM held, aclexplode(acl) g
             WHERE g.grantee <> owner AND g.grantee <> (SELECT oid FROM pg_roles WHERE rolname = session_user)
            """.formatted(
                    OWN_SCHEMAS,
                    NOT_OF_EXTENSION.formatted("pg_class", "c.oid"),
                    NOT_OF_EXTENSION.formatted("pg_proc", "p.oid"));

    /** What belongs to another role than Odoo's. */
    static final String OWNERS = """
            SELECT format('%%s (%%s)', thing, pg_get_userbyid(owner)) FROM (
              SELECT format('%%I', n.nspname), n.nspowner FROM pg_namespace n WHERE %1$s AND n.nspname <> 'public'
              UNION ALL
              SELECT format('%%I.%%I', n.nspname, c.relname), c.relowner
                FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND %1$s AND %2$s) held (thing, owner)
             WHERE owner <> (SELECT oid FROM pg_roles WHERE rolname = session_user) ORDER BY 1
            """.formatted(OWN_SCHEMAS, NOT_OF_EXTENSION.formatted("pg_class", "c.oid"));

    private RightsKept() {}

    /** As a file for psql: what cannot be given, since the thing is gone, keeps nothing else from being given. */
    static String script(List<String> statements) {
        return String.join(";\n", statements) + ";\n";
    }
}
