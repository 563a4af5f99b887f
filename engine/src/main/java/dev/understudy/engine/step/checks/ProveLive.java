package dev.understudy.engine.step.checks;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.database.OdooDatabases;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.fault.Fault;
import java.util.List;

/**
 * Production's data is not neutralized: its mail would go nowhere, its crons would not run, and nobody would notice for days.
 * Odoo's own command does that in a moment, and so does a migration script that was written for a test. One that was brought
 * in so on purpose is known.
 */
public final class ProveLive implements Step {

    private final String name;
    private final Environments environments;
    private final EnvironmentControl control;
    private final OdooDatabases databases;

    /**
     * @param name of the step
     */
    public ProveLive(String name, Environments environments, EnvironmentControl control, OdooDatabases databases) {
        this.name = name;
        this.environments = environments;
        this.control = control;
        this.databases = databases;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        if (!environment.isProduction() || environment.neutralized()) {
            return Outcome.done("not-for", environment.name());
        }
        return databases.of(control.database(environment)).neutralized()
                ? Outcome.failed(Fault.refused("production.neutralized", environment.name()))
                : Outcome.done("not-neutralized");
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of("look whether the data of " + context.request().environment() + " is neutralized");
    }
}
