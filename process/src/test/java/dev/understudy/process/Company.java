package dev.understudy.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.environment.BlamedTimes;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.EnvironmentRules;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.environment.RestorePoints;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.engine.recipe.Equipment;
import dev.understudy.engine.release.Forecasts;
import dev.understudy.engine.release.ModuleMoves;
import dev.understudy.engine.release.ModulePlan;
import dev.understudy.engine.release.Rehearsal;
import dev.understudy.engine.release.Rehearsals;
import dev.understudy.engine.release.Releases;
import dev.understudy.engine.run.DurableRuns;
import dev.understudy.engine.run.EngineSettings;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Recipe;
import dev.understudy.engine.run.RunRequest;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.config.Project;
import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.evidence.RehearsalReport;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.model.readiness.MachineUpdates;
import dev.understudy.model.readiness.OdooBuild;
import dev.understudy.model.readiness.PendingUpdates;
import dev.understudy.model.release.ChangeClass;
import dev.understudy.model.release.ModuleWishes;
import dev.understudy.model.release.Release;
import dev.understudy.model.release.ReleaseChanges;
import dev.understudy.model.release.ReleaseChanges.Commit;
import dev.understudy.model.run.RunView;
import dev.understudy.model.view.DecisionView;
import dev.understudy.process.release.Sayings.Said;
import dev.understudy.process.speak.Speaker;
import dev.understudy.targets.edge.AccessEntry;
import dev.understudy.targets.edge.AccessLog;
import dev.understudy.targets.host.MachineUse;
import dev.understudy.targets.postgres.Doors;
import dev.understudy.targets.runtime.Instance.Slot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.json.JsonMapper;

/**
 * A company that a test makes up: the real engine on a real PostgreSQL and all that people do with releases, at a time that the
 * test says. What is not real is what runs do to machines: a deploy changes what the control plane knows of an environment.
 */
final class Company implements AutoCloseable {

    private static final EngineSettings QUICK = EngineSettings.defaults()
            .withPollEvery(Duration.ofMillis(50))
            .withSweepEvery(Duration.ofMillis(50))
            .withUndoDelays(List.of(Duration.ofMillis(10)));
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    final ControlDatabase database;
    final Practice practice;
    final DurableRuns runs;
    final Equipment.Records records;
    final ProjectHome home;
    private final AtomicInteger secrets = new AtomicInteger();
    /** What production's users were answered. */
    final List<AccessEntry> answers = new ArrayList<>();

    private final Map<String, Doors> databases = new ConcurrentHashMap<>();
    private volatile Project project;
    private volatile Instant now;
    private volatile boolean unreadable;
    private volatile OdooBuild odoo = new OdooBuild("debian:19.0", Optional.empty(), Optional.empty());
    private volatile MachineUpdates updates = new MachineUpdates(
            new PendingUpdates("Debian GNU/Linux 13 (trixie)", Optional.empty(), false, List.of()),
            Optional.empty(),
            Map.of());
    private volatile boolean red;
    private volatile boolean broken;
    private volatile int tests = 3;
    private volatile CountDownLatch longDeploy = new CountDownLatch(0);

    Company(Path folder, String yaml, Instant now) {
        this.now = now;
        this.home = new ProjectHome(folder, folder);
        this.project = read(yaml);
        this.database =
                ControlDatabase.open(TestPostgres.shared().newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD);
        this.records = new Equipment.Records(
                new Environments(database.jdbi(), new EnvironmentRules(folder, false, () -> project.ports())),
                new RestorePoints(database.jdbi()),
                new Releases(database.jdbi()),
                new Rehearsals(database.jdbi()),
                new Forecasts(database.jdbi()),
                new BlamedTimes(database.jdbi()));
        this.practice = Practice.of(
                database.jdbi(),
                home,
                this::present,
                records,
                new World(
                        new World.Code(
                                (contained, container) -> container.createdAt().isAfter(contained.createdAt()),
                                release -> odoo),
                        new World.Machine(
                                environment -> true,
                                environment -> Optional.ofNullable(databases.get(environment.name())),
                                (environment, at) -> new MachineUse.Sum(at, 0, 0, 0),
                                _ -> "",
                                (environment, since) -> answered(since),
                                () -> updates),
                        () -> this.now,
                        () -> "secret-" + secrets.incrementAndGet(),
                        Map.of()));
        this.runs = new DurableRuns(
                database, this::recipe, QUICK, () -> this.now, practice.way().admission());
        runs.start();
        records.environments().save(environment(Project.PRODUCTION, Environment.Kind.LIVE, 8100));
        records.environments().save(environment("staging", Environment.Kind.COPY, 8110));
    }

