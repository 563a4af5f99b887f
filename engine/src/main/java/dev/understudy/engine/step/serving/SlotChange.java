package dev.understudy.engine.step.serving;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.targets.runtime.Instance.Slot;

/** From which slot to which a run changes: decided once, whatever happens to the environment meanwhile. */
public final class SlotChange {

    private SlotChange() {}

    /** Decides for the slot that is free now, where nothing was decided before. */
    public static void decide(StepContext context, Environment environment) {
        if (!decided(context)) {
            context.put(Facts.SLOT_BEFORE, environment.slot().name());
        }
    }

    public static boolean decided(StepContext context) {
        return context.fact(Facts.SLOT_BEFORE).isPresent();
    }

    /** The slot that served before the run. */
    public static Slot before(StepContext context) {
        return Slot.valueOf(context.need(Facts.SLOT_BEFORE));
    }

    /** The environment in the slot that served before the run, where the run changes it. */
    public static Environment undone(StepContext context, Environment environment) {
        return decided(context) ? environment.servedBy(before(context)) : environment;
    }

    /** The slot that was free before the run. */
    public static Slot beside(StepContext context) {
        return before(context).other();
    }
}
