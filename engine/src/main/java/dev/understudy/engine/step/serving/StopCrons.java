package dev.understudy.engine.step.serving;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.checks.KnownErrors;
import dev.understudy.engine.step.checks.NewLogErrors;
import java.time.Duration;
import java.util.List;

/**
 * Stops the crons when their running jobs have finished, while users are still served, and notes which errors were logged
 * before anything changed. Undone by starting them again.
 */
public final class StopCrons implements Step {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Environments environments;
    private final EnvironmentControl control;
    private final NewLogErrors logErrors;

    public StopCrons(Environments environments, EnvironmentControl control, NewLogErrors logErrors) {
        this.environments = environments;
        this.control = control;
        this.logErrors = logErrors;
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
        KnownErrors.keep(context, logErrors.known(environment));
        control.slots().stopCron(environment, environment.slot(), PATIENCE);
        return Outcome.done();
    }

    @Override
    public void undo(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        control.slots().startCron(environment, environment.slot(), environment.release());
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of("stop the crons of " + context.request().environment());
    }
}
