package dev.understudy.odoo.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The options in a command line of Odoo, by the names that they have in {@code odoo.conf}; these win over the file's. */
public final class StartedWith {

    private static final Map<String, String> SHORT = Map.of(
            "-c", "config",
            "-d", "db_name",
            "-D", "data_dir",
            "-r", "db_user",
            "-w", "db_password",
            "-p", "http_port");

    private static final Map<String, String> RENAMED = Map.of(
            "database", "db_name",
            "config", "config",
            "addons_path", "addons_path",
            "xmlrpc_port", "http_port",
            "load", "server_wide_modules");

    /** Options that stand alone, without a value. */
    private static final java.util.Set<String> FLAGS =
            java.util.Set.of("proxy_mode", "no_database_list", "stop_after_init", "save", "no_http", "dev");

    private StartedWith() {}

    /** Reads an argv. */
    public static Map<String, String> options(List<String> argv) {
        Map<String, String> options = new LinkedHashMap<>();
        for (int i = 1; i < argv.size(); i++) {
            String word = argv.get(i);
            String value = i + 1 < argv.size() ? argv.get(i + 1) : "";
            if (SHORT.containsKey(word)) {
                options.put(SHORT.get(word), value);
                i++;
            } else if (word.startsWith("--") && word.length() > 2) {
                int equals = word.indexOf('=');
                String name = (equals < 0 ? word.substring(2) : word.substring(2, equals)).replace('-', '_');
                String key = RENAMED.getOrDefault(name, name);
                if (equals >= 0) {
                    options.put(key, word.substring(equals + 1));
                } else if (FLAGS.contains(name)) {
                    options.put(
                            name.equals("no_database_list") ? "list_db" : key,
                            name.startsWith("no_") ? "False" : "True");
                } else if (!value.startsWith("-")) {
                    options.put(key, value);
                    i++;
                }
            } else if (word.length() > 2 && SHORT.containsKey(word.substring(0, 2)) && word.charAt(1) != '-') {
                options.put(SHORT.get(word.substring(0, 2)), word.substring(2));
            }
        }
        return options;
    }

    /** Whether an argv starts Odoo itself, served or not. */
    public static boolean odoo(List<String> argv) {
        return argv.stream()
                .limit(4)
                .map(word -> word.substring(word.lastIndexOf('/') + 1))
                .anyMatch(name ->
                        name.matches("odoo|odoo-bin|odoo\\.py|openerp-server|odoo-server|click-odoo|odoo\\.cli"));
    }
}
