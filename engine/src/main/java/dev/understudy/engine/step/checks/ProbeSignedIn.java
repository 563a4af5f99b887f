package dev.understudy.engine.step.checks;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.fault.Fault;
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
    private final boolean warming;

    /**
     * Asks a slot.
     *
     * @param slot which, from the run
     * @param warming whether each worker makes the page, before users come; not while they wait
     */
    public ProbeSignedIn(
            Environments environments, EnvironmentControl control, Function<StepContext, Slot> slot, boolean warming) {
        this.environments = environments;
        this.control = control;
        this.slot = slot;
        this.warming = warming;
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
            return id.map(known -> ask(environment, slot.apply(context), known))
                    .orElseGet(() -> Outcome.done("passed over: no session was made"));
        } finally {
            session.remove();
        }
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of("open " + context.request().environment() + " as somebody who has signed in");
    }

    private Outcome ask(Environment environment, Slot asked, String session) {
        Serving.Answer answer = control.awaitSignedIn(environment, asked, session);
        if (warming && answer.signedIn()) {
            control.warm(environment, asked, session);
        }
        return judge(environment, answer);
    }

    private static Outcome judge(Environment environment, Serving.Answer answer) {
        if (answer.signedIn()) {
            return Outcome.done("the page after the sign-in answers");
        }
        if (answer.status() == 0 || answer.status() >= ERRORS) {
            return Outcome.failed(
                    Fault.failed("probe.signed-in", answer.shown()).at(environment.name()));
        }
        // An addon may send people elsewhere, to a second factor or a new password.
        return Outcome.done("passed over: " + answer.shown());
    }
}