    /** What production's users were answered from a time on. */
    AccessLog answered(Instant since) {
        return new Answered(answers, since, new AtomicInteger());
    }

    /** @param place up to where they were told */
    private record Answered(List<AccessEntry> answers, Instant since, AtomicInteger place) implements AccessLog {

        @Override
        public void read(Consumer<AccessEntry> reader) {
            answers.stream()
                    .skip(place.getAndSet(answers.size()))
                    .filter(one -> !one.ended().isBefore(since))
                    .forEach(reader);
        }

        @Override
        public void close() {}
    }

    static Project read(String yaml) {
        return ProjectFile.read("understudy.yaml", yaml).require();
    }

    void project(String yaml) {
        project = read(yaml);
        unreadable = false;
    }

    /** As if somebody were in the middle of writing the project's file. */
    void breakProject() {
        unreadable = true;
    }

    private Project present() {
        if (unreadable) {
            throw Fault.usage("config.invalid", "understudy.yaml").exception();
        }
        return project;
    }

    Project project() {
        return project;
    }

    void at(Instant time) {
        now = time;
    }

    /** Time passes, and what is done from minute to minute is done once. */
    void pass(Duration time) {
        at(now().plus(time));
        practice.look(now());
    }

    Instant now() {
        return now;
    }

    /** From now on the Odoo of every release is this one, and this is what the machine tells of updates. */
    void updates(OdooBuild build, MachineUpdates machine) {
        odoo = build;
        updates = machine;
    }

    /** From now on rehearsals fail, or go well. */
    void rehearsalsFail(boolean they) {
        red = they;
    }

    /** From now on deploys are undone, or go well. */
    void deploysFail(boolean they) {
        broken = they;
    }

    /** From now on so many tests run in a rehearsal. */
    void testsRun(int many) {
        tests = many;
    }

    /** From now on deploys take until this. */
    void deploysTakeUntil(CountDownLatch end) {
        longDeploy = end;
    }

    private Environment environment(String name, Environment.Kind kind, int port) {
        return new Environment(
                name,
                kind,
                Environment.State.READY,
                "",
                "acme",
                port,
                port + 5,
                Slot.BLUE,
                "",
                "",
                kind == Environment.Kind.COPY,
                false,
                false,
                1,
                now,
                null);
    }

    /** A release of a class, with modules that it touches. */
    String release(ChangeClass changeClass, String author, String... touched) {
        return release(List.of(), changeClass, author, touched);
    }

    /** The same, made of commits. */
    String release(List<Commit> commits, ChangeClass changeClass, String author, String... touched) {
        int number = records.releases().list().size() + 1;
        ReleaseChanges changes = new ReleaseChanges(
                commits,
                List.of(author),
                new TreeSet<>(Set.of(touched)),
                new TreeSet<>(),
                new TreeSet<>(),
                List.of(),
                new TreeSet<>(),
                changeClass,
                List.of());
        Release made = records.releases()
                .create(now, author, "debian:19.0", Map.of("sales", "c" + number), changes, ModuleWishes.NONE);
        return made.id();
    }

    RunView ask(String recipe, String environment, String release) {
        return runs.submit(request(recipe, environment, release));
    }

    static RunRequest request(String recipe, String environment, String release) {
        return new RunRequest(recipe, environment, Set.of(), release, Map.of(), "ops");
    }

    RunView perform(String recipe, String environment, String release) {
        return until(ask(recipe, environment, release).id(), RunView::ended);
    }

