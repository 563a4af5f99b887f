package dev.understudy.engine.control;

import dev.understudy.engine.environment.Environment;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.postgres.Clusters;
import dev.understudy.targets.postgres.Doors;
import dev.understudy.targets.volume.Volume;
import java.util.function.Function;

/** Looks into data that does not serve: into a restore point, while the environment goes on beside it. */
public final class SetAside {

    private final EnvironmentControl control;
    private final Clusters clusters;

    public SetAside(EnvironmentControl control, Clusters clusters) {
        this.control = control;
        this.clusters = clusters;
    }

    /**
     * Runs a cluster on a volume for as long as the look takes.
     *
     * @param look what is done with its database
     */
    public <T> T inside(Environment environment, Volume volume, Function<Doors, T> look) {
        Cluster aside = control.nextCluster(environment, volume);
        clusters.start(aside);
        try {
            return look.apply(clusters.database(aside, environment.database()));
        } finally {
            clusters.stop(aside);
        }
    }

    /** Ends the cluster of a look that was cut off. */
    public void stop(Environment environment, Volume volume) {
        clusters.stop(control.nextCluster(environment, volume));
    }
}
