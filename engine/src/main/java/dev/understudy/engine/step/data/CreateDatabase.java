package dev.understudy.engine.step.data;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.PrivateTree;
import dev.understudy.targets.postgres.Clusters;
import dev.understudy.targets.volume.Volume;
import dev.understudy.targets.volume.Volumes;
import java.util.List;

/** Makes the environment's volume, its cluster and an empty database. Whatever an earlier try left is made anew. */
public final class CreateDatabase implements Step {

    private final Environments environments;
    private final EnvironmentControl control;
    private final Clusters clusters;
    private final Volumes volumes;
    private final Host host;

    public CreateDatabase(
            Environments environments, EnvironmentControl control, Clusters clusters, Volumes volumes, Host host) {
        this.environments = environments;
        this.control = control;
        this.clusters = clusters;
        this.volumes = volumes;
        this.host = host;
    }

    @Override
    public String name() {
        return "create-database";
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        Volume live = control.live(environment);
        control.stopAllClusters(environment);
        volumes.delete(live);
        volumes.create(live);
        clusters.create(control.cluster(environment));
        control.startDatabase(environment);
        clusters.createDatabase(control.cluster(environment), environment.database());
        new PrivateTree(host).give(live.data(), environment.systemUser());
        return Outcome.done("port", Integer.toString(environment.postgresPort()));
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of("initdb --data-checksums for " + context.request().environment());
    }
}
