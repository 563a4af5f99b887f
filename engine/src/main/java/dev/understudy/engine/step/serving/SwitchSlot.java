package dev.understudy.engine.step.serving;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.control.Traffic;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.targets.runtime.Instance.Role;
import dev.understudy.targets.runtime.Instance.Slot;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Lets requests through to the slot that was started beside: from one request to the next, with none held and none
 * refused. The crons follow. The slot that served goes on with what it has begun. Undone by switching back.
 */
public final class SwitchSlot implements Step {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Environments environments;
    private final EnvironmentControl control;
    private final Traffic traffic;
    private final Function<StepContext, String> release;

    /**
     * Switches to the code that {@code release} tells.
     *
     * @param release the id of the release, from the run
     */
    public SwitchSlot(
            Environments environments,
            EnvironmentControl control,
            Traffic traffic,
            Function<StepContext, String> release) {
        this.environments = environments;
        this.control = control;
        this.traffic = traffic;
        this.release = release;
    }

    @Override
    public String name() {
        return "switch";
    }

    @Override
    public boolean reversible() {
        return true;
    }

    @Override
    public Outcome apply(StepContext context) {
        Slot beside = SlotChange.beside(context);
        String code = release.apply(context);
        Environment served = go(environments.get(context.request().environment()), beside, code);
        // It loads all code anew: a core's work for some seconds, beside users who have just changed slots.
        control.slots().startCronLast(served, beside, code);
        return Outcome.done("slot", beside.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void undo(StepContext context) {
        Slot before = SlotChange.before(context);
        String own = context.need(Facts.OWN_RELEASE);
        Environment environment = control.withDatabase(
                environments.get(context.request().environment()).servedBy(before));
        control.slots().startCron(go(environment, before, own), before, own);
    }

    private Environment go(Environment environment, Slot to, String code) {
        // What stood there may have been killed since it was looked at.
        control.slots().startWeb(environment, to, code);
        control.slots().raise(environment, Role.WEB, to);
        control.slots().awaitServing(environment, to);
        // Two crons never run at a time: they would run different code on the same jobs.
        control.slots().stopCron(environment, to.other(), PATIENCE);
        Environment served = environment.servedBy(to);
        traffic.open(served);
        environments.save(served);
        return served;
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of(
                "let requests through to the slot that was started",
                "stop the crons of the slot that served, start those of the other");
    }
}
