package dev.understudy.engine.step.checks;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.run.Said;
import dev.understudy.targets.runtime.Instance.Slot;
import dev.understudy.targets.runtime.ProbeSession;
import dev.understudy.targets.runtime.Serving;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Opens Odoo as somebody who has signed in, with the session that {@link TryOut} or {@link SignIn} made, and signs out; they do so too when they are undone. */
public final class ProbeSignedIn implements Step {

    private static final int ERRORS = 400;

    private final Environments environments;
    private final EnvironmentControl control;
    private final Function<StepContext, Slot> slot;
    private final WarmUp warmUp;

    /**
     * Asks a slot.
     *
     * @param slot which, from the run
     * @param warmUp of the slot, once it has opened
     */
    public ProbeSignedIn(
            Environments environments, EnvironmentControl control, Function<StepContext, Slot> slot, WarmUp warmUp) {
        this.environments = environments;
        this.control = control;
        this.slot = slot;
        this.warmUp = warmUp;
    }

    @Override
    public String name() {
        return "probe-signed-in";
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        ProbeSession session = control.probeSession(environment);
        try {
            Optional<String> id = session.id();
            Slot asked = slot.apply(context);
            Outcome outcome = id.map(
                            known -> judge(environment, control.slots().awaitSignedIn(environment, asked, known)))
                    .orElseGet(() -> Outcome.done("no-session"));
            return outcome instanceof Outcome.Done done
                    ? warmUp.warm(environment, asked, id)
                            .map(warmed -> Outcome.done(Said.all(done.detail(), warmed.told())))
                            .orElse(outcome)
                    : outcome;
        } finally {
            session.remove();
        }
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of("open " + context.request().environment() + " as somebody who has signed in");
    }

    private static Outcome judge(Environment environment, Serving.Answer answer) {
        if (answer.signedIn()) {
            return Outcome.done("signed-in-answers");
        }
        if (answer.status() == 0 || answer.status() >= ERRORS) {
            return Outcome.failed(
                    Fault.failed("probe.signed-in", answer.shown()).at(environment.name()));
        }
        // An addon may send people elsewhere, to a second factor or a new password.
        return Outcome.done("passed-over", answer.shown());
    }
}
