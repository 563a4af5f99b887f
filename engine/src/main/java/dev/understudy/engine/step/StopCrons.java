package dev.understudy.engine.step;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import java.time.Duration;
import java.util.List;

/** Stops the crons when their running jobs have finished, while users are still served. Undone by starting them again. */
public final class StopCrons implements Step {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Environments environments;
    private final EnvironmentControl control;

    public StopCrons(Environments environments, EnvironmentControl control) {
        this.environments = environments;
        this.control = control;
    }

    @Override
    public String name() {
        return "stop-crons";
    }

    @Override
    public boolean reversible() {
        return true;
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        control.stopCron(environment, environment.slot(), PATIENCE);
        return Outcome.done();
    }

    @Override
    public void undo(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        control.startCron(environment, environment.slot(), environment.release());
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of("stop the crons of " + context.request().environment());
    }
}
