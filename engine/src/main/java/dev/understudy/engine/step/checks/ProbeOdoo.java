package dev.understudy.engine.step.checks;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.database.OdooDatabases;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environment.State;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.fault.Fault;
import dev.understudy.targets.runtime.Instance.Slot;
import java.util.List;
import java.util.function.Function;

/** Waits until the login page really is served, and checks that no module is left in the middle of a change. */
public final class ProbeOdoo implements Step {

    private final Environments environments;
    private final EnvironmentControl control;
    private final OdooDatabases databases;
    private final Function<StepContext, Slot> slot;

    /**
     * Probes the slot that {@code slot} tells.
     *
     * @param slot from the run
     */
    public ProbeOdoo(
            Environments environments,
            EnvironmentControl control,
            OdooDatabases databases,
            Function<StepContext, Slot> slot) {
        this.environments = environments;
        this.control = control;
        this.databases = databases;
        this.slot = slot;
    }

    @Override
    public String name() {
        return "probe";
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        control.slots().awaitServing(environment, slot.apply(context));
        List<String> pending = databases.of(control.database(environment)).pendingModules();
        if (!pending.isEmpty()) {
            return Outcome.failed(Fault.failed("odoo.modules-pending", String.join(", ", pending))
                    .at(environment.name()));
        }
        environments.save(environments.get(environment.name()).in(State.READY));
        return Outcome.done("login-answers");
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of("wait for the login page of " + context.request().environment());
    }
}
