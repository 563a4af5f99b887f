package dev.understudy.engine.step.branch;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import java.util.List;

/** A step that is for copies of production alone: other data was never anybody's. */
public final class OfCopies implements Step {

    private final Environments environments;
    private final Step step;

    public OfCopies(Environments environments, Step step) {
        this.environments = environments;
        this.step = step;
    }

    @Override
    public String name() {
        return step.name();
    }

    @Override
    public Outcome apply(StepContext context) {
        return copy(context) ? step.apply(context) : Outcome.done("no-copy");
    }

    @Override
    public boolean applies(StepContext context) {
        return copy(context) && step.applies(context);
    }

    @Override
    public List<String> plan(StepContext context) {
        return copy(context) ? step.plan(context) : List.of();
    }

    private boolean copy(StepContext context) {
        return environments
                .find(context.request().environment())
                .filter(Environment::isCopy)
                .isPresent();
    }
}
