package dev.understudy.engine.step.code;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.database.OdooDatabases;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.serving.SlotChange;
import dev.understudy.odoo.update.ModuleRow;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Loads Odoo with the release's code before anybody waits for it: for the update, and for the web instance of the slot
 * that is free. Undone by ending what was loaded.
 */
public final class LoadOdoo implements Step {

    private final Environments environments;
    private final EnvironmentControl control;
    private final OdooDatabases databases;

    public LoadOdoo(Environments environments, EnvironmentControl control, OdooDatabases databases) {
        this.environments = environments;
        this.control = control;
        this.databases = databases;
    }

    @Override
    public String name() {
        return "load-odoo";
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        SlotChange.decide(context, environment);
        control.slots()
                .load(
                        environment,
                        SlotChange.beside(context),
                        context.request().release(),
                        databases.of(control.database(environment)).modules().stream()
                                .map(ModuleRow::name)
                                .collect(Collectors.toSet()));
        return Outcome.done();
    }

    @Override
    public void undo(StepContext context) {
        environments.find(context.request().environment()).ifPresent(control.slots()::unload);
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of(
                "load Odoo with the code of " + context.request().release() + ", for the update and the web instance");
    }
}
