package dev.understudy.engine.step.evidence;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.release.Forecasts;
import dev.understudy.engine.release.ModulePlan;
import dev.understudy.engine.release.Rehearsal;
import dev.understudy.engine.release.Rehearsals;
import dev.understudy.engine.release.Releases;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.engine.step.StepMillis;
import dev.understudy.engine.step.checks.NewLogErrors;
import dev.understudy.engine.step.code.UpdateModules;
import dev.understudy.model.config.Project;
import dev.understudy.model.config.WarnSettings;
import dev.understudy.model.evidence.RehearsalReport;
import dev.understudy.model.evidence.RehearsalReport.DatabaseChanges;
import dev.understudy.model.evidence.RehearsalReport.Failure;
import dev.understudy.model.evidence.RehearsalReport.LogError;
import dev.understudy.model.evidence.RehearsalReport.Subject;
import dev.understudy.model.evidence.RehearsalReport.Time;
import dev.understudy.model.evidence.RehearsalReport.Unavailability;
import dev.understudy.model.evidence.RehearsalReport.Update;
import dev.understudy.model.evidence.RehearsalReport.Warning;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.release.ChangeClass;
import dev.understudy.model.release.Forecast;
import dev.understudy.model.release.ReleaseChanges;
import dev.understudy.model.run.Said;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Writes down what the rehearsal has seen, for people and for the gate before a deploy. */
public final class Report implements Step {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> TIMED = List.of(
            "copy-production",
            "load-odoo",
            "snapshot",
            "update-modules",
            "neutralize-again",
            "test-modules",
            "test-demonstration",
            "try-out",
            "start-odoo",
            "probe");

    private final Supplier<Project> project;
    private final Environments environments;
    private final Releases releases;
    private final Rehearsals rehearsals;
    private final Forecasts forecasts;
    private final NewLogErrors logErrors;

    public Report(
            Supplier<Project> project,
            Environments environments,
            Releases releases,
            Rehearsals rehearsals,
            Forecasts forecasts,
            NewLogErrors logErrors) {
        this.project = project;
        this.environments = environments;
        this.releases = releases;
        this.rehearsals = rehearsals;
        this.forecasts = forecasts;
        this.logErrors = logErrors;
    }

    @Override
    public String name() {
        return "report";
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment copy = environments.get(context.request().environment());
        ReleaseChanges changes = releases.changes(context.request().release());
        Observation observation = Observation.of(context);
        List<LogError> errors = logErrors.of(environments.get(Project.PRODUCTION), copy);
        WarnSettings limits = project.get().warn();
        Optional<Fault> finding = Findings.get(context)
                .or(() -> judge(
                        context, observation, changes, errors.size() > limits.newLogErrors() ? errors : List.of()));
        List<Warning> warnings = Warnings.of(observation, errors, limits);
        finding.ifPresent(fault -> Findings.put(context, fault));
        boolean codeAlone = changes.declared() == ChangeClass.A && observation.observed() == ChangeClass.A;
        long unavailability = codeAlone
                ? 0
                : Forecasts.REHEARSED.stream()
                        .mapToLong(step -> millis(context, step))
                        .sum();
        Forecast forecast = forecasts.of(Project.PRODUCTION, unavailability);
        RehearsalReport report = new RehearsalReport(
                new Subject(
                        context.runId(),
                        context.request().release(),
                        context.need(Facts.SOURCE_RELEASE),
                        context.now()),
                finding.isEmpty(),
                finding.map(fault -> new Failure(fault.code(), fault.where(), fault.arguments()))
                        .orElse(null),
                new Unavailability(forecast.likelyMillis(), forecast.upperMillis(), times(context)),
                new Update(
                        observation.plan().update(),
                        UpdateModules.moves(context).installed(),
                        UpdateModules.moves(context).removed(),
                        changes.declared(),
                        observation.observed(),
                        accepted(context)
                                .map(limit -> limit + " by " + context.request().by())
                                .orElse("")),
                new DatabaseChanges(
                        observation.ddl(),
                        observation.rewrites(),
                        observation.locks(),
                        observation.schema(),
                        observation.rows(),
                        observation.ownRecords()),
                new RehearsalReport.Findings(
                        errors, Tested.of(context).tests(), Prints.of(context).changed(), warnings));
        context.evidence(
                RehearsalReport.NAME,
                "application/json",
                JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report));
        rehearsals.save(new Rehearsal(
                context.runId(),
                context.request().release(),
                context.need(Facts.SOURCE_RELEASE),
                Long.parseLong(context.need(Facts.SOURCE_GENERATION)),
                finding.isEmpty(),
                observation.plan(),
                UpdateModules.moves(context),
                observation.observed(),
                unavailability,
                context.now()));
        return Outcome.done(Said.all(
                Said.of(finding.isEmpty() ? "report-good" : "report-bad"),
                warnings.isEmpty() ? Said.NOTHING : Said.of("warnings", warnings.size())));
    }

    private Optional<Fault> judge(
            StepContext context, Observation observation, ReleaseChanges changes, List<LogError> errors) {
        ChangeClass declared = changes.declared();
        ModulePlan plan = observation.plan();
        // A module that depends on a changed one is updated with it: only the changed ones have declared a class.
        if (!plan.isEmpty()
                && observation.observed().compareTo(accepted(context).orElse(declared)) > 0) {
            return Optional.of(Fault.failed(
                    "rehearsal.class-exceeded",
                    observation.observed(),
                    declared,
                    context.request().release()));
        }
        Optional<Fault> loss = loss(context);
        if (loss.isPresent()) {
            return loss;
        }
        RehearsalReport.Tests tests = Tested.of(context).tests();
        if (tests.failed() > 0) {
            return Optional.of(
                    Fault.failed("rehearsal.tests-failed", tests.failed(), String.join(", ", tests.failures())));
        }
        List<String> failures = tests.demonstration().failures();
        if (!failures.isEmpty()) {
            return Optional.of(
                    Fault.failed("rehearsal.demonstration-tests-failed", failures.size(), String.join(", ", failures)));
        }
        return errors.isEmpty()
                ? Optional.empty()
                : Optional.of(Fault.failed(
                        "rehearsal.new-errors", errors.size(), errors.getFirst().example()));
    }

    /** Unless somebody takes it. */
    private static Optional<Fault> loss(StepContext context) {
        String release = context.request().release();
        Losses losses = Losses.of(context);
        Prints prints = Prints.of(context);
        Optional<Fault> loss = losses.fault(release).or(() -> prints.fault(release));
        if (loss.isPresent() && context.request().flag(Losses.ACCEPTED)) {
            context.evidence(
                    "accepted-loss",
                    "text/plain",
                    Stream.concat(losses.shown().stream(), prints.broken().stream())
                                    .collect(Collectors.joining("\n"))
                            + "\n"
                            + context.request().by() + "\n");
            return Optional.empty();
        }
        return loss;
    }

    /** The class up to which somebody takes the release, whatever its diff declares. */
    private static Optional<ChangeClass> accepted(StepContext context) {
        return context.request()
                .argument("accept-class")
                .filter(name -> !name.isEmpty())
                .map(ChangeClass::valueOf);
    }

    private static List<Time> times(StepContext context) {
        return TIMED.stream()
                .map(step -> new Time(step, millis(context, step)))
                .filter(time -> time.millis() > 0)
                .toList();
    }

    private static long millis(StepContext context, String step) {
        return StepMillis.of(context, step);
    }
}
