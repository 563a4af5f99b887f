package dev.understudy.targets.postgres;

/**
 * How Odoo's database and role are called in a cluster that came from somewhere else, and how they are to be called here.
 *
 * @param database its name there
 * @param role the role that Odoo had there
 * @param wanted the database's name here
 */
public record ForeignNames(String database, String role, String wanted) {

    /**
     * What makes such a cluster one of Understudy's, for PostgreSQL's single-user mode: a statement a line, and one that was
     * done before does no harm.
     *
     * @param password of Understudy's superuser
     */
    String statements(String password) {
        StringBuilder sql = new StringBuilder();
        line(sql, "CREATE ROLE " + ClusterRoles.SUPERUSER);
        line(
                sql,
                "ALTER ROLE " + ClusterRoles.SUPERUSER + " SUPERUSER LOGIN VALID UNTIL 'infinity' PASSWORD '"
                        + ClusterRoles.verifier(password) + "'");
        if (!role.equals(ClusterRoles.ODOO)) {
            line(sql, "ALTER ROLE " + quoted(role) + " RENAME TO " + ClusterRoles.ODOO);
        }
        if (!database.equals(wanted)) {
            line(sql, "ALTER DATABASE " + quoted(database) + " RENAME TO " + quoted(wanted));
        }
        line(sql, "ALTER DATABASE " + quoted(wanted) + " OWNER TO " + ClusterRoles.ODOO);
        return sql.toString();
    }

    private static void line(StringBuilder sql, String statement) {
        sql.append(statement).append('\n');
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
