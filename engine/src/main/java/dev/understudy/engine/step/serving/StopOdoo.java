package dev.understudy.engine.step.serving;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environment.State;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.engine.step.checks.NewLogErrors;
import java.time.Duration;
import java.util.List;

/**
 * Stops the crons, then the web instance when its running requests have finished; at once when all had been answered
 * before. Undone by starting both again.
 */
public final class StopOdoo implements Step {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Enough to say goodbye: workers that have nothing to do still wait for their next look around. */
    private static final Duration IDLE = Duration.ofMillis(200);

    private final Environments environments;
    private final EnvironmentControl control;
    private final NewLogErrors logErrors;

    public StopOdoo(Environments environments, EnvironmentControl control, NewLogErrors logErrors) {
        this.environments = environments;
        this.control = control;
        this.logErrors = logErrors;
    }

    @Override
    public String name() {
        return "stop-odoo";
    }

    @Override
    public boolean reversible() {
        return true;
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment environment =
                environments.get(context.request().environment()).in(State.MAINTENANCE);
        environments.save(environment);
        control.stopOdoo(environment, context.fact(Facts.DRAINED).isPresent() ? IDLE : PATIENCE);
        return Outcome.done();
    }

    @Override
    public void undo(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        logErrors.blame(environment, context.startedAt(), context.now());
        control.startOdoo(control.withDatabase(environment));
        control.awaitServing(environment);
        environments.save(environments.get(environment.name()).in(State.READY));
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of("stop the cron and web instances of " + context.request().environment());
    }
}
