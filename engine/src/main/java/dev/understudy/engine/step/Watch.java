package dev.understudy.engine.step;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.config.EnvironmentSettings;
import dev.understudy.model.config.Project;
import dev.understudy.model.evidence.RehearsalReport.LogError;
import dev.understudy.model.fault.Fault;
import dev.understudy.targets.runtime.Serving;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Watches what serves again for the time that {@code understudy.yaml} gives: whether it goes on serving, and whether it
 * logs errors of a kind that it never logged before.
 */
public final class Watch implements Step {

    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final int REFUSALS = 3;

    private final Supplier<Project> project;
    private final Environments environments;
    private final EnvironmentControl control;
    private final NewLogErrors logErrors;

    public Watch(
            Supplier<Project> project, Environments environments, EnvironmentControl control, NewLogErrors logErrors) {
        this.project = project;
        this.environments = environments;
        this.control = control;
        this.logErrors = logErrors;
    }

    @Override
    public String name() {
        return "watch";
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        Duration period = project.get()
                .environment(environment.name())
                .map(EnvironmentSettings::watch)
                .orElse(Duration.ZERO);
        Set<String> known = KnownErrors.of(context);
        long began = System.nanoTime();
        int refusals = 0;
        while (true) {
            context.checkCancelled();
            Serving.Answer answer = control.ask(environment);
            refusals = answer.login() ? 0 : refusals + 1;
            if (refusals >= REFUSALS || !control.running(environment)) {
                return Outcome.failed(
                        Fault.failed("watch.not-serving", answer.shown()).at(environment.name()));
            }
            List<LogError> errors = logErrors.since(environment, known);
            if (!errors.isEmpty()) {
                return Outcome.failed(Fault.failed(
                                "watch.new-error",
                                errors.size(),
                                errors.getFirst().example())
                        .at(environment.name()));
            }
            // What does not answer at the end of the period is watched until it does, or not.
            if (refusals == 0 && System.nanoTime() - began >= period.toNanos()) {
                return Outcome.done("quiet for " + period.toSeconds() + " s");
            }
            pause(environment.name());
        }
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of(
                "watch the login page and the log of " + context.request().environment());
    }

    private static void pause(String environment) {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw Fault.failed("host.interrupted", "watch").at(environment).exception(interrupt);
        }
    }
}
