package dev.understudy.engine.step.serving;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.run.Said;
import dev.understudy.targets.runtime.Instance.Role;
import java.time.Duration;
import java.util.List;

/** Stops the slot that served before, when it has answered all that it had taken. */
public final class RetireSlot implements Step {

    /** For imports; users are served by the other slot, but the next run waits. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Environments environments;
    private final EnvironmentControl control;

    public RetireSlot(Environments environments, EnvironmentControl control) {
        this.environments = environments;
        this.control = control;
    }

    @Override
    public String name() {
        return "retire-slot";
    }

    @Override
    public boolean essential() {
        return false;
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        control.slots().raise(environment, Role.CRON, environment.slot());
        context.progress(Said.of("up-to", PATIENCE));
        return Outcome.done(control.slots().retireWeb(environment, SlotChange.before(context), PATIENCE));
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of("stop the slot that served " + context.request().environment() + ", when it has answered all");
    }
}
