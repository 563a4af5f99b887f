package dev.understudy.engine.step.branch;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.data.CopyProduction;
import dev.understudy.model.config.EnvironmentSettings;
import dev.understudy.model.config.Project;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.postgres.Clusters;
import dev.understudy.targets.volume.Volume;
import dev.understudy.targets.volume.Volumes;
import java.util.List;
import java.util.function.Supplier;

/**
 * Keeps a copy of what was just copied of production and made harmless, from which the databases of branches are cut.
 */
public final class KeepBranchBase implements Step {

    private final Supplier<Project> project;
    private final Environments environments;
    private final EnvironmentControl control;
    private final Clusters clusters;
    private final Volumes volumes;
    private final BranchVolumes branches;

    public KeepBranchBase(
            Supplier<Project> project,
            Environments environments,
            EnvironmentControl control,
            Clusters clusters,
            Volumes volumes,
            Host host) {
        this.project = project;
        this.environments = environments;
        this.control = control;
        this.clusters = clusters;
        this.volumes = volumes;
        this.branches = new BranchVolumes(volumes, host);
    }

    @Override
    public String name() {
        return "keep-branch-base";
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment copy = environments.get(context.request().environment());
        Volume next = volumes.volume(copy.name(), CopyProduction.NEXT);
        if (!volumes.exists(next)) {
            return Outcome.done("swapped-already");
        }
        if (!wanted(copy)) {
            volumes.delete(branches.baseOfCopy(copy));
            return Outcome.done("branches-without-databases");
        }
        clusters.stop(control.nextCluster(copy, next));
        branches.keepOfCopy(copy, next, CopyProduction.sourceRelease(context), context.now());
        return Outcome.done("branches-cut-from-it");
    }

    private boolean wanted(Environment copy) {
        return project.get()
                .environment(copy.name())
                .filter(EnvironmentSettings::perBranch)
                .isPresent();
    }

    @Override
    public List<String> plan(StepContext context) {
        return environments
                .find(context.request().environment())
                .filter(this::wanted)
                .map(copy -> List.of("keep a copy of it, from which databases of branches are cut"))
                .orElse(List.of());
    }
}
