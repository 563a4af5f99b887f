package dev.understudy.engine.step;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environment.State;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import java.time.Duration;
import java.util.List;

/** Starts the environment's web instance with the release that it has. Undone by stopping it, until the steps before it are undone too. */
public final class StartOdoo implements Step {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Environments environments;
    private final EnvironmentControl control;

    public StartOdoo(Environments environments, EnvironmentControl control) {
        this.environments = environments;
        this.control = control;
    }

    @Override
    public String name() {
        return "start-odoo";
    }

    @Override
    public boolean reversible() {
        return true;
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        control.startWeb(environment, environment.slot(), environment.release());
        return Outcome.done();
    }

    @Override
    public void undo(StepContext context) {
        environments.find(context.request().environment()).ifPresent(environment -> {
            // Should undoing not succeed, nobody starts the old code on the new data.
            environments.save(environment.in(State.MAINTENANCE));
            control.stopOdoo(environment, PATIENCE);
        });
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of("start the web instance of " + context.request().environment());
    }
}
