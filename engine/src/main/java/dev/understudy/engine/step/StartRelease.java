package dev.understudy.engine.step;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environment.State;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.targets.runtime.Instance.Slot;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Starts the web instance with the release's code in the slot that was free, where {@link LoadOdoo} has loaded it, and
 * which is the environment's from here on. Undone by stopping it, until the steps before it are undone too.
 */
public final class StartRelease implements Step {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Environments environments;
    private final EnvironmentControl control;

    public StartRelease(Environments environments, EnvironmentControl control) {
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
        Slot beside = SlotChange.beside(context);
        control.startWeb(environment, beside, context.request().release());
        environments.save(environment.servedBy(beside));
        control.unload(environment);
        return Outcome.done("slot " + beside.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void undo(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        // Should undoing not succeed, nobody starts the old code on the new data.
        Environment before = environment.servedBy(SlotChange.before(context)).in(State.MAINTENANCE);
        environments.save(before);
        control.stopOdoo(before, PATIENCE);
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of("start the web instance of " + context.request().environment() + " in its other slot");
    }
}
