package dev.understudy.engine.step.checks;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.release.CodeAlone;
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
    private final CodeAlone codeAlone;

    public CheckRehearsed(Environments environments, RehearsalGate gate, CodeAlone codeAlone) {
        this.environments = environments;
        this.gate = gate;
        this.codeAlone = codeAlone;
    }

    @Override
    public String name() {
        return "check-rehearsal";
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        String release = context.request().release();
        if (context.request().flag(CodeAlone.ARGUMENT) && !codeAlone.suffices(release, environment)) {
            return Outcome.failed(Fault.refused("release.not-code-alone", release));
        }
        Optional<Fault> closed = gate.closed(release, environment);
        return closed.<Outcome>map(Outcome.Failed::new).orElseGet(Outcome::done);
    }
}
