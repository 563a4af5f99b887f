package dev.understudy.engine.control;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.model.config.Project;
import dev.understudy.model.fault.FaultException;
import dev.understudy.targets.postgres.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The machines that an Odoo calls, as far as its settings name them: mail servers, parameters, and whatever columns of small
 * tables are called as addresses are.
 */
final class CalledHosts {

    private static final Logger LOG = LoggerFactory.getLogger(CalledHosts.class);

    /** Columns of settings; tables of many rows hold what people wrote. */
    private static final String COLUMNS = """
            SELECT c.relname, a.attname
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid
            WHERE n.nspname = 'public' AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
              AND a.atttypid IN (1043, 25) AND c.reltuples < 20000
              AND (a.attname ~ '(^|_)(url|uri|host|hostname|server|endpoint|wsdl|smtp|ftp|sftp|proxy)(_|$)'
                   OR (c.relname = 'ir_config_parameter' AND a.attname = 'value'))
            ORDER BY 1, 2
            LIMIT 500
            """;

    private static final int MOST_VALUES = 500;

    private static final String NAME =
            "(?<host>(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?\\.)*[A-Za-z0-9_-]+|\\[[0-9A-Fa-f:]+])";
    private static final String PORT = "(?::(?<port>[0-9]{1,5}))?";
    private static final Pattern IN_ADDRESS =
            Pattern.compile("(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?:[^/\\s@]*@)?" + NAME + PORT);
    private static final Pattern ALONE = Pattern.compile("(?<scheme>)\\s*" + NAME + PORT + "(?:/\\S*)?\\s*");

    /** This machine, where many things answer that have nothing in common but the address. */
    static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.[0-9.]+|::1");

    /** Before a port of this machine. */
    static final String HERE = "localhost:";

    private static final Map<String, String> USUAL = Map.of("http", "80", "https", "443", "smtp", "25");

    private CalledHosts() {}

    /** As {@link #of(Reader)}, of production: of none there is; empty when it cannot be asked. */
    static Optional<Map<String, String>> ofProduction(
            Environments environments, Function<Environment, Optional<Reader>> database) {
        try {
            Optional<Environment> production = environments.find(Project.PRODUCTION);
            return production.isEmpty()
                    ? Optional.of(Map.of())
                    : production.flatMap(database).map(CalledHosts::of);
        } catch (FaultException away) {
            LOG.debug("Production's database does not answer", away);
            return Optional.empty();
        }
    }

    /** Where each is named, as {@code ir_mail_server.smtp_host}, by the name or the address in lower case. */
    static Map<String, String> of(Reader database) {
        Map<String, String> found = new TreeMap<>();
        for (List<String> column : database.rows(COLUMNS)) {
            String named = column.get(0) + "." + column.get(1);
            String one = quoted(column.get(1));
            database.rows("SELECT DISTINCT " + one + " FROM public." + quoted(column.get(0)) + " WHERE " + one
                            + " ~ '[.:]' OR " + one + " = 'localhost' LIMIT " + MOST_VALUES)
                    .forEach(row -> hosts(row.getFirst()).forEach(host -> found.putIfAbsent(host, named)));
        }
        return found;
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /** The machines that a value names; of this one the port too, where it is known. */
    static List<String> hosts(String value) {
        List<String> hosts = new ArrayList<>();
        Matcher address = IN_ADDRESS.matcher(value);
        while (address.find()) {
            hosts.add(host(address));
        }
        Matcher alone = ALONE.matcher(value);
        if (hosts.isEmpty() && alone.matches()) {
            hosts.add(host(alone));
        }
        return hosts;
    }

    private static String host(Matcher named) {
        String host = named.group("host").toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
        String given = named.group("port");
        String port = given == null ? USUAL.getOrDefault(named.group("scheme").toLowerCase(Locale.ROOT), "") : given;
        return LOOPBACK.matcher(host).matches() && !port.isEmpty() ? HERE + port : host;
    }
}
