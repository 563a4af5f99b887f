package dev.understudy.targets.python;

import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.Host;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the operator says of package indexes: pip's configuration file and variables, and the proxy's. Any of them may hold
 * credentials.
 *
 * @param variables those that are handed to pip
 * @param file pip's configuration; empty for none
 * @param named files and folders of this machine that they name, and the authorities that the machine trusts
 */
record PipSettings(Map<String, String> variables, String file, List<Path> named) {

    private static final Path FILE = Path.of("/etc/pip.conf");
    private static final Path AUTHORITIES = Path.of("/etc/ssl/certs/ca-certificates.crt");

    private static final String URL = "file://";

    /** Those that say where packages come from, not what is installed and where to. */
    private static final List<String> NAMES = List.of(
            "PIP_CERT",
            "PIP_CLIENT_CERT",
            "PIP_CONSTRAINT",
            "PIP_DEFAULT_TIMEOUT",
            "PIP_EXTRA_INDEX_URL",
            "PIP_FIND_LINKS",
            "PIP_INDEX_URL",
            "PIP_NO_INDEX",
            "PIP_PRE",
            "PIP_PROXY",
            "PIP_RETRIES",
            "PIP_TIMEOUT",
            "PIP_TRUSTED_HOST",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "NO_PROXY",
            "http_proxy",
            "https_proxy",
            "no_proxy");

    /** Of the machine, with the variables of Understudy's own process. */
    static PipSettings of(Host host, Map<String, String> environment) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String name : NAMES) {
            if (environment.containsKey(name)) {
                variables.put(name, environment.get(name));
            }
        }
        Path file = Path.of(environment.getOrDefault("PIP_CONFIG_FILE", FILE.toString()));
        String text = host.exists(file) ? host.read(file) : "";
        Stream<Path> named = Stream.concat(variables.values().stream(), text.lines())
                .flatMap(line -> Stream.of(line.split("[\\s=,]+", -1)))
                .map(word -> word.startsWith(URL) ? word.substring(URL.length()) : word)
                .filter(word -> word.startsWith("/"))
                .map(word -> Path.of(word).normalize())
                .filter(path -> path.getNameCount() > 0);
        return new PipSettings(
                variables,
                text,
                Stream.concat(Stream.of(AUTHORITIES), named)
                        .filter(host::exists)
                        .distinct()
                        .toList());
    }

    /** The command with these variables, none of which is shown anywhere. */
    Command with(Command command) {
        Command told = command;
        for (Map.Entry<String, String> variable : variables.entrySet()) {
            told = told.withSecret(variable.getKey(), variable.getValue());
        }
        return told;
    }

    @Override
    public String toString() {
        return "PipSettings[" + String.join(", ", variables.keySet()) + "]";
    }
}
