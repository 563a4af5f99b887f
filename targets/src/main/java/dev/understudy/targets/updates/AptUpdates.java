package dev.understudy.targets.updates;

import dev.understudy.model.fault.FaultException;
import dev.understudy.model.readiness.MachineUpdates;
import dev.understudy.model.readiness.PendingUpdates;
import dev.understudy.model.readiness.PendingUpdates.Update;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Host;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks apt which updates it would install: simulated, by the lists that this machine has, without the network and without locks.
 */
public final class AptUpdates {

    private static final Logger LOG = LoggerFactory.getLogger(AptUpdates.class);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Path HERE = Path.of("/");
    private static final String RELEASE = "etc/os-release";
    private static final String STATUS = "var/lib/dpkg/status";

    /** {@code Inst libssl3 [3.0.9-1] (3.0.17-1~deb12u2 Debian-Security:12/stable-security [amd64])}. */
    private static final Pattern WOULD_INSTALL =
            Pattern.compile("(?m)^Inst (\\S+) \\[([^\\]]+)\\] \\((\\S+) ([^\\[)]*)");

    private static final Pattern SERVER = Pattern.compile("(?m)^postgresql-(\\d+) (?:\\d+:)?([0-9.]*[0-9])");

    private final Host host;
    private final Path lists;

    public AptUpdates(Host host) {
        this(host, HERE.resolve("var/lib/apt"));
    }

    /** @param lists the folder of apt's state */
    AptUpdates(Host host, Path lists) {
        this.host = host;
        this.lists = lists;
    }

    /**
     * Of this machine, and of a folder with a system of its own.
     *
     * @param folder in which Odoo runs; empty where it is this machine's
     */
    public MachineUpdates seen(Optional<Path> folder) {
        List<AptSource> sources = sources();
        return new MachineUpdates(
                pending(HERE, sources),
                folder.filter(root -> host.exists(root.resolve(STATUS))).map(root -> pending(root, sources)),
                servers());
    }

    private PendingUpdates pending(Path root, List<AptSource> sources) {
        String release = host.exists(root.resolve(RELEASE)) ? host.read(root.resolve(RELEASE)) : "";
        String name = root.equals(HERE) ? value(release, "PRETTY_NAME").orElse("apt") : root.toString();
        Optional<AptSource> security = value(release, "VERSION_CODENAME")
                .flatMap(codename ->
                        sources.stream().filter(one -> one.securityOf(codename)).findFirst());
        if (security.isEmpty()) {
            return new PendingUpdates(name, newest(sources), false, List.of());
        }
        Optional<CommandResult> would = apt(
                "--simulate",
                "-o",
                "Debug::NoLocking=true",
                "-o",
                "Dir::State::status=" + root.resolve(STATUS),
                // It stays in memory.
                "-o",
                "Dir::Cache::pkgcache=",
                "dist-upgrade");
        return would.map(CommandResult::out)
                .map(simulated ->
                        new PendingUpdates(name, Optional.of(asOf(security.get())), true, packages(simulated)))
                .orElseGet(() -> new PendingUpdates(name, Optional.empty(), true, List.of()));
    }

    static List<Update> packages(String simulated) {
        List<Update> packages = new ArrayList<>();
        Matcher line = WOULD_INSTALL.matcher(simulated);
        while (line.find()) {
            packages.add(new Update(
                    line.group(1), line.group(2), line.group(3), line.group(4).contains("-security")));
        }
        return packages;
    }

    private static Optional<Instant> newest(List<AptSource> sources) {
        return sources.stream().map(AptSource::at).max(Instant::compareTo);
    }

    /** As the archive was when it signed its list, or when the machine last made sure that there is no other. */
    Instant asOf(AptSource security) {
        CommandResult stamp = host.run(Command.of(
                "stat", "--format=%Y", "--", lists.resolve("periodic").resolve("update-success-stamp")));
        Instant asked = stamp.succeeded()
                ? Instant.ofEpochSecond(Long.parseLong(stamp.out().strip()))
                : Instant.EPOCH;
        return asked.isAfter(security.at()) ? asked : security.at();
    }

    private List<AptSource> sources() {
        CommandResult heads = host.run(Command.of(
                "sh",
                "-c",
                "cd -- \"$1\" && grep -sE '^(Suite|Codename|Date):' ./*_InRelease ./*_Release; true",
                "sh",
                lists.resolve("lists")));
        return AptSource.read(heads.out());
    }

    private Map<String, String> servers() {
        CommandResult installed =
                shell("dpkg-query", "--show", "--showformat=${Package} ${Version}\n", "postgresql-[0-9]*");
        Map<String, String> servers = new TreeMap<>();
        Matcher line = SERVER.matcher(installed.out());
        while (line.find()) {
            servers.put(line.group(1), line.group(2));
        }
        return servers;
    }

    private static Optional<String> value(String release, String key) {
        return release.lines()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1).replace("\"", "").strip())
                .findFirst();
    }

    /** Empty where it fails, or takes too long on a machine that is busy. */
    private Optional<CommandResult> apt(String... arguments) {
        List<String> words = new ArrayList<>(List.of("apt-get"));
        words.addAll(List.of(arguments));
        try {
            return Optional.of(shell(words.toArray(String[]::new))).filter(CommandResult::succeeded);
        } catch (FaultException busy) {
            LOG.warn("apt did not tell: {}", busy.getMessage());
            return Optional.empty();
        }
    }

    /** A machine of another kind has neither of these programs. */
    private CommandResult shell(String... words) {
        List<String> argv = new ArrayList<>(List.of("sh", "-c", "exec \"$@\"", "sh"));
        argv.addAll(List.of(words));
        return host.run(Command.of(argv).within(PATIENCE));
    }
}
