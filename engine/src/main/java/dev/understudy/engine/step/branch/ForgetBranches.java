package dev.understudy.engine.step.branch;

import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.volume.Volumes;

/** Lets go of the databases of a copy's branches once production was copied anew: they are of one that is past. */
public final class ForgetBranches implements Step {

    private final Environments environments;
    private final BranchVolumes branches;

    public ForgetBranches(Environments environments, Volumes volumes, Host host) {
        this.environments = environments;
        this.branches = new BranchVolumes(volumes, host);
    }

    @Override
    public String name() {
        return "forget-branches";
    }

    @Override
    public boolean cancellable() {
        return false;
    }

    @Override
    public Outcome apply(StepContext context) {
        branches.forgetParked(environments.get(context.request().environment()));
        return Outcome.done();
    }
}
