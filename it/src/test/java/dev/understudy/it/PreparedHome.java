package dev.understudy.it;

import static dev.understudy.it.SampleProduction.PRODUCTION;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.home.Home;
import dev.understudy.model.run.RunView;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.host.SystemUsers;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.postgres.LocalClusters;
import dev.understudy.targets.runtime.DebianRoot;
import dev.understudy.targets.volume.Pool;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A home with a production in it, kept in the cache of this machine, so that other homes begin with a copy in a second. When
 * the sample, a table of the control plane or Odoo itself is another, it is made anew. Otherwise the code under test finds
 * what an earlier one made, as it does with everybody who upgrades; productions are made from nothing by {@link
 * Odoo14CopyIT} and {@link ManyProjectsIT}.
 */
final class PreparedHome {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final String SNAPSHOT = "prepared";
    private static final String DATA = "production";
    private static final String MADE_WITH = "made-with";

    /** What a home has beside its volumes and what every start writes anew. */
    private static final List<String> KEPT =
            List.of("control", "code", "packages", "mirrors", "secrets", "demo/repositories");

    private static final List<String> DECIDING = List.of("dev/understudy/engine/migration", "dev/understudy/cli/demo");

    private final String series;
    private final Class<?> maker;
    private final Supplier<LiveService> production;

    /**
     * The prepared home of a series of Odoo.
     *
     * @param maker whose code decides what is in it
     * @param production makes one from nothing: a service whose production serves
     */
    PreparedHome(String series, Class<?> maker, Supplier<LiveService> production) {
        this.series = series;
        this.maker = maker;
        this.production = production;
    }

    /** Fills a new home, whose service was not started yet, with what was prepared; prepares it when nobody has. */
    void copyTo(LiveService service) {
        Path tests = service.home().cache().resolve("tests");
        Path prepared = tests.resolve("home-" + series);
        alone(tests.resolve("home-" + series + ".lock"), () -> {
            if (!madeWith(prepared).equals(code(service.home().cache()))) {
                prepare(prepared, service.host());
            }
            copy(prepared, service);
        });
        settle(service);
    }

    private void prepare(Path prepared, Host host) {
        long began = System.nanoTime();
        host.delete(prepared);
        Path fresh = prepared.resolveSibling(prepared.getFileName() + ".making");
        host.delete(fresh);
        host.require(Command.of("mkdir", "-p", "--", fresh.resolve("demo")));
        try (LiveService service = production.get()) {
            RunView snapshot = service.api().perform(PRODUCTION, "snapshot", Map.of("name", SNAPSHOT));
            assertThat(snapshot.status()).as(service.api().told(snapshot)).isEqualTo("succeeded");
            // With it ends the server of the control plane: what it has written is whole.
            service.stop();
            Home home = service.home();
            for (String kept : KEPT) {
                copyTree(host, home.directory().resolve(kept), fresh.resolve(kept));
            }
            copyTree(host, home.first().volumes().resolve(PRODUCTION).resolve(SNAPSHOT), fresh.resolve(DATA));
            Files.writeString(fresh.resolve(MADE_WITH), code(home.cache()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        // Its system users are gone, and their numbers may be given to others.
        host.require(Command.of("chown", "-R", "0:0", "--", fresh).within(LONG));
        host.require(Command.of("mv", "-T", "--", fresh, prepared));
        System.err.println("Prepared a production of Odoo " + series + " in "
                + Duration.ofNanos(System.nanoTime() - began).toSeconds() + " s");
    }

    private static void copy(Path prepared, LiveService service) {
        Host host = service.host();
        Home home = service.home();
        for (String kept : KEPT) {
            copyTree(host, prepared.resolve(kept), home.directory().resolve(kept));
        }
        new Pool(host, home.directory(), Pool.Wish.AUTO, Pool.BY_FREE_SPACE).prepare();
        Path volumes = home.first().volumes().resolve(PRODUCTION);
        host.require(Command.of("mkdir", "-p", "--", volumes));
        copyTree(host, prepared.resolve(DATA), volumes.resolve("live"));
    }

    /** What a home has of its own: system users and ports. The service chooses the control plane's port itself. */
    private static void settle(LiveService service) {
        Host host = service.host();
        Home home = service.home();
        SystemUsers users = new SystemUsers(host);
        String odoo = SystemUsers.ofEnvironment(home.directory(), PRODUCTION);
        users.ensure(odoo);
        users.ensure(SystemUsers.ofClusters(home.directory()));
        Path data = home.first().volumes().resolve(PRODUCTION).resolve("live/data");
        host.require(Command.of("chown", "-R", odoo + ":" + odoo, "--", data).within(LONG));
        host.delete(home.control().resolve("port"));
        Cluster control = new Cluster(
                "control",
                home.control().resolve("pgdata"),
                home.control().resolve("run"),
                service.ports().last(),
                Cluster.Purpose.CONTROL,
                home.control().resolve("run/postgresql.log"));
        service.clusters().start(control);
        String address = "jdbc:postgresql://127.0.0.1:" + control.port() + "/understudy";
        String password = service.clusters().superuserPassword(control);
        try (Connection connection = DriverManager.getConnection(address, LocalClusters.SUPERUSER, password);
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    UPDATE environment SET os_user = '%s', postgres_port = postgres_port - port + %d, port = %2$d;
                    DELETE FROM restore_point WHERE name = '%s';
                    """.formatted(odoo, service.ports().first(), SNAPSHOT));
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        } finally {
            service.clusters().stop(control);
        }
    }

    private static void copyTree(Host host, Path from, Path to) {
        if (host.exists(from)) {
            host.require(Command.of("cp", "-a", "--reflink=auto", "-T", "--", from, to)
                    .within(LONG));
        }
    }

    private static String madeWith(Path prepared) {
        try {
            Path file = prepared.resolve(MADE_WITH);
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A digest of what decides what is prepared: the sample, the shape of the control plane, and Odoo itself. */
    private String code(Path cache) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                Path path = Path.of(entry);
                if (entry.endsWith(".jar") && ours(path.getFileName().toString())) {
                    try (FileSystem jar = FileSystems.newFileSystem(path)) {
                        add(jar.getPath("/"), digest);
                    }
                } else if (Files.isDirectory(path)) {
                    add(path, digest);
                }
            }
            for (Class<?> made : List.of(PreparedHome.class, maker)) {
                try (var bytes = made.getResourceAsStream(made.getSimpleName() + ".class")) {
                    digest.update(requireNonNull(bytes).readAllBytes());
                }
            }
            Path stamp = new DebianRoot(
                            new LocalHost("local", CommandLog.NONE),
                            cache,
                            cache.resolve("accounts"),
                            series,
                            List.of())
                    .directory()
                    .resolve("understudy.stamp");
            if (Files.exists(stamp)) {
                digest.update(Files.readAllBytes(stamp));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }

    private static boolean ours(String jar) {
        return jar.startsWith("understudy-");
    }

    /** What of a module's classes and resources decides it. */
    private static void add(Path module, MessageDigest digest) throws IOException {
        for (String part : DECIDING) {
            Path folder = module.resolve(part);
            if (!Files.isDirectory(folder)) {
                continue;
            }
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                    digest.update(Files.readAllBytes(file));
                }
            }
        }
    }

    /** One at a time on this machine. */
    private static synchronized void alone(Path lock, Runnable work) {
        try {
            Files.createDirectories(lock.getParent());
            try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var held = channel.lock()) {
                assertThat(held.isValid()).isTrue();
                work.run();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
