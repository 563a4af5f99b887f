package dev.understudy.server.control;

import dev.understudy.engine.control.Rounds;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.postgres.LocalClusters;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A cluster that is started again when it dies, until it is closed. */
final class KeptCluster implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KeptCluster.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final LocalClusters clusters;
    private final Cluster cluster;
    private final Rounds rounds;
    private boolean closed;

    /** One that runs. */
    KeptCluster(LocalClusters clusters, Cluster cluster) {
        this.clusters = clusters;
        this.cluster = cluster;
        this.rounds = new Rounds("control-plane", this::look, PAUSE);
    }

    void start() {
        rounds.start();
    }

    /** One look: starts it when it does not run, and is to. */
    synchronized void look() {
        if (!closed && !clusters.running(cluster)) {
            LOG.warn("The control plane's PostgreSQL does not run: it is started again");
            clusters.start(cluster);
        }
    }

    /** Stops the cluster. A start that is under way comes to its end first: of one that is cut off something may go on. */
    @Override
    public synchronized void close() {
        closed = true;
        rounds.close();
        clusters.stop(cluster);
    }
}
