package dev.understudy.engine.crash;

import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;

/** A step with points around what it does: after the journal knows that it begins, and before it knows the outcome. */
record MortalStep(Step step) implements Step {

    @Override
    public String name() {
        return step.name();
    }

    @Override
    public boolean reversible() {
        return step.reversible();
    }

    @Override
    public boolean cancellable() {
        return step.cancellable();
    }

    @Override
    public boolean essential() {
        return step.essential();
    }

    @Override
    public Outcome apply(StepContext context) {
        Mortality.point("before apply of " + name());
        Outcome outcome = step.apply(new MortalContext(context));
        Mortality.point("after apply of " + name());
        return outcome;
    }

    @Override
    public void undo(StepContext context) {
        Mortality.point("before undo of " + name());
        step.undo(new MortalContext(context));
        Mortality.point("after undo of " + name());
    }
}
