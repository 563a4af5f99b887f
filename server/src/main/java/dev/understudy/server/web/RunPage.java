package dev.understudy.server.web;

import dev.understudy.engine.run.Runs;
import dev.understudy.engine.run.Runs.Asked;
import dev.understudy.engine.run.Runs.Evidence;
import dev.understudy.engine.run.Runs.Performed;
import dev.understudy.model.evidence.RehearsalReport;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultTexts;
import dev.understudy.model.run.RunView;
import dev.understudy.model.text.Texts;
import dev.understudy.model.view.ProblemView;
import dev.understudy.server.access.Gatekeeper;
import dev.understudy.server.access.Role;
import dev.understudy.server.api.Pages;
import dev.understudy.server.api.Problems;
import dev.understudy.server.report.RehearsalSheet;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A run while it goes on, or as it went; and the report of a rehearsal. */
public final class RunPage {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int MOST_COMMANDS = 500;

    private final Pages.Parts service;
    private final Screen screen;

    RunPage(Pages.Parts service, Screen screen) {
        this.service = service;
        this.screen = screen;
    }

    /**
     * What the page shows.
     *
     * @param report whether it left a rehearsal's report
     * @param pieces the evidence that whoever looks may read, by name
     */
    public record View(Now now, List<Performed> commands, int moreCommands, boolean report, List<String> pieces) {}

    /**
     * A run as it is at a moment.
     *
     * @param before the last of its kind that succeeded there; absent when none did
     */
    public record Now(RunView run, @Nullable RunView before, Instant at) {

        /** How long it has taken; zero before it begins. */
        public Duration taken() {
            Instant began = run.startedAt();
            Instant ended = run.finishedAt();
            return began == null ? Duration.ZERO : Duration.between(began, ended == null ? at : ended);
        }

        /** How much longer, judging by the one before; empty when nobody knows, or it takes longer than that one did. */
        public Optional<Duration> left() {
            RunView earlier = before;
            if (earlier == null || run.ended() || run.startedAt() == null) {
                return Optional.empty();
            }
            Instant began = earlier.startedAt();
            Instant ended = earlier.finishedAt();
            return began == null || ended == null
                    ? Optional.empty()
                    : Optional.of(Duration.between(began, ended).minus(taken()))
                            .filter(left -> !left.isNegative() && !left.isZero());
        }

        /** How long a step took, or has taken; empty for one that has not begun. */
        public Optional<Duration> taken(RunView.StepView step) {
            Instant began = step.startedAt();
            Instant ended = step.finishedAt();
            return began == null ? Optional.empty() : Optional.of(Duration.between(began, ended == null ? at : ended));
        }

        /** How many steps are done. */
        public long done() {
            return run.steps().stream()
                    .filter(step ->
                            step.status().equals("succeeded") || step.status().equals("skipped"))
                    .count();
        }
    }

    /**
     * A rehearsal's report.
     *
     * @param problem why the release must not be deployed; absent when it may
     * @param sections the rest, the most important first
     * @param locks the title of the section that is drawn as bars
     * @param slowest the longest lock, which bars are drawn against, in milliseconds
     * @param pieces the evidence that whoever looks may read, by name
     */
    public record ReportView(
            RehearsalReport report,
            String title,
            @Nullable ProblemView problem,
            List<RehearsalSheet.Section> sections,
            String locks,
            long slowest,
            List<String> pieces) {}

    void show(Context request) {
        Runs runs = runs(request);
        Locale locale = Problems.language(request);
        RunView run = runs.run(request.pathParam("id"), locale);
        Gathering parts = new Gathering(request);
        Now now = new Now(
                run,
                parts.part(Optional.<RunView>empty(), () -> Optional.ofNullable(before(runs, run, locale)))
                        .orElse(null),
                Instant.now());
        List<Performed> commands = parts.part(List.of(), () -> runs.commands(run.id()));
        List<String> pieces = parts.part(List.of(), () -> EvidencePage.names(runs.evidence(run.id())));
        screen.show(
                request,
                "run",
                new View(
                        now,
                        commands.stream().limit(MOST_COMMANDS).toList(),
                        Math.max(0, commands.size() - MOST_COMMANDS),
                        pieces.contains(RehearsalReport.NAME),
                        readable(request, pieces)),
                parts);
    }

    /** The part that changes, each time that it does. */
    void events(Context request) throws IOException {
        Frame frame = screen.frame(request);
        Runs runs = runs(request);
        Locale locale = Problems.language(request);
        String session = Gatekeeper.visitor(request).session();
        @Nullable RunView before = before(runs, runs.run(request.pathParam("id"), locale), locale);
        service.streams()
                .run(
                        request,
                        runs,
                        request.pathParam("id"),
                        run -> screen.text("runNow", frame, new Now(run, before, Instant.now())),
                        () -> service.sessions().visitor(session).signedIn());
    }

    void cancel(Context request) {
        RunView run = runs(request).cancel(request.pathParam("id"));
        request.redirect("/projects/" + request.pathParam("project") + "/runs/" + run.id(), HttpStatus.SEE_OTHER);
    }

    void rehearsal(Context request) {
        Locale locale = Problems.language(request);
        String id = request.pathParam("id");
        List<Evidence> left = runs(request).evidence(id);
        RehearsalReport report = report(left)
                .orElseThrow(() -> Fault.usage("server.evidence-not-found", RehearsalReport.NAME, id)
                        .exception());
        RehearsalSheet sheet = RehearsalSheet.of(report, locale);
        RehearsalReport.Failure failure = report.failure();
        ProblemView problem = failure == null
                ? null
                : ProblemView.of(
                        new Fault(Fault.Kind.FAILED, failure.code(), failure.where(), failure.arguments()),
                        FaultTexts.of(locale));
        long slowest = Math.max(
                report.database().locks().stream()
                        .mapToLong(RehearsalReport.Lock::millis)
                        .max()
                        .orElse(1),
                1);
        screen.show(
                request,
                "rehearsal",
                new ReportView(
                        report,
                        sheet.title(),
                        problem,
                        sheet.sections().stream().skip(1).toList(),
                        Texts.of("server", locale).get("rehearsal.locks"),
                        slowest,
                        readable(request, EvidencePage.names(left))));
    }

    /** Logs and texts hold production's data: not everybody who sees how a run went may read them. */
    private static List<String> readable(Context request, List<String> pieces) {
        return Gatekeeper.visitor(request).any(Role.READ_LOGS, Gatekeeper.environment(request)) ? pieces : List.of();
    }

    private static @Nullable RunView before(Runs runs, RunView run, Locale locale) {
        return run.ended()
                ? null
                : runs.runs(Asked.succeeded(run.recipe(), run.environment()), 1, locale).stream()
                        .findFirst()
                        .orElse(null);
    }

    private static Optional<RehearsalReport> report(List<Evidence> left) {
        return left.stream()
                .filter(evidence -> evidence.name().equals(RehearsalReport.NAME))
                .reduce((earlier, later) -> later)
                .map(evidence -> JSON.readValue(evidence.content(), RehearsalReport.class));
    }

    private Runs runs(Context request) {
        return service.projects().desk(request.pathParam("project")).runs();
    }
}
