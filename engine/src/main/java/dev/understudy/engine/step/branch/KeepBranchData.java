package dev.understudy.engine.step.branch;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.volume.Volumes;

/** Notes that a branch's database serves with what stands on the branch, and lets go of how it was before. */
public final class KeepBranchData implements Step {

    private final Environments environments;
    private final EnvironmentControl control;
    private final Volumes volumes;
    private final Host host;

    public KeepBranchData(Environments environments, EnvironmentControl control, Volumes volumes, Host host) {
        this.environments = environments;
        this.control = control;
        this.volumes = volumes;
        this.host = host;
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
        BringBranchData.settle(context, environments, control, volumes, host);
        return Outcome.done();
    }
}
