package dev.understudy.engine.step.branch;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environment.State;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.branch.BranchVolumes.Note;
import dev.understudy.engine.step.code.FirstRelease;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.volume.Volume;
import dev.understudy.targets.volume.Volumes;
import java.util.function.Function;

/** Notes that a branch's database serves with what stands on the branch, and lets go of how it was before. */
public final class KeepBranchData implements Step {

    private final Environments environments;
    private final EnvironmentControl control;
    private final Volumes volumes;
    private final BranchVolumes branches;
    private final Function<Environment, String> dataModel;

    /** @param dataModel the fingerprint of what an environment's database holds */
    public KeepBranchData(
            Environments environments,
            EnvironmentControl control,
            Volumes volumes,
            Host host,
            Function<Environment, String> dataModel) {
        this.environments = environments;
        this.control = control;
        this.volumes = volumes;
        this.branches = new BranchVolumes(volumes, host);
        this.dataModel = dataModel;
    }

    @Override
    public String name() {
        return "keep-branch-data";
    }

    @Override
    public boolean cancellable() {
        return false;
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        Volume live = control.live(environment);
        String release = FirstRelease.orAsked(context);
        String model = dataModel.apply(environment);
        Note before =
                branches.note(live).orElseGet(() -> new Note(BranchRelease.branch(context), release, context.now()));
        branches.note(live, before.brought(release, context.now(), model));
        volumes.delete(branches.volume(environment, "before-" + context.runId()));
        branches.forgetOld(environment);
        environments.save(environments.get(environment.name()).in(State.READY));
        return Outcome.done("data-model", model);
    }
}
