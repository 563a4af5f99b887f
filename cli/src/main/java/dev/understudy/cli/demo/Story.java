package dev.understudy.cli.demo;

import dev.understudy.cli.demo.SampleOdoo.Census;
import dev.understudy.cli.demo.SampleOdoo.Watch;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.release.ReleaseChanges;
import dev.understudy.model.run.RunView;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.model.view.ProblemView;
import dev.understudy.model.view.ReleaseView;
import dev.understudy.model.view.ReportView;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * The story: a company's production, three releases, and what becomes of them. Each chapter leaves its rows in the
 * record, and a telling that was cut off goes on at the first chapter without them.
 */
final class Story {

    private static final String PRODUCTION = "production";
    private static final String STAGING = "staging";

    /** Who says yes, by gate. */
    private static final Map<String, String> APPROVERS =
            new TreeMap<>(Map.of("approval-client", "ana", "approval-key-user", "ed"));

    /** As much of a seal as is shown. */
    private static final int SEAL = 16;

    private final Pipeline pipeline;
    private final SampleOdoo odoo;
    private final SampleRepositories repositories;
    private final Path project;
    private final StoryFile file;
    private final Telling telling;
    private final Stage stage;
    private StoryRecord story;

    Story(
            Pipeline pipeline,
            SampleOdoo odoo,
            SampleRepositories repositories,
            Path project,
            StoryFile file,
            Telling telling) {
        this.pipeline = pipeline;
        this.odoo = odoo;
        this.repositories = repositories;
        this.project = project;
        this.file = file;
        this.telling = telling;
        this.stage = new Stage(pipeline, telling);
        this.story = file.read();
    }

    StoryRecord tell() {
        production();
        copy();
        goodRelease();
        fix();
        releaseThatDataForbids();
        releaseThatFailsWhenItServes();
        releaseThatPeopleSayYesTo();
        return keep(story.toldToItsEnd());
    }

    private void production() {
        if (story.told("row.production")) {
            return;
        }
        telling.chapter("chapter.production");
        RunView run = stage.create(PRODUCTION);
        long filling = System.nanoTime();
        telling.say("production.filling");
        SampleCompany.Made made = odoo.fill(environment());
        long millis = Stage.millis(run) + (System.nanoTime() - filling) / 1_000_000;
        telling.say(
                "production.filled",
                made.customers(),
                made.products(),
                made.orders(),
                made.confirmed(),
                made.delivered());
        telling.say("production.shared", made.sharedContracts());
        keep(story.with(new StoryRow(
                "row.production", List.of(), millis, null, "result.created", words(made.customers(), made.orders()))));
    }

    private void copy() {
        if (story.told("row.copy")) {
            return;
        }
        telling.chapter("chapter.copy");
        Measured measured = measured(() -> stage.refresh(STAGING));
        EnvironmentView staging = pipeline.environment(STAGING);
        boolean fenced = Boolean.TRUE.equals(staging.fenced());
        telling.say(fenced ? "copy.fenced" : "copy.unfenced", String.valueOf(staging.copyMethod()));
        keep(story.with(measured.row("row.copy", List.of(), fenced ? "result.copied" : "result.copied-unfenced")));
    }

    private void goodRelease() {
        if (story.told("row.good-deployed")) {
            return;
        }
        telling.chapter("chapter.good");
        String release = release("good", repositories::goodRelease);
        rehearsed("row.good-rehearsed", release);
        Measured deployed = measured(() -> stage.deploy(release, PRODUCTION, Stage.SUCCEEDED));
        telling.say(
                "good.deployed", release, telling.texts().time(deployed.seen().unavailableMillis()));
        keep(story.with(deployed.row("row.good-deployed", List.of(release), "result.deployed")));
    }

    private void fix() {
        if (story.told("row.fix-deployed")) {
            return;
        }
        telling.chapter("chapter.fix");
        String release = release("fix", repositories::fix);
        rehearsed("row.fix-rehearsed", release);
        Measured deployed = measured(() -> stage.deploy(release, PRODUCTION, Stage.SUCCEEDED));
        telling.say(
                "fix.deployed",
                release,
                deployed.seen().asked(),
                deployed.seen().failed());
        keep(story.with(deployed.row("row.fix-deployed", List.of(release), "result.deployed")));
    }

    private void releaseThatDataForbids() {
        if (story.told("row.data-rehearsed")) {
            return;
        }
        telling.chapter("chapter.data");
        Census before = odoo.census(environment());
        String release = release("data", repositories::releaseThatDataForbids);
        Measured measured = measured(() -> stage.rehearse(release, Stage.STOPPED));
        telling.say("data.stopped");
        telling.command("deploy " + release + " " + PRODUCTION);
        ProblemView refusal = pipeline.refusal(release, PRODUCTION)
                .orElseThrow(() -> Fault.failed("cli.demo-not-refused", release).exception());
        telling.problem(refusal.what(), refusal.mend(), refusal.code());
        unchanged(before);
        keep(story.with(measured.row("row.data-rehearsed", List.of(release), "result.stopped")));
        repositories.takeBack();
    }

