package dev.understudy.targets.postgres;

import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.host.LoopbackPorts;
import dev.understudy.targets.host.Pause;
import dev.understudy.targets.host.SystemUsers;
import dev.understudy.targets.postgres.Cluster.Purpose;
import dev.understudy.targets.volume.FolderVolumes;
import dev.understudy.targets.volume.Pool;
import dev.understudy.targets.volume.Volume;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A home with real clusters in it, in a temporary folder; as root under a system user and on a pool of its own. */
public final class TestClusters implements AutoCloseable {

    private static final Login ANYBODY = new Login("understudy", "", Map.of("search_path", "public"));

    public final Host host = new LocalHost("local", CommandLog.NONE);
    public final Path home;
    public final FolderVolumes volumes;
    public final LocalClusters clusters;
    private final Pool pool;
    private final @Nullable String user;
    private final List<Cluster> made = new ArrayList<>();
    private final List<String> owners = new ArrayList<>();

    public TestClusters() throws IOException {
        home = Files.createTempDirectory("us");
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        pool = new Pool(host, home, Pool.Wish.AUTO, 3L << 30);
        volumes = pool.prepare();
        user = host.root() ? SystemUsers.ofClusters(home) : null;
        if (user != null) {
            new SystemUsers(host).ensure(user);
            new SystemUsers(host).ensure(SystemUsers.ofClients(home));
        }
        clusters = new LocalClusters(
                host,
                home.resolve("secrets"),
                user == null ? null : new LocalClusters.Users(user, SystemUsers.ofClients(home)),
                new PostgresBinaries(host),
                () -> UUID.randomUUID().toString());
    }

    /** A cluster on the live volume of an environment, on a free port; not created yet. */
    public Cluster cluster(String environment, Purpose purpose) throws IOException {
        Volume live = volumes.volume(environment, Volume.LIVE);
        volumes.create(live);
        Path run = home.resolve("run").resolve(environment);
        Cluster cluster =
                new Cluster(environment, live.pgdata(), run, LoopbackPorts.free(), purpose, run.resolve("cluster.log"));
        made.add(cluster);
        return cluster;
    }

    /** As {@link #cluster}, of an environment whose servers are kept from the network. */
    public Cluster confined(String environment, Purpose purpose) throws IOException {
        return confined(cluster(environment, purpose));
    }

    /** The same cluster, kept from the network. */
    public Cluster confined(Cluster free) {
        String own = user == null ? "" : SystemUsers.ofClusters(home, free.name());
        if (!own.isEmpty()) {
            owners.add(own);
        }
        return new Cluster(
                free.name(),
                free.pgdata(),
                free.socketDirectory(),
                free.port(),
                free.purpose(),
                free.log(),
                new Cluster.Confinement(own, List.of(free.port()), true),
                free.tuning());
    }

    /** A cluster that runs, with an empty database {@code odoo}. */
    public Cluster running(String environment, Purpose purpose) throws IOException {
        Cluster cluster = cluster(environment, purpose);
        clusters.create(cluster);
        clusters.start(cluster);
        clusters.createDatabase(cluster, "odoo");
        return cluster;
    }

    /** A database as the superuser, as an administrator has it who lets himself in. */
    public Database superuser(Cluster cluster, String database) {
        Path access = cluster.pgdata().resolve("pg_hba.conf");
        host.require(Command.of(
                "sh",
                "-c",
                "others=$(cat \"$0\"); printf '%s\\n' 'host all understudy 127.0.0.1/32 trust' \"$others\" > \"$0\"",
                access));
        host.require(Command.of(
                        new PostgresBinaries(host).of(cluster.pgdata()).resolve("pg_ctl"),
                        "reload",
                        "--pgdata=" + cluster.pgdata())
                .as(owner(cluster)));
        // The server reads it in its own time.
        for (int i = 0; !entered(cluster); i++) {
            if (i > 600) {
                throw new AssertionError("nobody is let in");
            }
            Pause.of(Duration.ofMillis(50), "pg_ctl reload");
        }
        return new JdbcDatabase(cluster, database, ANYBODY);
    }

    private static boolean entered(Cluster cluster) {
        try (Connection connection = new JdbcDatabase(cluster, "postgres", ANYBODY).connect()) {
            return connection.isValid(0);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private @Nullable String owner(Cluster cluster) {
        try {
            return host.root() ? Files.getOwner(cluster.pgdata()).getName() : null;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        for (Cluster cluster : made) {
            if (host.exists(cluster.pgdata())) {
                clusters.stop(cluster);
            }
        }
        pool.release();
        host.require(Command.of("rm", "-rf", "--one-file-system", "--", home));
        if (user != null) {
            new SystemUsers(host).remove(user);
            new SystemUsers(host).remove(SystemUsers.ofClients(home));
        }
        owners.forEach(new SystemUsers(host)::remove);
    }
}
