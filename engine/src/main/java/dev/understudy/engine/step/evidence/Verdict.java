package dev.understudy.engine.step.evidence;

import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.fault.Fault;
import java.util.Optional;

/** Ends a rehearsal as what it has shown: the run fails when the release must not be deployed. */
public final class Verdict implements Step {

    @Override
    public String name() {
        return "verdict";
    }

    @Override
    public Outcome apply(StepContext context) {
        Optional<Fault> finding = Findings.get(context);
        return finding.<Outcome>map(Outcome.Failed::new)
                .orElseGet(
                        () -> Outcome.done("may-be-deployed", context.request().release()));
    }
}
