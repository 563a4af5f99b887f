package dev.understudy.engine.step;

import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.fault.FaultException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A look at what may be slow because all others go first: it goes with them after a while, and when it does not succeed before
 * that, it is looked at again.
 */
public final class Hurried implements Step {

    private final Step step;
    private final Duration patience;
    private final Consumer<StepContext> hurry;

    /**
     * @param patience how long it comes last: on a busy machine that may be for ever
     * @param hurry lets it go with all others
     */
    public Hurried(Step step, Duration patience, Consumer<StepContext> hurry) {
        this.step = step;
        this.patience = patience;
        this.hurry = hurry;
    }

    @Override
    public String name() {
        return step.name();
    }

    @Override
    public Outcome apply(StepContext context) {
        AtomicBoolean hurried = new AtomicBoolean();
        Thread hurrying = Thread.ofVirtual().start(() -> hurryLater(context, hurried));
        try {
            Outcome outcome = step.apply(context);
            if (!(outcome instanceof Outcome.Failed) || hurried.get()) {
                return outcome;
            }
        } catch (FaultException failure) {
            context.checkCancelled();
            if (hurried.get()) {
                throw failure;
            }
        } finally {
            hurrying.interrupt();
        }
        hurry.accept(context);
        return step.apply(context);
    }

    private void hurryLater(StepContext context, AtomicBoolean hurried) {
        try {
            Thread.sleep(patience);
            hurried.set(true);
            hurry.accept(context);
        } catch (InterruptedException inTime) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public List<String> plan(StepContext context) {
        return step.plan(context);
    }
}
