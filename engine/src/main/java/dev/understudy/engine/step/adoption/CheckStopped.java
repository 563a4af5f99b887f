package dev.understudy.engine.step.adoption;

import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;

/** Sees once more that the Odoo that production followed does not run: two would send every mail twice. */
public final class CheckStopped implements Step {

    private final Environments environments;
    private final Followed followed;

    public CheckStopped(Environments environments, Followed followed) {
        this.environments = environments;
        this.followed = followed;
    }

    @Override
    public String name() {
        return "check-stopped";
    }

    @Override
    public Outcome apply(StepContext context) {
        followed.odoo()
                .requireStopped(
                        followed.settings(environments.get(context.request().environment())));
        return Outcome.done();
    }
}
