package dev.understudy.cli.demo;

import dev.understudy.model.evidence.RehearsalReport;
import dev.understudy.model.release.ChangeClass;
import dev.understudy.model.release.ReleaseChanges;
import dev.understudy.model.run.RunView;
import dev.understudy.model.run.RunView.ErrorView;
import dev.understudy.model.run.RunView.StepView;
import dev.understudy.model.view.AuditView.CheckView;
import dev.understudy.model.view.AuditView.EntryView;
import dev.understudy.model.view.DecisionView;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.model.view.EnvironmentView.DatabaseView;
import dev.understudy.model.view.EnvironmentView.PortsView;
import dev.understudy.model.view.ProblemView;
import dev.understudy.model.view.ReleaseView;
import dev.understudy.model.view.ReportView;
import dev.understudy.model.view.ReportView.AfterView;
import dev.understudy.model.view.RetrospectiveView;
import dev.understudy.model.view.StatusView;
import dev.understudy.model.view.SupportView;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An Understudy in memory, whose runs end at once, as the test says. */
final class FakePipeline implements Pipeline {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

    final List<String> asked = new ArrayList<>();
    final Map<String, String> endings = new HashMap<>();
    final Set<String> existing = new HashSet<>();
    boolean refuses = true;
    int starts;

    private final List<RunView> runs = new ArrayList<>();
    private final List<ReleaseView> releases = new ArrayList<>();

    @Override
    public void up(Path project) {
        starts++;
    }

    @Override
    public String pages() {
        return "http://127.0.0.1:8010/sign-in?link=demo.once";
    }

    @Override
    public StatusView status() {
        return new StatusView("acme", "0.1.0", List.of(), releases, runs);
    }

    @Override
    public EnvironmentView environment(String name) {
        boolean exists = existing.contains(name);
        return new EnvironmentView(
                name,
                name.equals("production") ? "live" : "copy",
                exists ? "running" : "absent",
                exists ? "http://127.0.0.1:8100" : null,
                exists ? new DatabaseView("127.0.0.1", 8102, "acme") : null,
                null,
                !name.equals("production"),
                name.equals("production") ? null : Boolean.TRUE,
                false,
                false,
                List.of(),
                null,
                null,
                name.equals("production") ? null : "reflink",
                exists ? new PortsView(8100, 8104) : null,
                List.of(),
                EnvironmentView.Outside.NONE,
                List.of(),
                null);
    }

    @Override
    public ReleaseView createRelease(Map<String, String> commits) {
        String id = "r" + (releases.size() + 1);
        asked.add("release create " + id);
        ReleaseView release = new ReleaseView(
                id, START, "test", "19.0", commits, "C", null, List.of(), null, List.of(), false, null, List.of(),
                List.of(), null);
        releases.add(release);
        return release;
    }

    @Override
    public ReleaseView release(String id) {
        return releases.stream()
                .filter(release -> release.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public RunView act(String environment, String verb, Map<String, String> arguments) {
        String release = arguments.get("release");
        if (verb.equals("destroy")) {
            existing.remove(environment);
        } else {
            existing.add(environment);
        }
        return ended(verb, environment, release);
    }

    @Override
    public RunView rehearse(String release) {
        return ended("rehearse", "rehearsal", release);
    }

    @Override
    public RunView follow(String id) {
        return runs.stream().filter(run -> run.id().equals(id)).findFirst().orElseThrow();
    }

    @Override
    public Optional<String> evidence(String run, String name) {
        return Optional.of("""
                {"unavailabilityMillis": 4200, "tests": {"ran": 14}, "ddl": ["ALTER TABLE"],
                 "declared": "C", "observed": "C"}""");
    }

    @Override
    public Optional<ProblemView> refusal(String release, String environment) {
        asked.add("refused " + release);
        return refuses
                ? Optional.of(new ProblemView("refused", 3, "release.rehearsal-failed", "", "It failed.", "Mend it."))
                : Optional.empty();
    }

    @Override
    public RunView promote(String release) {
        return ended("deploy", "staging", release);
    }

    @Override
    public String key(String person) {
        return "key of " + person;
    }

    @Override
    public void approve(String release, String gate, String person, String key) {
        asked.add(gate + " " + release + " " + person + " " + key);
    }

    @Override
    public ReportView report(String release) {
        asked.add("report " + release);
        return new ReportView(
                release,
                new DecisionView(
                        release,
                        "",
                        "hdz-ii",
                        List.of(),
                        null,
                        null,
                        "ended",
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        "performed",
                        null),
                new ReleaseChanges(
                        List.of(),
                        List.of(),
                        new TreeSet<>(),
                        new TreeSet<>(),
                        new TreeSet<>(),
                        List.of(),
                        new TreeSet<>(),
                        ChangeClass.A,
                        List.of()),
                List.of(),
                null,
                null,
                RehearsalReport.Tests.NONE,
                List.of(),
                new AfterView(SupportView.none(release), RetrospectiveView.none(release)),
                null,
                List.of(),
                List.of(new EntryView(1, START, "approved", release, "ana", "approval-client")),
                new CheckView(1, null, null),
                START,
                "0123456789abcdef0123");
    }

    private RunView ended(String recipe, String environment, @Nullable String release) {
        String what = recipe + " " + (release == null ? environment : release);
        asked.add(what);
        String status = endings.getOrDefault(what, "succeeded");
        RunView run = new RunView(
                "run-" + (runs.size() + 1),
                recipe,
                environment,
                release,
                status,
                START,
                START.plusSeconds(7),
                List.of(new StepView("update-modules", "succeeded", START, START.plusSeconds(6), "1 module")),
                START.plusSeconds(runs.size()),
                "test",
                null,
                status.equals("succeeded") ? null : new ErrorView("update.failed", "", "It failed.", "Mend it."),
                null);
        runs.add(run);
        return run;
    }
}
