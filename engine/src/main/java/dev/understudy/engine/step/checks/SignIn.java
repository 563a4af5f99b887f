package dev.understudy.engine.step.checks;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.odoo.check.Check;
import dev.understudy.odoo.check.Checks;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * Signs in with the code that serves, before anybody waits, for {@link ProbeSignedIn} to look at the code that follows, and
 * sees what does not work with it: no release fails for that, or for a session that could not be made.
 */
public final class SignIn implements Step {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int SHOWN = 200;

    private final Environments environments;
    private final EnvironmentControl control;
    private final ShellChecks checks;

    public SignIn(Environments environments, EnvironmentControl control, ShellChecks checks) {
        this.environments = environments;
        this.control = control;
        this.checks = checks;
    }

    /** What did not work with the code that served. */
    public static List<Check> failing(StepContext context) {
        return context.fact(Baseline.FACT)
                .map(json -> List.of(JSON.readValue(json, Check[].class)))
                .orElse(List.of());
    }

    @Override
    public String name() {
        return "sign-in";
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        ShellChecks.Result result = checks.perform(
                environment, environment.release(), Asked.of(Checks.HARMLESS), "sign-in-" + context.runId());
        context.put(Baseline.FACT, JSON.writeValueAsString(Baseline.failed(result)));
        if (control.probeSession(environment).id().isPresent()) {
            return Outcome.done();
        }
        String said = result.done().stream()
                .filter(check -> Checks.SIGN_IN.contains(check.name()))
                .map(check -> check.said() + check.error())
                .findFirst()
                .orElseGet(() -> result.out().strip());
        return Outcome.done("no-session-because", said.substring(Math.max(0, said.length() - SHOWN)));
    }

    /** The session that was made is nobody's. */
    @Override
    public void undo(StepContext context) {
        environments
                .find(context.request().environment())
                .ifPresent(environment -> control.probeSession(environment).remove());
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of("in odoo shell: " + String.join(", ", Checks.HARMLESS));
    }
}
