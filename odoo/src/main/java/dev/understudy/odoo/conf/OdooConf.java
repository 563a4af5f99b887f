package dev.understudy.odoo.conf;

import dev.understudy.odoo.series.Series;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The text of {@code odoo.conf} for one environment. One database is served and none is listed.
 *
 * <p>Odoo reads the file with a {@code RawConfigParser} in every series ({@code odoo/tools/config.py}), so a percent
 * sign stands for itself; what cannot be written is refused.
 *
 * @param adminPassword {@code admin_passwd}; plain text or a passlib hash
 * @param workers 0 for one threaded process
 * @param cronThreads {@code max_cron_threads}
 * @param dataDirectory {@code data_dir}
 * @param addons {@code addons_path}, in order; Odoo adds its own
 * @param logFile standard error when empty
 * @param demo whether new databases get demo data
 * @param mail where mail goes for which no record names a server; a copy's leaves by none
 * @param more further options by section, {@value #MAIN} for Odoo's own, e.g. {@code server_wide_modules}; they win over
 *     what is written otherwise, but for {@code smtp_} where no mail may leave
 */
public record OdooConf(
        Series series,
        DatabaseAccess database,
        String adminPassword,
        HttpService http,
        int workers,
        int cronThreads,
        Limits limits,
        String dataDirectory,
        List<String> addons,
        Optional<String> logFile,
        boolean demo,
        OutgoingMail mail,
        Map<String, Map<String, String>> more) {

    /** The section of Odoo's own options. */
    public static final String MAIN = "options";

    public OdooConf {
        addons = List.copyOf(addons);
        more = Map.copyOf(more);
        for (String folder : addons) {
            if (folder.contains(",")) {
                throw new IllegalArgumentException("A folder of addons_path cannot hold a comma: " + folder);
            }
        }
        more.forEach((section, options) -> {
            require(section, "[a-z][a-z0-9_.:-]*");
            options.keySet().forEach(option -> require(option, "[a-z][a-z0-9_]*"));
        });
    }

    /** The file, ending in a line break. Throws {@link IllegalArgumentException} for a value that it cannot hold. */
    public String text() {
        StringBuilder text = new StringBuilder(section(MAIN, options()));
        new TreeMap<>(more)
                .forEach(
                        (name, options) -> text.append(name.equals(MAIN) ? "" : section(name, new TreeMap<>(options))));
        return text.toString();
    }

    private static String section(String name, Map<String, String> options) {
        return options.entrySet().stream()
                .map(option -> option.getKey() + " = " + written(option.getKey(), option.getValue()))
                .collect(Collectors.joining("\n", "[" + name + "]\n", "\n"));
    }

    private static void require(String name, String form) {
        if (!name.matches(form)) {
            throw new IllegalArgumentException("Not a name in odoo.conf: " + name);
        }
    }

    private Map<String, String> options() {
        var options = new LinkedHashMap<String, String>();
        options.put("admin_passwd", adminPassword);
        options.put("db_host", database.host());
        options.put("db_port", Integer.toString(database.port()));
        options.put("db_user", database.user());
        options.put("db_password", database.password());
        options.put("db_name", database.name());
        options.put("dbfilter", database.filter());
        options.put("list_db", "False");
        options.put("data_dir", dataDirectory);
        if (!addons.isEmpty()) {
            options.put("addons_path", String.join(",", addons));
        }
        options.put("http_interface", http.address());
        options.put("http_port", Integer.toString(http.port()));
        options.put(series.geventOption(), Integer.toString(http.gevent()));
        options.put("proxy_mode", http.behindProxy() ? "True" : "False");
        options.put("workers", Integer.toString(workers));
        options.put("max_cron_threads", Integer.toString(cronThreads));
        options.put("limit_memory_soft", Long.toString(limits.memorySoft()));
        options.put("limit_memory_hard", Long.toString(limits.memoryHard()));
        options.put("limit_time_cpu", Integer.toString(limits.timeCpu()));
        options.put("limit_time_real", Integer.toString(limits.timeReal()));
        options.put("limit_time_real_cron", Integer.toString(limits.timeRealCron()));
        options.put("limit_request", Integer.toString(limits.requests()));
        logFile.ifPresent(file -> options.put("logfile", file));
        putDemo(options);
        options.putAll(new TreeMap<>(more.getOrDefault(MAIN, Map.of())));
        return mail.over(options);
    }

    /** 19.0 turned the meaning round: {@code without_demo} is read there only as the opposite of {@code with_demo}. */
    private void putDemo(Map<String, String> options) {
        if (series.demoIsAskedFor()) {
            options.put("with_demo", demo ? "True" : "False");
        } else if (!demo) {
            options.put("without_demo", "all");
        }
    }

    private static String written(String option, String value) {
        if (value.chars().anyMatch(c -> c < ' ' || c == 0x7f) || !value.equals(value.strip())) {
            throw new IllegalArgumentException(
                    "odoo.conf cannot hold line breaks, control characters or outer blanks in " + option);
        }
        return value;
    }

    @Override
    public String toString() {
        return "OdooConf[" + series + ", " + database + ", port=" + http.port() + "]";
    }
}
