package dev.understudy.engine.step.adoption;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import java.util.List;

/** Starts the old installation, and waits until it serves. Undone by stopping it. */
public final class StartFollowed implements Step {

    private final Environments environments;
    private final Followed followed;

    public StartFollowed(Environments environments, Followed followed) {
        this.environments = environments;
        this.followed = followed;
    }

    @Override
    public String name() {
        return "start-followed";
    }

    @Override
    public boolean reversible() {
        return true;
    }

    @Override
    public Outcome apply(StepContext context) {
        followed.odoo()
                .start(followed.settings(environments.get(context.request().environment())));
        return Outcome.done("login-answers");
    }

    @Override
    public void undo(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        followed.odoo().stop(followed.settings(environment), followed.seen(environment));
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of(String.join(
                " ",
                followed.settings(environments.get(context.request().environment()))
                        .start()));
    }
}
