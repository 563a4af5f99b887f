package dev.understudy.bench;

import dev.understudy.model.config.Project;
import dev.understudy.model.home.Home;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.odoo.cli.OdooArguments;
import dev.understudy.odoo.conf.OutgoingMail;
import dev.understudy.odoo.series.Series;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.host.LoopbackPorts;
import dev.understudy.targets.host.SystemUsers;
import dev.understudy.targets.host.Walls;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.postgres.Cluster.Purpose;
import dev.understudy.targets.postgres.Database;
import dev.understudy.targets.postgres.LocalClusters;
import dev.understudy.targets.postgres.PostgresBinaries;
import dev.understudy.targets.runtime.DebianRoot;
import dev.understudy.targets.runtime.Instance.Slot;
import dev.understudy.targets.runtime.OdooRuntime;
import dev.understudy.targets.runtime.OdooRuntime.OnceResult;
import dev.understudy.targets.runtime.OdooSetting;
import dev.understudy.targets.runtime.ProcessRuntime;
import dev.understudy.targets.volume.Pool;
import dev.understudy.targets.volume.Volume;
import dev.understudy.targets.volume.Volumes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The product's own parts on the home under test, for what its API does not show. */
public final class Machine {

    /** Not an environment of the project: the service leaves it alone. */
    static final String NAME = "bench";

    private static final String SERIES = "19.0";
    private static final Duration LONGEST = Duration.ofHours(2);

    private final Home home;
    private final Path own;
    private final LocalHost host = new LocalHost(Project.LOCAL, CommandLog.NONE);
    private final String servers;
    private final LocalClusters clusters;
    private final Volumes volumes;
    private final OdooRuntime odoo;
    private final String series;

    /** Of a home whose project lies in its folder {@code demo}, and runs Odoo 19. */
    public Machine(Home home) {
        this(home, SERIES);
    }

    /** Of a home whose project lies in its folder {@code demo}. */
    public Machine(Home home, String series) {
        this.home = home;
        this.series = series;
        this.own = home.directory().resolve("demo");
        this.servers = SystemUsers.ofClusters(home.directory());
        String clients = SystemUsers.ofClients(home.directory());
        new SystemUsers(host).ensure(servers);
        new SystemUsers(host).ensure(clients);
        this.clusters = new LocalClusters(
                host,
                home.secrets(),
                new LocalClusters.Users(servers, clients),
                new PostgresBinaries(host),
                () -> Long.toHexString(System.nanoTime()));
        this.volumes = new Pool(host, home.directory(), Pool.Wish.AUTO, Pool.BY_FREE_SPACE).prepare();
        this.odoo = new ProcessRuntime(
                host,
                new DebianRoot(host, home.cache(), own.resolve("accounts"), series, List.of()),
                () -> Long.toHexString(System.nanoTime()));
    }

    public Host host() {
        return host;
    }

    /** As {@link #host}, for what streams. */
    LocalHost own() {
        return host;
    }

    public LocalClusters clusters() {
        return clusters;
    }

    public Volumes volumes() {
        return volumes;
    }

    /** Production's live volume. */
    public Volume production() {
        return volumes.volume(Project.PRODUCTION, Volume.LIVE);
    }

    /** The cluster that production runs on. */
    public Cluster production(EnvironmentView view) {
        Path run = home.first().run(Project.PRODUCTION).resolve(Volume.LIVE);
        int port = database(view).port();
        return new Cluster(
                view.name(), production().pgdata(), run, port, Purpose.PRODUCTION, run.resolve("postgresql.log"));
    }

    /** A cluster of the benchmark's own, on a free port. */
    Cluster cluster(Volume volume, Purpose purpose) {
        Path run = home.first().run(NAME).resolve(volume.name());
        return new Cluster(NAME, volume.pgdata(), run, LoopbackPorts.free(), purpose, run.resolve("postgresql.log"));
    }

    /** Odoo on production itself, or on a copy of it with the code of a release. */
    OdooSetting odoo(EnvironmentView production, Cluster cluster, Path data, String release) throws IOException {
        return odoo(production, cluster, data, code(release), List.of());
    }

    /** The same with any code, and any Python packages beside it. */
    public OdooSetting odoo(
            EnvironmentView production, Cluster cluster, Path data, List<Path> addons, List<Path> packages)
            throws IOException {
        return new OdooSetting(
                new OdooSetting.Tenant(
                        NAME, SystemUsers.ofEnvironment(home.directory(), production.name()), Walls.NONE),
                series,
                new OdooSetting.DatabaseLogin(
                        database(production).name(), cluster.port(), option(production.name(), "db_password")),
                new OdooSetting.Code(addons, packages),
                new OdooSetting.Places(data, own.resolve("odoo"), List.of()),
                new OdooSetting.Seat(Slot.BLUE, 0, 0, 0),
                new OdooSetting.Conduct(false, OutgoingMail.NONE, Map.of()));
    }

    /** Runs Odoo to its end, which must be a good one. */
    public OnceResult once(OdooSetting setting, List<String> arguments, String input) {
        Path log = setting.logs().resolve("once.log");
        OnceResult result = attempt(setting, arguments, input, log);
        if (result.exitCode() != 0) {
            throw new IllegalStateException("odoo " + arguments + ": " + result.exitCode() + "; see " + log);
        }
        return result;
    }

    /** Runs Odoo to its end, whatever that is. */
    public OnceResult attempt(OdooSetting setting, List<String> arguments, String input, Path log) {
        return odoo.once(setting, arguments, input, log, LONGEST);
    }

    public static OdooArguments arguments(OdooSetting setting) {
        return new OdooArguments(
                Series.of(setting.series()), setting.configuration().toString());
    }

    /** Production's database, as Odoo's role. */
    public Database owner(EnvironmentView production) {
        return clusters()
                .database(production(production), database(production).name())
                .owner();
    }

    public static EnvironmentView.DatabaseView database(EnvironmentView view) {
        EnvironmentView.DatabaseView database = view.database();
        if (database == null) {
            throw new IllegalStateException(view.name() + " has no database");
        }
        return database;
    }

    public static int webPort(EnvironmentView view) {
        EnvironmentView.PortsView ports = view.ports();
        if (ports == null) {
            throw new IllegalStateException(view.name() + " has no ports");
        }
        return ports.http();
    }

    /** Where Odoo itself answers, behind the edge: in the slot that was started last. */
    int odooPort(String environment) throws IOException {
        return Integer.parseInt(option(environment, "http_port"));
    }

    private List<Path> code(String release) throws IOException {
        List<Path> folders = new ArrayList<>();
        try (Stream<Path> repositories = Files.list(home.first().code(release))) {
            repositories.filter(Files::isDirectory).sorted().forEach(folders::add);
        }
        return folders;
    }

    /** Of the slot that was started last. */
    private Path configuration(String environment) throws IOException {
        try (Stream<Path> files = Files.list(home.first().environment(environment))) {
            return files.filter(file -> file.getFileName().toString().matches("odoo-[a-z]+\\.conf"))
                    .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
                    .orElseThrow();
        }
    }

    /** Production's configuration is the one place outside of the control plane that has its password. */
    private String option(String environment, String name) throws IOException {
        try (Stream<String> lines = Files.lines(configuration(environment))) {
            return lines.filter(line -> line.startsWith(name + " "))
                    .map(line -> line.substring(line.indexOf('=') + 1).strip())
                    .findFirst()
                    .orElseThrow();
        }
    }
}
