package dev.understudy.engine.step.serving;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environment.State;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.code.LoadOdoo;
import dev.understudy.targets.runtime.Instance.Slot;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Starts the web instance with the code of a release in a slot, which is the environment's from here on; what {@link
 * LoadOdoo} has loaded there goes on. Undone by stopping it, until the steps before it are undone too.
 */
public final class StartOdoo implements Step {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Environments environments;
    private final EnvironmentControl control;
    private final Function<StepContext, String> release;
    private final Function<StepContext, Slot> slot;

    /**
     * Starts the code that {@code release} tells in the slot that {@code slot} tells.
     *
     * @param release the id of the release, from the run
     * @param slot from the run
     */
    public StartOdoo(
            Environments environments,
            EnvironmentControl control,
            Function<StepContext, String> release,
            Function<StepContext, Slot> slot) {
        this.environments = environments;
        this.control = control;
        this.release = release;
        this.slot = slot;
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
        Slot to = slot.apply(context);
        control.slots().startWeb(environment, to, release.apply(context));
        environments.save(environment.servedBy(to));
        control.slots().unload(environment);
        return Outcome.done("slot", to.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void undo(StepContext context) {
        environments.find(context.request().environment()).ifPresent(environment -> {
            // Should undoing not succeed, nobody starts the old code on the new data.
            Environment before = SlotChange.undone(context, environment).in(State.MAINTENANCE);
            environments.save(before);
            control.stopOdoo(before, PATIENCE);
        });
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of("start the web instance of " + context.request().environment());
    }
}
