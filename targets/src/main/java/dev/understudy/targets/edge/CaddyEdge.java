package dev.understudy.targets.edge;

import dev.understudy.model.config.EdgeSettings;
import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Door;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.Listeners;
import dev.understudy.targets.host.Patience;
import dev.understudy.targets.host.Pause;
import dev.understudy.targets.host.ProcessTable;
import dev.understudy.targets.host.SystemUsers;
import dev.understudy.targets.runtime.Instance.Slot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The edge by Caddy: one process for a home, which outlives Understudy and is found again by a mark. Under root it runs as
 * a user of its own, which may take the ports below 1024 and nothing else.
 */
public final class CaddyEdge implements Edge {

    private static final String FILE = "Caddyfile";

    /** What Caddy says before it has a log, or when it breaks down. */
    private static final String SAID = "edge.out";

    private static final Duration STARTED = Duration.ofSeconds(20);
    private static final Duration BEGUN = Duration.ofSeconds(2);
    private static final Duration ENDED = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final int SHOWN = 1000;

    private final Host host;
    private final Path directory;
    private final EdgeSettings settings;
    private final Supplier<Optional<Front>> front;
    private final Doors doors;
    private final Askers askers;
    private final MaintenancePages pages;
    private final EdgePorts ports;
    private final Certificates certificates;
    private final ProcessTable processes = new ProcessTable();
    private final String user;
    private String served = "";

    /** Whether nothing is served, and what was is gone. */
    private boolean cleared;

    /** Where Understudy's own pages are not served. */
    public CaddyEdge(Host host, Path home, EdgeSettings settings) {
        this(host, home, settings, Optional::empty);
    }

    /**
     * @param home the edge's folder is {@code edge} in it
     * @param front Understudy's own pages, as they are to be served now
     */
    public CaddyEdge(Host host, Path home, EdgeSettings settings, Supplier<Optional<Front>> front) {
        this.front = front;
        this.host = host;
        this.directory = home.resolve("edge");
        this.settings = settings;
        this.doors = new Doors(directory.resolve("doors"));
        this.askers = new Askers(directory.resolve(CaddyLogs.FOLDER));
        this.pages = new MaintenancePages(host, directory.resolve("pages"));
        this.certificates = new Certificates(directory.resolve("data"), directory.resolve(CaddyLogs.CERTIFICATES));
        this.ports = new EdgePorts(new Listeners(host), settings);
        this.user = host.root() ? SystemUsers.ofEdge(home) : "";
    }

    @Override
    public synchronized void serve(List<Site> sites) {
        if (sites.isEmpty()) {
            // It is asked for again and again, of each project that has no environment.
            if (!cleared) {
                stop();
                host.delete(directory.resolve("doors"));
                host.delete(directory.resolve("pages"));
                host.delete(directory.resolve(CaddyLogs.FOLDER));
                cleared = true;
            }
            return;
        }
        cleared = false;
        Optional<Front> ours = front.get();
        String text = Caddyfile.of(sites, settings, ours);
        boolean running = running();
        if (running && text.equals(served)) {
            return;
        }
        require();
        ports.require(
                sites,
                ours,
                processes.marked(mark()).stream().map(ProcessTable.Marked::pid).collect(Collectors.toSet()));
        prepare(sites);
        Path fresh = directory.resolve(FILE + ".new");
        host.write(fresh, text, "0644", null);
        check(host.run(caddy("validate", "--config", FILE + ".new", "--adapter", "caddyfile")));
        host.require(Command.of("mv", "-T", "--", fresh, directory.resolve(FILE)));
        if (running) {
            check(host.run(caddy("reload", "--config", FILE, "--adapter", "caddyfile", "--address", Caddyfile.ADMIN)));
        } else {
            start();
        }
        served = text;
        forget(sites);
    }

    @Override
    public void open(String environment, Slot slot) {
        doors.open(environment, slot);
    }

    @Override
    public void openElsewhere(String environment) {
        doors.openElsewhere(environment);
    }

    @Override
    public boolean openedElsewhere(String environment) {
        return doors.openedElsewhere(environment);
    }

    @Override
    public void hold(String environment) {
        doors.hold(environment);
    }

    @Override
    public void sleep(String environment) {
        askers.forget(environment);
        doors.sleep(environment);
    }

    @Override
    public boolean asleep(String environment) {
        return doors.asleep(environment);
    }

    @Override
    public boolean asked(String environment) {
        return doors.asleep(environment) && askers.any(environment);
    }

    @Override
    public void holdLong(String environment) {
        doors.holdLong(environment);
    }

    @Override
    public Optional<Slot> opened(String environment) {
        return doors.opened(environment);
    }

    @Override
    public int requests(int port) {
        return requests(Set.of(Caddyfile.web(port), Caddyfile.longWeb(port)));
    }

    @Override
    public int longRequests(int port) {
        return requests(Set.of(Caddyfile.longWeb(port)));
    }

    private int requests(Set<String> upstreams) {
        Patience.Wait wait = Patience.HERE.begin(STARTED);
        while (running()) {
            try {
                return new AdminSocket(directory.resolve("admin.sock"))
                        .upstreams()
                        .valueStream()
                        .filter(upstream ->
                                upstreams.contains(upstream.path("address").asString("")))
                        .mapToInt(upstream -> upstream.path("num_requests").asInt(0))
                        .sum();
            } catch (IOException failure) {
                // It may just be starting again, or have been killed while it was asked.
                if (wait.over()) {
                    throw new UncheckedIOException(failure);
                }
                Pause.of(LOOK, "caddy");
            }
        }
        return 0;
    }

    @Override
    public void expect(String environment, Instant again) {
        pages.write(environment, again);
    }

