package dev.understudy.engine.step.checks;

import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.config.Project;
import dev.understudy.model.config.WatchSettings.Then;
import dev.understudy.model.fault.Fault;
import java.util.List;
import java.util.function.Supplier;

/** A {@link TryOut} of what serves already, so that nobody waits for it. What does not work is a breach of the watch. */
public final class TryOutServed implements Step {

    private final Supplier<Project> project;
    private final TryOut tryOut;

    public TryOutServed(Supplier<Project> project, TryOut tryOut) {
        this.project = project;
        this.tryOut = tryOut;
    }

    @Override
    public String name() {
        return tryOut.name();
    }

    @Override
    public Outcome apply(StepContext context) {
        Outcome outcome = tryOut.apply(context);
        return outcome instanceof Outcome.Failed(Fault fault)
                        && project.get().watch(context.request().environment()).then() == Then.CALL
                ? new Outcome.Warned(fault)
                : outcome;
    }

    @Override
    public void undo(StepContext context) {
        tryOut.undo(context);
    }

    @Override
    public List<String> plan(StepContext context) {
        return tryOut.plan(context);
    }
}
