package dev.understudy.engine.step.serving;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import java.util.List;

/**
 * Restarts PostgreSQL while no Odoo runs, for who asks for it: a method that wants a fresh server on the day, or settings
 * that count from its next start.
 */
public final class RestartDatabase implements Step {

    /** The argument of a run that asks for it. */
    public static final String ARGUMENT = "restart-database";

    private final Environments environments;
    private final EnvironmentControl control;

    public RestartDatabase(Environments environments, EnvironmentControl control) {
        this.environments = environments;
        this.control = control;
    }

    @Override
    public String name() {
        return "restart-database";
    }

    @Override
    public Outcome apply(StepContext context) {
        if (!context.request().flag(ARGUMENT)) {
            return Outcome.done("not-asked");
        }
        Environment environment = environments.get(context.request().environment());
        control.exclusively(environment.name(), () -> {
            control.stopDatabase(environment);
            control.reviveDatabase(environment);
        });
        return Outcome.done("restarted");
    }

    @Override
    public boolean applies(StepContext context) {
        return context.request().flag(ARGUMENT);
    }

    @Override
    public List<String> plan(StepContext context) {
        return context.request().flag(ARGUMENT)
                ? List.of("stop PostgreSQL of " + context.request().environment() + ", and start it again")
                : List.of();
    }
}
