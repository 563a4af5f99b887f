package dev.understudy.model.config;

import dev.understudy.model.fault.Fault;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads what concerns the machine: hosts, storage, ports, and where Understudy keeps its own state. */
final class MachineReader {

    static final List<String> CONTROL_KEYS = List.of("jdbc_url", "user", "password");
    static final List<String> EDGE_KEYS =
            List.of("http_port", "https_port", "acme", "acme_root", "mail", "trusted_proxies");
    static final List<String> STORAGE_KEYS = List.of("pool_size", "method");

    private static final int FEWEST_PORTS = 10;
    private static final int LOWEST_PORT = 1024;
    private static final int HIGHEST_PORT = 65_535;

    private MachineReader() {}

    static void hosts(Value value) {
        for (Value.Member member : value.members()) {
            if (member.key().text().orElseThrow().equals(Project.LOCAL)) {
                new Section(member.value(), List.of());
            } else {
                member.key()
                        .problem(Fault.usage(
                                "config.not-supported-yet",
                                value.path(),
                                member.key().shown(),
                                Project.LOCAL));
            }
        }
    }

    static Optional<ControlDatabase> control(Value value) {
        Section section = new Section(value, CONTROL_KEYS);
        Optional<String> url = section.required("jdbc_url", "jdbc_url: jdbc:postgresql://db.example/understudy")
                .flatMap(MachineReader::jdbcUrl);
        Optional<String> user =
                section.required("user", "user: understudy").flatMap(text -> text.text(Forms.ROLE, "config.bad-role"));
        Optional<SecretName> password = section.required("password", "password: ${env:UNDERSTUDY_CONTROL_PASSWORD}")
                .flatMap(MachineReader::secret);
        return url.flatMap(
                address -> user.flatMap(role -> password.map(secret -> new ControlDatabase(address, role, secret))));
    }

    private static Optional<String> jdbcUrl(Value value) {
        Optional<String> text = value.text();
        if (text.isPresent() && text.get().matches("(?is).*([?&](ssl)?password=|//[^/]*@).*")) {
            value.problem(Fault.usage("config.secret-written", value.path()));
            return Optional.empty();
        }
        return text.flatMap(any -> value.text(Forms.JDBC_URL, "config.bad-jdbc-url"));
    }

    /** Never shows what is written, for it may be the secret itself. */
    static Optional<SecretName> secret(Value value) {
        Optional<SecretName> name =
                value.node() instanceof ScalarNode scalar ? SecretName.parse(scalar.getValue()) : Optional.empty();
        if (name.isEmpty()) {
            value.problem(Fault.usage("config.secret-written", value.path()));
        }
        return name;
    }

    static StorageSettings storage(Value value) {
        Section section = new Section(value, STORAGE_KEYS);
        return new StorageSettings(
                section.value("pool_size")
                        .flatMap(size -> size.text(Forms.SIZE, "config.bad-size"))
                        .map(MachineReader::bytes)
                        .orElse(StorageSettings.DEFAULT.poolBytes()),
                section.value("method")
                        .flatMap(method -> method.word(StorageSettings.Method.class))
                        .orElse(StorageSettings.DEFAULT.method()));
    }

    static EdgeSettings edge(Value value) {
        Section section = new Section(value, EDGE_KEYS);
        return new EdgeSettings(
                section.value("http_port")
                        .map(port -> port.whole(1, HIGHEST_PORT))
                        .orElse(OptionalInt.empty())
                        .orElse(EdgeSettings.DEFAULT.httpPort()),
                section.value("https_port")
                        .map(port -> port.whole(1, HIGHEST_PORT))
                        .orElse(OptionalInt.empty())
                        .orElse(EdgeSettings.DEFAULT.httpsPort()),
                section.value("acme").flatMap(address -> address.text(Forms.ACME_DIRECTORY, "config.bad-acme")),
                section.value("acme_root").flatMap(Forms::path),
                section.value("mail").flatMap(mail -> mail.text(Forms.ADDRESS, "config.bad-address")),
                section.value("trusted_proxies")
                        .map(proxies -> proxies.texts(Forms.NETWORK, "config.bad-network"))
                        .orElse(List.of()));
    }

    private static long bytes(String size) {
        long number = Long.parseLong(size.substring(0, size.length() - 1));
        return size.endsWith("T") ? number << 40 : number << 30;
    }

    static Optional<PortRange> ports(Value value) {
        return value.text(Forms.PORTS, "config.bad-ports").map(text -> {
            Matcher ends = Forms.PORTS.matcher(text);
            PortRange range = ends.matches()
                    ? new PortRange(Integer.parseInt(ends.group(1)), Integer.parseInt(ends.group(2)))
                    : PortRange.DEFAULT;
            if (range.first() < LOWEST_PORT
                    || range.last() > HIGHEST_PORT
                    || range.last() - range.first() + 1 < FEWEST_PORTS) {
                value.problem(Fault.usage("config.bad-ports", value.path(), value.shown()));
            }
            return range;
        });
    }
}
