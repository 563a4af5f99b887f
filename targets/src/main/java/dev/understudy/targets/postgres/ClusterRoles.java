package dev.understudy.targets.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.postgresql.util.PasswordUtil;

/**
 * The roles of a cluster that holds an Odoo: the superuser, who keeps the cluster and never enters Odoo's database; Odoo's
 * own, which owns that database; and two of Understudy's, as which it reads and acts there. Set up anew at each start, so
 * that a copy, a restored cluster and one of an earlier version have the same.
 */
final class ClusterRoles {

    static final String SUPERUSER = "understudy";
    static final String READER = "understudy_reader";
    static final String OWNER = "understudy_owner";
    static final String ODOO = Clusters.ODOO_ROLE;

    /** What each may be a member of; whatever else it was made a member of ends. */
    private static final Map<String, Set<String>> MEMBERSHIPS = Map.of(
            ODOO, Set.of(),
            READER, Set.of("pg_read_all_data", "pg_monitor"),
            OWNER, Set.of("pg_read_all_data", ODOO));

    private static final String PLAIN = " NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION LOGIN INHERIT ";

    private ClusterRoles() {}

    /**
     * Sets the roles up, in one transaction.
     *
     * @param readerPassword of {@link #READER}
     * @param ownerPassword of {@link #OWNER}
     */
    static void provide(Keeper keeper, String readerPassword, String ownerPassword) {
        keeper.inTransaction(connection -> {
            try (Statement statement = connection.createStatement()) {
                unlogged(statement);
                for (String role : MEMBERSHIPS.keySet()) {
                    if (rows(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + role + "'")
                            .isEmpty()) {
                        statement.execute("CREATE ROLE " + role);
                    }
                }
                statement.execute("ALTER ROLE " + ODOO + PLAIN + "NOBYPASSRLS");
                statement.execute("ALTER ROLE " + ODOO + " RESET log_statement");
                // A policy of a table's owner must not hide rows from what is counted, compared and backed up.
                statement.execute("ALTER ROLE " + READER + PLAIN + "BYPASSRLS PASSWORD "
                        + statement.enquoteLiteral(verifier(readerPassword)));
                statement.execute("ALTER ROLE " + OWNER + PLAIN + "BYPASSRLS PASSWORD "
                        + statement.enquoteLiteral(verifier(ownerPassword)));
                memberships(statement);
                for (String database : rows(
                        statement,
                        "SELECT quote_ident(datname) FROM pg_database WHERE datname NOT IN ('template0', 'template1')")) {
                    // Its owner may have forbidden all of that.
                    statement.execute("ALTER DATABASE " + database
                            + " WITH ALLOW_CONNECTIONS true CONNECTION LIMIT -1 IS_TEMPLATE false");
                    statement.execute("GRANT CONNECT ON DATABASE " + database + " TO " + READER + ", " + OWNER);
                }
                return true;
            }
        });
    }

    /**
     * Ends every subscription of a copy, and forgets where it came from: its source's publisher must not be asked for
     * anything, nor its password be read here. The catalog is the whole cluster's, so that nobody enters the database.
     */
    static void forgetSubscriptions(Keeper keeper) {
        keeper.script(
                "UPDATE pg_subscription SET subenabled = false, subslotname = NULL, subconninfo = 'host=/nonexistent'"
                        + " WHERE subenabled OR subslotname IS NOT NULL");
    }

    /**
     * Lets {@link #OWNER} write a table's rows anew, as they are, without its triggers and without a look at foreign keys:
     * for copies, whose tables are masked so. PostgreSQL can give that right since 15.
     */
    static void letRewrite(Keeper keeper) {
        keeper.script("""
                DO $$ BEGIN
                  IF current_setting('server_version_num')::int >= 150000 THEN
                    EXECUTE 'GRANT SET ON PARAMETER session_replication_role TO %s';
                  END IF;
                END $$
                """.formatted(OWNER));
    }

    /** Sets a role's password. */
    static void password(Keeper keeper, String role, String password) {
        keeper.inTransaction(connection -> {
            try (Statement statement = connection.createStatement()) {
                unlogged(statement);
                return statement.execute(
                        "ALTER ROLE " + role + " PASSWORD " + statement.enquoteLiteral(verifier(password)));
            }
        });
    }

    /**
     * What the server keeps of a password, and all that it is told: the reader, as which a view of the owner's may act, sees
     * the statements of other sessions.
     */
    static String verifier(String password) {
        return PasswordUtil.encodeScramSha256(password.toCharArray());
    }

    private static void memberships(Statement statement) throws SQLException {
        for (var wanted : MEMBERSHIPS.entrySet()) {
            String member = wanted.getKey();
            for (String role : rows(
                    statement,
                    "SELECT quote_ident(g.rolname) FROM pg_auth_members m JOIN pg_roles g ON g.oid = m.roleid"
                            + " JOIN pg_roles r ON r.oid = m.member WHERE r.rolname = '" + member + "'")) {
                if (!wanted.getValue().contains(role)) {
                    statement.execute("REVOKE " + role + " FROM " + member);
                }
            }
            for (String role : wanted.getValue()) {
                statement.execute("GRANT " + role + " TO " + member);
            }
        }
    }

    /** What follows must not end up in the server's log, not even when it fails. */
    private static void unlogged(Statement statement) throws SQLException {
        statement.execute("SET LOCAL log_statement = 'none'");
        statement.execute("SET LOCAL log_min_duration_statement = -1");
        statement.execute("SET LOCAL log_min_error_statement = 'panic'");
    }

    private static List<String> rows(Statement statement, String sql) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (ResultSet found = statement.executeQuery(sql)) {
            while (found.next()) {
                rows.add(found.getString(1));
            }
        }
        return rows;
    }
}
