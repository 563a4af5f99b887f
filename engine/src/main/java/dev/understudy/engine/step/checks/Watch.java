package dev.understudy.engine.step.checks;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.control.Traffic;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.engine.watch.TrafficComparison;
import dev.understudy.model.config.Project;
import dev.understudy.model.config.WatchSettings;
import dev.understudy.model.config.WatchSettings.Then;
import dev.understudy.model.evidence.RehearsalReport.LogError;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.run.Said;
import dev.understudy.targets.edge.AccessLog;
import dev.understudy.targets.host.Pause;
import dev.understudy.targets.runtime.Serving;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Watches what serves again for the time that {@code understudy.yaml} gives: whether it goes on serving, whether it logs
 * errors of a kind that it never logged before, and whether users are answered as well as in the hour before the deploy.
 */
public final class Watch implements Step {

    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final int REFUSALS = 3;

    private final Supplier<Project> project;
    private final Environments environments;
    private final EnvironmentControl control;
    private final Traffic traffic;
    private final NewLogErrors logErrors;

    public Watch(
            Supplier<Project> project,
            Environments environments,
            EnvironmentControl control,
            Traffic traffic,
            NewLogErrors logErrors) {
        this.project = project;
        this.environments = environments;
        this.control = control;
        this.traffic = traffic;
        this.logErrors = logErrors;
    }

    @Override
    public String name() {
        return "watch";
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        if (context.fact(Facts.WATCHED_SINCE).isEmpty()) {
            context.put(Facts.WATCHED_SINCE, context.now().toString());
        }
        Instant hourBefore = context.startedAt().minus(TrafficComparison.BEFORE);
        try (AccessLog answers = traffic.answers(environment, hourBefore)) {
            return watch(context, environment, answers);
        }
    }

    private Outcome watch(StepContext context, Environment environment, AccessLog answers) {
        WatchSettings settings = project.get().watch(environment.name());
        TrafficComparison comparison =
                new TrafficComparison(context.startedAt(), Instant.parse(context.need(Facts.WATCHED_SINCE)));
        Set<String> known = KnownErrors.of(context);
        long began = System.nanoTime();
        Optional<Fault> breach = Optional.empty();
        int refusals = 0;
        while (true) {
            context.checkCancelled();
            Serving.Answer answer = control.ask(environment);
            refusals = answer.login() ? 0 : refusals + 1;
            if (refusals >= REFUSALS || !control.running(environment)) {
                return Outcome.failed(
                        Fault.failed("watch.not-serving", answer.shown()).at(environment.name()));
            }
            answers.read(comparison);
            breach = breach.or(() -> newErrors(environment, known, settings))
                    .or(() -> comparison.breach(settings))
                    .map(fault -> fault.at(environment.name()));
            if (breach.isPresent() && settings.then() == Then.ROLL_BACK) {
                return Outcome.failed(breach.get());
            }
            // What does not answer at the end of the period is watched until it does, or not.
            if (refusals == 0 && System.nanoTime() - began >= settings.period().toNanos()) {
                Said seen = Said.of("watch-quiet", settings.period(), comparison.told());
                return breach.<Outcome>map(Outcome.Warned::new).orElseGet(() -> Outcome.done(seen));
            }
            Pause.of(LOOK, "watch " + environment.name());
        }
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of("watch the login page, the log and the answers of "
                + context.request().environment());
    }

    private Optional<Fault> newErrors(Environment environment, Set<String> known, WatchSettings settings) {
        List<LogError> errors = logErrors.since(environment, known);
        return errors.size() <= settings.newLogErrors()
                ? Optional.empty()
                : Optional.of(Fault.failed(
                        "watch.new-error", errors.size(), errors.getFirst().example()));
    }
}
