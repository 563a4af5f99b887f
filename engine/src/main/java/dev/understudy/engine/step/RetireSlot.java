package dev.understudy.engine.step;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.control.Traffic;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.targets.runtime.Instance.Slot;
import java.time.Duration;
import java.util.List;

/** Stops the slot that served before, when it has answered all that it had taken. */
public final class RetireSlot implements Step {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Environments environments;
    private final EnvironmentControl control;
    private final Traffic traffic;

    public RetireSlot(Environments environments, EnvironmentControl control, Traffic traffic) {
        this.environments = environments;
        this.control = control;
        this.traffic = traffic;
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
        Slot before = SlotChange.before(context);
        String left = traffic.drain(environment, before, PATIENCE);
        control.stopWeb(environment, before, PATIENCE);
        return Outcome.done(left);
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of("stop the slot that served " + context.request().environment() + ", when it has answered all");
    }
}