    RunView until(String run, Predicate<RunView> holds) {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            RunView seen = runs.run(run);
            if (holds.test(seen)) {
                return seen;
            }
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("still not so: " + seen);
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException wish) {
                Thread.currentThread().interrupt();
                throw new AssertionError(wish);
            }
        }
    }

    /** One of the people, known by a key. */
    Speaker speaker(String name) {
        return new Speaker(project.people().named(name).orElseThrow(), "key");
    }

    void approve(String release, String gate, String person) {
        say(release, gate, person, true, Optional.empty());
    }

    void say(String release, String gate, String person, boolean yes, Optional<Instant> from) {
        practice.people().sayings().say(new Said(release, gate, yes, "", "", from), speaker(person));
    }

    DecisionView decision(String release) {
        return practice.way().decisions().of(release, Locale.ENGLISH, now);
    }

    /** Production's Odoo answers at this port. */
    void productionAt(int port) {
        records.environments().save(environment(Project.PRODUCTION, Environment.Kind.LIVE, port));
    }

    /** What production's database answers. */
    void productionAnswers(Doors doors) {
        answers(Project.PRODUCTION, doors);
    }

    /** An environment's database is this one. */
    void answers(String environment, Doors doors) {
        databases.put(environment, doors);
    }

    /** An environment's Odoo logs an error, and goes on. */
    void log(String environment, String exception) {
        String time = now.toString().replace("T", " ").replace("Z", ",000");
        Path file = home.environment(environment).resolve("logs").resolve(environment + "-web.log");
        String text = time + " 42 ERROR acme odoo.http: It broke\nTraceback (most recent call last):\n"
                + "  File \"/opt/x.py\", line 3, in f\n    raise\n" + exception + ": no\n"
                + time + " 42 INFO acme odoo.http: fine\n";
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Recipe recipe(RunRequest request) {
        Step step = switch (request.recipe()) {
            case "deploy" -> step("deploy", this::deploy);
            case "rehearse" -> step("report", this::rehearse);
            case "refresh", "backup", "rollback", "restore", "snapshot" -> step(request.recipe(), this::change);
            default ->
                throw Fault.usage("engine.no-such-recipe", request.recipe()).exception();
        };
        return new Recipe(request.recipe(), List.of(step));
    }

    private interface Act {
        Outcome on(StepContext context);
    }

    private static Step step(String name, Act act) {
        return new Step() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Outcome apply(StepContext context) {
                return act.on(context);
            }

            @Override
            public boolean reversible() {
                return true;
            }
        };
    }

    private Outcome deploy(StepContext context) {
        try {
            assertThat(longDeploy.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException wish) {
            Thread.currentThread().interrupt();
            throw new AssertionError(wish);
        }
        if (broken) {
            return Outcome.failed(Fault.failed("watch.failing", "1", "2"));
        }
        Environment environment = records.environments().get(context.request().environment());
        records.environments().save(environment.running(context.request().release()));
        return Outcome.done();
    }

    private Outcome change(StepContext context) {
        if (!context.request().recipe().equals("backup")) {
            Environment environment =
                    records.environments().get(context.request().environment());
            records.environments().save(environment.running(""));
        }
        return Outcome.done();
    }

    private Outcome rehearse(StepContext context) {
        Environment production = records.environments().get(Project.PRODUCTION);
        String release = context.request().release();
        ChangeClass declared = records.releases().changes(release).declared();
        RehearsalReport report = new RehearsalReport(
                new RehearsalReport.Subject(context.runId(), release, production.release(), context.now()),
                !red,
                null,
                new RehearsalReport.Unavailability(60_000, 90_000, List.of()),
                new RehearsalReport.Update(List.of(), List.of(), List.of(), declared, declared, ""),
                new RehearsalReport.DatabaseChanges(List.of(), List.of(), List.of(), List.of(), List.of(), List.of()),
                new RehearsalReport.Findings(
                        List.of(),
                        new RehearsalReport.Tests(
                                tests, red ? 1 : 0, List.of(), List.of(), false, RehearsalReport.Demonstration.NONE),
                        List.of(),
                        List.of()));
        context.evidence(RehearsalReport.NAME, "application/json", JSON.writeValueAsString(report));
        records.rehearsals()
                .save(new Rehearsal(
                        context.runId(),
                        release,
                        production.release(),
                        production.generation(),
                        !red,
                        ModulePlan.NOTHING,
                        ModuleMoves.NONE,
                        declared,
                        60_000,
                        context.now()));
        return Outcome.done();
    }

    @Override
    public void close() {
        runs.close();
        database.close();
    }
}
