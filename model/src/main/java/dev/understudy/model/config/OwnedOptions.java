package dev.understudy.model.config;

import dev.understudy.model.fault.Fault;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The options of {@code odoo.conf} that a file may not say, for Understudy does: from the names in {@code
 * odoo/tools/config.py} of 14.0 to 19.0.
 */
final class OwnedOptions {

    /** The code of the refusal by option; its arguments are the path and the option. */
    private static final Map<String, String> CODES = new HashMap<>();

    /** Where the file says it instead, by option. */
    private static final Map<String, String> KEYS = Map.of(
            "workers", "environments.NAME.workers",
            "without_demo", "environments.NAME.data",
            "with_demo", "environments.NAME.data",
            "demo", "environments.NAME.data",
            "load_language", "odoo.languages",
            "addons_path", "repositories",
            "init", "odoo.modules",
            "db_name", "environments.NAME.database");

    static {
        owned("config.option-of-database", "db_host", "db_port", "db_user", "db_password", "db_sslmode", "db_template");
        owned("config.option-of-database", "db_app_name", "db_replica_host", "db_replica_port", "dbfilter", "list_db");
        owned("config.option-of-database", "pg_path", "admin_passwd");
        owned("config.option-of-data", "data_dir");
        owned("config.option-of-serving", "http_port", "http_interface", "http_enable", "gevent_port", "proxy_mode");
        owned("config.option-of-serving", "longpolling_port", "longpolling_interface", "xmlrpc", "xmlrpc_port");
        owned("config.option-of-serving", "xmlrpc_interface", "xmlrpcs", "netrpc", "netrpc_port", "x_sendfile");
        owned("config.option-of-log", "logfile", "logrotate", "syslog", "log_level", "log_db", "log_db_level");
        owned("config.option-of-run", "update", "stop_after_init", "save", "config", "pidfile", "reinit");
        owned("config.option-of-run", "test_enable", "test_file", "test_tags", "upgrade_path", "pre_upgrade_scripts");
        owned("config.option-of-run", "translate_in", "translate_out", "language", "translate_modules");
    }

    /** A logger below Odoo's own root may tell more, or as much; that of the web server less. */
    private static final Pattern LOGGERS =
            Pattern.compile("(([a-z][A-Za-z0-9_.]*:(DEBUG|INFO)|werkzeug:[A-Z]+)(,(?=.)|$))+");

    private OwnedOptions() {}

    private static void owned(String code, String... options) {
        Stream.of(options).forEach(option -> CODES.put(option, code));
    }

    /** Why an option of Odoo's own section is refused; empty for those that a project says. */
    static Optional<Fault> refusal(String option, String path) {
        if (KEYS.containsKey(option)) {
            return Optional.of(Fault.usage("config.option-has-key", path, KEYS.get(option)));
        }
        return Optional.ofNullable(CODES.get(option)).map(code -> Fault.usage(code, path, option));
    }

    /** Whether a value of {@code log_handler} leaves in the log what tells how an update went. */
    static boolean leavesTheLog(String handlers) {
        return LOGGERS.matcher(handlers).matches();
    }

    /** All of them. */
    static Set<String> names() {
        return Stream.concat(CODES.keySet().stream(), KEYS.keySet().stream()).collect(Collectors.toSet());
    }
}
