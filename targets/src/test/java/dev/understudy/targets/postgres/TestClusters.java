package dev.understudy.targets.postgres;

import dev.understudy.targets.FreePorts;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.host.SystemUsers;
import dev.understudy.targets.postgres.Cluster.Durability;
import dev.understudy.targets.volume.FolderVolumes;
import dev.understudy.targets.volume.Pool;
import dev.understudy.targets.volume.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A home with real clusters in it, in a temporary folder; as root under a system user and on a pool of its own. */
public final class TestClusters implements AutoCloseable {

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
        }
        clusters = new LocalClusters(
                host,
                home.resolve("secrets"),
                user,
                new PostgresBinaries(host),
                () -> UUID.randomUUID().toString());
    }

    /** A cluster on the live volume of an environment, on a free port; not created yet. */
    public Cluster cluster(String environment, Durability durability) throws IOException {
        Volume live = volumes.volume(environment, Volume.LIVE);
        volumes.create(live);
        Path run = home.resolve("run").resolve(environment);
        Cluster cluster =
                new Cluster(environment, live.pgdata(), run, FreePorts.next(), durability, run.resolve("cluster.log"));
        made.add(cluster);
        return cluster;
    }

    /** As {@link #cluster}, of an environment whose servers are kept from the network. */
    public Cluster confined(String environment, Durability durability) throws IOException {
        return confined(cluster(environment, durability));
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
                free.durability(),
                free.log(),
                new Cluster.Confinement(own, List.of(free.port()), true));
    }

    /** A cluster that runs, with an empty database {@code odoo}. */
    public Cluster running(String environment, Durability durability) throws IOException {
        Cluster cluster = cluster(environment, durability);
        clusters.create(cluster);
        clusters.start(cluster);
        clusters.createDatabase(cluster, "odoo");
        return cluster;
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
        }
        owners.forEach(new SystemUsers(host)::remove);
    }
}