    private void releaseThatFailsWhenItServes() {
        if (story.told("row.serve-deployed")) {
            return;
        }
        telling.chapter("chapter.serve");
        Census before = odoo.census(environment());
        String release = release("serve", repositories::releaseThatFailsWhenItServes);
        rehearsed("row.serve-rehearsed", release);
        telling.say("serve.deploying");
        Measured measured = measured(() -> stage.deploy(release, PRODUCTION, Stage.ROLLED_BACK));
        telling.say("serve.rolled-back", telling.texts().time(measured.seen().unavailableMillis()));
        unchanged(before);
        keep(story.with(measured.row("row.serve-deployed", List.of(release), "result.rolled-back")));
    }

    private void releaseThatPeopleSayYesTo() {
        if (story.told("row.people-deployed")) {
            return;
        }
        telling.chapter("chapter.people");
        long begun = System.nanoTime();
        DemoProject.practise(project);
        telling.quote(DemoProject.PRACTICE);
        String release = release("people", repositories::releaseForTheClient);
        rehearsed("row.people-rehearsed", release);
        tried(release);
        approved(release);
        Measured deployed = measured(() -> stage.deploy(release, PRODUCTION, Stage.SUCCEEDED));
        evidence(release);
        telling.say("people.took", telling.texts().time((System.nanoTime() - begun) / 1_000_000));
        keep(story.with(deployed.row("row.people-deployed", List.of(release), "result.deployed")));
    }

    /** Staging lives on: it gets all that production got since it was copied, and what was entered there stays. */
    private void tried(String release) {
        if (story.told("row.people-tried")) {
            return;
        }
        RunView put = stage.promote(release, STAGING);
        keep(story.with(new StoryRow(
                "row.people-tried", List.of(release), Stage.millis(put), null, "result.on-staging", List.of())));
    }

    /** Once refused, then approved by the client and by somebody who works with it. */
    private void approved(String release) {
        if (story.fact("approved").isPresent()) {
            return;
        }
        telling.command("deploy " + release + " " + PRODUCTION);
        ProblemView refusal = pipeline.refusal(release, PRODUCTION)
                .orElseThrow(() -> Fault.failed("cli.demo-not-refused", release).exception());
        telling.problem(refusal.what(), refusal.mend(), refusal.code());
        APPROVERS.forEach((gate, person) -> {
            telling.command("approve " + release + " --gate " + gate + " --as " + person);
            pipeline.approve(release, gate, person, pipeline.key(person));
        });
        keep(story.with("approved", release));
    }

    private void evidence(String release) {
        telling.command("release report " + release);
        ReportView report = pipeline.report(release);
        report.log().forEach(entry -> telling.quote(entry.verb() + "  " + entry.who() + "  " + entry.detail()));
        telling.say(
                "people.report",
                report.runs().size(),
                report.tests().ran(),
                report.log().size(),
                report.seal().substring(0, Math.min(SEAL, report.seal().length())));
    }

    private void rehearsed(String row, String release) {
        if (story.told(row)) {
            return;
        }
        Measured rehearsed = measured(() -> stage.rehearse(release, Stage.SUCCEEDED));
        pipeline.evidence(rehearsed.run().id(), "rehearsal")
                .map(RehearsalFigures::of)
                .ifPresent(figures -> telling.say(
                        "rehearsal.figures",
                        telling.texts().time(figures.unavailabilityMillis()),
                        figures.tests(),
                        figures.ddl(),
                        figures.declared(),
                        figures.observed()));
        keep(story.with(rehearsed.row(row, List.of(release), "result.passed")));
    }

    /** Makes the chapter's release, once. */
    private String release(String name, Supplier<Map<String, String>> commits) {
        Map<String, String> heads = commits.get();
        String known = story.fact("release." + name).orElse("");
        telling.command("release create");
        ReleaseView release = known.isEmpty() ? pipeline.createRelease(heads) : pipeline.release(known);
        keep(story.with("release." + name, release.id()));
        ReleaseChanges changes = release.changes();
        if (changes != null) {
            changes.commits()
                    .forEach(commit -> telling.quote("%s  %s  %s (%s)"
                            .formatted(
                                    commit.id()
                                            .substring(
                                                    0, Math.min(8, commit.id().length())),
                                    commit.repository(),
                                    commit.subject(),
                                    commit.author())));
            telling.say("release.class", release.id(), String.join(", ", changes.touched()), release.changeClass());
        }
        return release.id();
    }

    private void unchanged(Census before) {
        Census now = odoo.census(environment());
        if (!now.equals(before)) {
            throw Fault.failed("cli.demo-changed", before, now).at(PRODUCTION).exception();
        }
        telling.say("production.unchanged", now.orders(), now.versions().toString());
    }

    private EnvironmentView environment() {
        return pipeline.environment(PRODUCTION);
    }

    private Measured measured(Supplier<RunView> performed) {
        try (Watch watch = odoo.watch(environment())) {
            RunView run = performed.get();
            return new Measured(run, watch.seen());
        }
    }

    private StoryRecord keep(StoryRecord next) {
        story = next;
        file.write(story);
        return story;
    }

    private static List<String> words(int... numbers) {
        return java.util.Arrays.stream(numbers).mapToObj(String::valueOf).toList();
    }

    /** A run, and what production's users saw while it went on. */
    private record Measured(RunView run, SampleOdoo.Seen seen) {

        StoryRow row(String step, List<String> arguments, String result) {
            return new StoryRow(step, arguments, Stage.millis(run), seen, result, List.of());
        }
    }
}
