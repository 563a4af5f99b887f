package dev.understudy.engine.step;

import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.release.RehearsalGate;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.fault.Fault;
import java.util.Optional;

/** Refuses a release whose rehearsal did not succeed on what the environment runs now. */
public final class CheckRehearsed implements Step {

    private final Environments environments;
    private final RehearsalGate gate;

    public CheckRehearsed(Environments environments, RehearsalGate gate) {
        this.environments = environments;
        this.gate = gate;
    }

    @Override
    public String name() {
        return "check-rehearsal";
    }

    @Override
    public Outcome apply(StepContext context) {
        Optional<Fault> closed = gate.closed(
                context.request().release(), environments.get(context.request().environment()));
        return closed.<Outcome>map(Outcome.Failed::new).orElseGet(Outcome::done);
    }
}
