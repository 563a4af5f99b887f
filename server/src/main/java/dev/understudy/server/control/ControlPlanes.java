package dev.understudy.server.control;

import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.model.config.Project;
import dev.understudy.model.home.Home;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.LoopbackPorts;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.postgres.Cluster.Purpose;
import dev.understudy.targets.postgres.LocalClusters;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The control planes of a home's projects: a database each, in the PostgreSQL that is embedded in the home, or where the
 * project says. The embedded one is made when the first project needs it, started, and kept running until this is closed.
 */
public final class ControlPlanes implements AutoCloseable {

    private final Home home;
    private final Host host;
    private final LocalClusters clusters;
    private @Nullable Cluster cluster;
    private @Nullable KeptCluster kept;

    /**
     * @param host whose commands, as those of the clusters, are not recorded: the record would be in the database that
     *     they start
     */
    public ControlPlanes(Home home, Host host, LocalClusters clusters) {
        this.home = home;
        this.host = host;
        this.clusters = clusters;
    }

    /**
     * Opens the control plane of a project.
     *
     * @param database its name in the embedded PostgreSQL
     * @throws dev.understudy.model.fault.FaultException when it does not start or another Understudy performs it
     */
    public ControlDatabase open(Project project, String database) {
        return project.control()
                .map(external -> ControlDatabase.open(
                        external.jdbcUrl(),
                        external.user(),
                        external.password().resolve(System.getenv()).reveal()))
                .orElseGet(() -> embedded(database));
    }

    private ControlDatabase embedded(String database) {
        Cluster running = running();
        clusters.createDatabase(running, database);
        return ControlDatabase.open(
                "jdbc:postgresql://127.0.0.1:" + running.port() + "/" + database,
                LocalClusters.SUPERUSER,
                clusters.superuserPassword(running));
    }

    private synchronized Cluster running() {
        Cluster known = cluster;
        if (known != null) {
            return known;
        }
        // Its server passes through to what is its own.
        host.require(Command.of("install", "-d", "-m", "0711", "--", home.control()));
        Cluster embedded = cluster(home, host);
        clusters.create(embedded);
        clusters.start(embedded);
        KeptCluster keeper = new KeptCluster(clusters, embedded);
        keeper.start();
        kept = keeper;
        cluster = embedded;
        return embedded;
    }

    /** The embedded cluster. Its port is chosen once and kept. */
    static Cluster cluster(Home home, Host host) {
        Path folder = home.control();
        Path kept = folder.resolve("port");
        if (!host.exists(kept)) {
            host.write(kept, Integer.toString(LoopbackPorts.free()), "0600", null);
        }
        return new Cluster(
                "control",
                folder.resolve("pgdata"),
                folder.resolve("run"),
                Integer.parseInt(host.read(kept).strip()),
                Purpose.CONTROL,
                folder.resolve("run").resolve("postgresql.log"));
    }

    /** Stops the embedded cluster. The databases were closed before. */
    @Override
    public synchronized void close() {
        if (kept != null) {
            kept.close();
            kept = null;
            cluster = null;
        }
    }
}
