package dev.understudy.engine.step;

import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.run.Said;
import dev.understudy.targets.host.Beside;
import java.util.List;
import java.util.stream.Stream;

/** A step, and a look that changes nothing taken meanwhile. The first names both, and alone has something to undo. */
public final class AtOnce implements Step {

    private final Step first;
    private final Step second;

    public AtOnce(Step first, Step second) {
        this.first = first;
        this.second = second;
    }

    @Override
    public String name() {
        return first.name();
    }

    @Override
    public Outcome apply(StepContext context) {
        try (Beside<Outcome> other = Beside.begin(second.name(), () -> second.apply(context))) {
            Outcome outcome = first.apply(context);
            return outcome instanceof Outcome.Done(Said seen) ? and(seen, other.result()) : outcome;
        }
    }

    private static Outcome and(Said seen, Outcome other) {
        return other instanceof Outcome.Done(Said also) ? Outcome.done(Said.all(seen, also)) : other;
    }

    @Override
    public void undo(StepContext context) {
        first.undo(context);
    }

    @Override
    public List<String> plan(StepContext context) {
        return Stream.concat(first.plan(context).stream(), second.plan(context).stream())
                .toList();
    }
}
