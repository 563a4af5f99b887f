package dev.understudy.server.control;

import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.model.config.Project;
import dev.understudy.model.home.Home;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.postgres.Cluster.Purpose;
import dev.understudy.targets.postgres.LocalClusters;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;

/** Understudy's own PostgreSQL: embedded in its home, or one that the project names. */
public final class ControlPlane implements AutoCloseable {

    private static final String DATABASE = "understudy";

    private final ControlDatabase database;
    private final Runnable stop;

    private ControlPlane(ControlDatabase database, Runnable stop) {
        this.database = database;
        this.stop = stop;
    }

    /**
     * Opens the control plane. An embedded cluster is made the first time, started, and kept running until this is closed.
     *
     * @param host whose commands, as those of the clusters, are not recorded: the record would be in the database that
     *     they start
     * @throws dev.understudy.model.fault.FaultException when it does not start or another Understudy performs it
     */
    public static ControlPlane open(Project project, Home home, Host host, LocalClusters clusters) {
        return project.control()
                .map(external -> new ControlPlane(
                        ControlDatabase.open(
                                external.jdbcUrl(),
                                external.user(),
                                external.password().resolve(System.getenv()).reveal()),
                        () -> {}))
                .orElseGet(() -> embedded(home, host, clusters));
    }

    private static ControlPlane embedded(Home home, Host host, LocalClusters clusters) {
        Cluster cluster = cluster(home, host);
        clusters.create(cluster);
        clusters.start(cluster);
        clusters.createDatabase(cluster, DATABASE);
        ControlDatabase database = ControlDatabase.open(
                "jdbc:postgresql://127.0.0.1:" + cluster.port() + "/" + DATABASE,
                LocalClusters.SUPERUSER,
                clusters.superuserPassword(cluster));
        KeptCluster kept = new KeptCluster(clusters, cluster);
        kept.start();
        return new ControlPlane(database, kept::close);
    }

    /** The embedded cluster. Its port is chosen once and kept. */
    static Cluster cluster(Home home, Host host) {
        Path folder = home.control();
        Path kept = folder.resolve("port");
        if (!host.exists(kept)) {
            host.write(kept, Integer.toString(freePort()), "0600", null);
        }
        return new Cluster(
                "control",
                folder.resolve("pgdata"),
                folder.resolve("run"),
                Integer.parseInt(host.read(kept).strip()),
                Purpose.CONTROL,
                folder.resolve("run").resolve("postgresql.log"));
    }

    public ControlDatabase database() {
        return database;
    }

    /** Closes the connections, and stops the cluster where it is embedded. */
    @Override
    public void close() {
        database.close();
        stop.run();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
