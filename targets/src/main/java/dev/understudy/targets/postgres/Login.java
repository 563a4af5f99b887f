package dev.understudy.targets.postgres;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * Who connects, and what the session begins with. A client's settings count for more than those that somebody gave to
 * the database or to the role.
 *
 * @param user a role
 * @param password its password
 * @param settings by name; no value may hold a backslash
 */
record Login(String user, String password, Map<String, String> settings) {

    /** In every session: what would change the meaning of a statement, or end it. */
    private static final Map<String, String> ALWAYS = Map.of(
            "standard_conforming_strings", "on",
            "default_transaction_isolation", "read committed",
            "statement_timeout", "0",
            "lock_timeout", "0",
            "idle_in_transaction_session_timeout", "0");

    /** Of a session that loads a dump: what is lost in a crash is loaded anew. */
    private static final Map<String, String> LOADING =
            Map.of("synchronous_commit", "off", "maintenance_work_mem", "256MB");

    static final String LOADING_OPTIONS = of(LOADING);

    Login {
        settings = Map.copyOf(settings);
    }

    static Login superuser(String password) {
        return new Login(ClusterRoles.SUPERUSER, password, Map.of("search_path", "pg_catalog,pg_temp"));
    }

    static Login reader(String password) {
        return new Login(
                ClusterRoles.READER,
                password,
                Map.of("search_path", "pg_catalog,pg_temp", "role", "none", "default_transaction_read_only", "on"));
    }

    static Login owner(String password) {
        return new Login(
                ClusterRoles.OWNER,
                password,
                Map.of(
                        "search_path", "public,pg_temp",
                        "role", ClusterRoles.ODOO,
                        "default_transaction_read_only", "off"));
    }

    /** As Odoo's role itself, which can become no other. */
    static Login loading(String password) {
        return new Login(ClusterRoles.ODOO, password, LOADING);
    }

    /** For the parameter {@code options} of a connection. */
    String options() {
        return of(ALWAYS) + " " + of(settings);
    }

    private static String of(Map<String, String> settings) {
        return settings.entrySet().stream()
                .map(setting ->
                        "-c " + setting.getKey() + "=" + setting.getValue().replace(" ", "\\ "))
                .sorted()
                .collect(Collectors.joining(" "));
    }

    @Override
    public String toString() {
        return "Login[" + user + "]";
    }
}
