package dev.understudy.engine.step.adoption;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environment.State;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import java.util.List;

/**
 * Lets production's requests through to the old installation, those that were held first. Production here is the quiet copy
 * of it from then on. There is no way back: users write there.
 */
public final class LeadBack implements Step {

    private final Environments environments;
    private final EnvironmentControl control;
    private final Followed followed;

    public LeadBack(Environments environments, EnvironmentControl control, Followed followed) {
        this.environments = environments;
        this.control = control;
        this.followed = followed;
    }

    @Override
    public String name() {
        return "lead-back";
    }

    @Override
    public boolean cancellable() {
        return false;
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment environment =
                environments.get(context.request().environment()).withQuiet(true);
        environments.save(environment);
        followed.traffic().open(environment);
        // What serves the copy is started by who keeps all environments running.
        environments.save(control.enclose(environment).in(State.READY));
        return Outcome.done();
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of("let requests through to the old installation");
    }
}
