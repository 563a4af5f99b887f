package dev.understudy.engine.step;

import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.fault.FaultException;
import java.util.List;
import java.util.function.Consumer;

/** A look at what may be too slow because it comes last: when it does not succeed, it is looked at again as one of all. */
public final class Hurried implements Step {

    private final Step step;
    private final Consumer<StepContext> hurry;

    /** @param hurry lets it go with all others */
    public Hurried(Step step, Consumer<StepContext> hurry) {
        this.step = step;
        this.hurry = hurry;
    }

    @Override
    public String name() {
        return step.name();
    }

    @Override
    public Outcome apply(StepContext context) {
        try {
            Outcome outcome = step.apply(context);
            if (!(outcome instanceof Outcome.Failed)) {
                return outcome;
            }
        } catch (FaultException tooSlow) {
            context.checkCancelled();
        }
        hurry.accept(context);
        return step.apply(context);
    }

    @Override
    public List<String> plan(StepContext context) {
        return step.plan(context);
    }
}