    @Override
    public Optional<Fault> trouble(Site site) {
        return site.url().map(URI::create).flatMap(certificates::trouble);
    }

    @Override
    public AccessLog answers(String environment, Instant since) {
        return new AccessLogFiles(directory.resolve(CaddyLogs.FOLDER), environment, since);
    }

    @Override
    public boolean running() {
        return processes.leader(mark()).isPresent();
    }

    @Override
    public synchronized void stop() {
        served = "";
        signal("TERM");
        Patience.HERE.until(() -> processes.marked(mark()).isEmpty(), ENDED, LOOK, "caddy");
        signal("KILL");
        while (!processes.marked(mark()).isEmpty()) {
            Pause.of(LOOK, "caddy");
        }
    }

    private void require() {
        if (!host.run(Command.of("sh", "-c", "command -v caddy")).succeeded()) {
            throw Fault.refused("edge.no-caddy").at(host.name()).exception();
        }
    }

    /** The folders that Caddy writes to are its user's. */
    private void prepare(List<Site> sites) {
        if (!user.isEmpty()) {
            new SystemUsers(host).ensure(user);
        }
        List<Object> mkdir = new ArrayList<>(List.of("mkdir", "-p", "--"));
        List<Path> folders = new ArrayList<>(List.of(directory.resolve("data"), directory.resolve(CaddyLogs.FOLDER)));
        sites.forEach(site -> folders.add(directory.resolve("doors").resolve(site.environment())));
        mkdir.addAll(folders);
        host.require(Command.of(mkdir.toArray()));
        host.require(Command.of("chmod", "0700", "--", directory, directory.resolve(CaddyLogs.FOLDER)));
        if (!user.isEmpty()) {
            List<Object> chown = new ArrayList<>(List.of("chown", user + ":" + user, "--", directory));
            chown.addAll(folders);
            host.require(Command.of(chown.toArray()));
        }
        settings.acmeRoot()
                .ifPresent(root -> host.write(directory.resolve(Caddyfile.ACME_ROOT), host.read(root), "0644", null));
        for (Site site : sites) {
            if (!pages.written(site.environment())) {
                pages.write(site.environment(), Instant.EPOCH);
            }
        }
    }

    /** Removes the doors, pages and logs of environments that are gone. */
    private void forget(List<Site> sites) {
        Set<String> present = sites.stream().map(Site::environment).collect(Collectors.toSet());
        for (Path folder : List.of(directory.resolve("doors"), directory.resolve("pages"))) {
            names(folder, "d")
                    .filter(environment -> !present.contains(environment))
                    .forEach(environment -> host.delete(folder.resolve(environment)));
        }
        Path logs = directory.resolve(CaddyLogs.FOLDER);
        names(logs, "f")
                .filter(name -> AccessLogFiles.environment(name)
                        .or(() -> Askers.environment(name))
                        .filter(environment -> !present.contains(environment))
                        .isPresent())
                .forEach(name -> host.delete(logs.resolve(name)));
    }

    private Stream<String> names(Path folder, String type) {
        return host.require(
                        Command.of("find", folder, "-mindepth", 1, "-maxdepth", 1, "-type", type, "-printf", "%f\\n"))
                .out()
                .lines();
    }

    private void start() {
        signal("KILL");
        Path said = directory.resolve(SAID);
        host.write(said, "", "0640", null);
        List<Object> argv =
                new ArrayList<>(List.of("setsid", "--fork", "sh", "-c", "exec \"$@\" </dev/null >>\"$0\" 2>&1", said));
        if (!user.isEmpty()) {
            argv.addAll(Door.asServer(user));
        }
        // With its whole path, so that whoever lists processes sees whose it is.
        argv.addAll(List.of("caddy", "run", "--config", directory.resolve(FILE), "--adapter", "caddyfile"));
        host.require(Command.of(argv.toArray())
                .in(directory)
                .with("HOME", directory.toString())
                .with(ProcessTable.VARIABLE, mark()));
        Patience.Wait begun = Patience.HERE.begin(BEGUN);
        Patience.Wait started = Patience.HERE.begin(STARTED);
        while (!answers()) {
            // It is not there at once: setsid returns before the process that it leaves behind has begun.
            boolean gone = processes.marked(mark()).isEmpty() && begun.over();
            if (gone || started.over()) {
                signal("KILL");
                throw Fault.failed("edge.not-started", end(host.read(said)))
                        .at(said)
                        .exception();
            }
            Pause.of(LOOK, "caddy");
        }
    }

    /** Its admin socket is there only after its listeners. */
    private boolean answers() {
        return host.exists(directory.resolve("admin.sock"))
                && host.run(caddy("reload", "--config", FILE, "--adapter", "caddyfile", "--address", Caddyfile.ADMIN))
                        .succeeded();
    }

    private Command caddy(Object... arguments) {
        List<Object> argv = new ArrayList<>(List.of("caddy"));
        argv.addAll(List.of(arguments));
        return Command.of(argv.toArray())
                .in(directory)
                .as(userOrNone())
                .with("HOME", directory.toString())
                .within(Duration.ofMinutes(1));
    }

    private @Nullable String userOrNone() {
        return user.isEmpty() ? null : user;
    }

    private void check(CommandResult result) {
        if (!result.succeeded()) {
            throw Fault.refused("edge.refused", end(result.err() + result.out()))
                    .at(directory.resolve(FILE))
                    .exception();
        }
    }

    private void signal(String name) {
        for (ProcessTable.Marked process : processes.marked(mark())) {
            host.run(Command.of("kill", "-" + name, process.pid()));
        }
    }

    private String mark() {
        return directory.toString();
    }

    private static String end(String said) {
        String text = said.strip();
        return text.substring(Math.max(0, text.length() - SHOWN));
    }
}
