package dev.understudy.targets.postgres;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.fence.Fence;
import dev.understudy.targets.host.SystemUsers;
import dev.understudy.targets.postgres.Cluster.Confinement;
import dev.understudy.targets.volume.Volumes;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Clusters of which those that are confined have their fence closed before their server runs, each time: a foreign server,
 * a subscription or a program that production's data names is reached by no copy, nor by production's own server, which
 * has nobody to call.
 */
public final class FencedClusters implements Clusters {

    private final Clusters clusters;
    private final Fence fence;
    private final SystemUsers users;

    public FencedClusters(Clusters clusters, Fence fence, SystemUsers users) {
        this.clusters = clusters;
        this.fence = fence;
        this.users = users;
    }

    @Override
    public void create(Cluster cluster) {
        confine(cluster);
        clusters.create(cluster);
    }

    /**
     * {@inheritDoc}
     *
     * @throws dev.understudy.model.fault.FaultException {@code fence.impossible} where the cluster must not reach the
     *     network and no fence can be made
     */
    @Override
    public void start(Cluster cluster) {
        confine(cluster);
        clusters.start(cluster);
    }

    @Override
    public void takeIn(Cluster cluster, ForeignNames names) {
        confine(cluster);
        clusters.takeIn(cluster, names);
    }

    private void confine(Cluster cluster) {
        Confinement confinement = cluster.confinement();
        if (confinement == null) {
            return;
        }
        String user = confinement.user();
        if (!user.isEmpty()) {
            users.ensure(user);
        }
        if (!user.isEmpty() && fence.possible()) {
            // It calls nobody, not even itself.
            fence.close(user, List.of(), confinement.served());
        } else if (confinement.required()) {
            throw Fault.refused("fence.impossible", cluster.name()).exception();
        }
    }

    @Override
    public void stop(Cluster cluster) {
        clusters.stop(cluster);
    }

    @Override
    public boolean running(Cluster cluster) {
        return clusters.running(cluster);
    }

    @Override
    public Optional<Fault> trouble(Cluster cluster) {
        return clusters.trouble(cluster);
    }

    @Override
    public String renewOdooPassword(Cluster cluster) {
        return clusters.renewOdooPassword(cluster);
    }

    @Override
    public void createDatabase(Cluster cluster, String database) {
        clusters.createDatabase(cluster, database);
    }

    @Override
    public void keepOnly(Cluster cluster, String database) {
        clusters.keepOnly(cluster, database);
    }

    @Override
    public Doors database(Cluster cluster, String database) {
        return clusters.database(cluster, database);
    }

    @Override
    public void checkpoint(Cluster cluster) {
        clusters.checkpoint(cluster);
    }

    @Override
    public DdlLog ddlLog(Cluster cluster) {
        return clusters.ddlLog(cluster);
    }

    @Override
    public CopyTimes copyLive(
            Cluster source, String database, Path sourceData, Volumes volumes, Path target, Path targetData) {
        return clusters.copyLive(source, database, sourceData, volumes, target, targetData);
    }
}
