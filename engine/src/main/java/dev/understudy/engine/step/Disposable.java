package dev.understudy.engine.step;

import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import java.util.List;

/** A step whose effects go with the environment that the run has made: nothing of it is undone. */
public final class Disposable implements Step {

    private final Step step;

    public Disposable(Step step) {
        this.step = step;
    }

    @Override
    public String name() {
        return step.name();
    }

    @Override
    public Outcome apply(StepContext context) {
        return step.apply(context);
    }

    @Override
    public List<String> plan(StepContext context) {
        return step.plan(context);
    }
}
