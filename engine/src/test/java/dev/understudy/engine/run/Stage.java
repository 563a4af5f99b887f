package dev.understudy.engine.run;

import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.run.RunView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An engine on a database of its own, with recipes that a test makes up. */
final class Stage implements AutoCloseable {

    static final EngineSettings QUICK = EngineSettings.defaults()
            .withPollEvery(Duration.ofMillis(100))
            .withSweepEvery(Duration.ofMillis(200))
            .withRecheckEvery(Duration.ofMinutes(10))
            .withUndoDelays(List.of(Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofMillis(30)));

    final List<String> notes = new CopyOnWriteArrayList<>();
    final String url;
    final EngineSettings settings;
    private final Admission admission;
    ControlDatabase database;
    DurableRuns runs;
    private volatile Duration ahead = Duration.ZERO;
    private final Map<String, Recipe> recipes = new ConcurrentHashMap<>();

    Stage() {
        this(TestPostgres.shared(), QUICK);
    }

    /** With a door of a test's own. */
    Stage(Admission admission) {
        this(TestPostgres.shared(), QUICK, admission);
    }

    Stage(TestPostgres postgres, EngineSettings settings) {
        this(postgres, settings, Admission.ALL);
    }

    private Stage(TestPostgres postgres, EngineSettings settings, Admission admission) {
        this.admission = admission;
        this.url = postgres.newDatabase();
        this.settings = settings;
        this.database = open(url);
        this.runs = new DurableRuns(database, this::recipe, settings, clock(), admission);
        runs.start();
    }

    static ControlDatabase open(String url) {
        return ControlDatabase.open(url, TestPostgres.USER, TestPostgres.PASSWORD);
    }

    /** As if the process had ended and another had begun. */
    void restart() {
        runs.close();
        database.close();
        database = open(url);
        runs = new DurableRuns(database, this::recipe, settings, clock(), admission);
        runs.start();
    }

    /** The machine's clock; see {@link #setClock}. */
    InstantSource clock() {
        return () -> Instant.now().plus(ahead);
    }

    /** As if somebody had set the machine's clock. */
    void setClock(Duration aheadOfTime) {
        ahead = aheadOfTime;
    }

    ScriptedStep step(String name) {
        return new ScriptedStep(name, notes);
    }

    Stage recipe(String name, Step... steps) {
        recipes.put(name, new Recipe(name, Arrays.asList(steps)));
        return this;
    }

    RunView submit(String recipe, String environment, String... reads) {
        return runs.submit(request(recipe, environment, reads));
    }

    static RunRequest request(String recipe, String environment, String... reads) {
        return new RunRequest(recipe, environment, Set.of(reads), "r1", Map.of("why", "a test"), "ada");
    }

    RunView ended(RunView run) {
        return Await.until(() -> runs.run(run.id()), RunView::ended);
    }

    RunView in(RunView run, String status) {
        return Await.until(() -> runs.run(run.id()), seen -> seen.status().equals(status));
    }

    static List<String> steps(RunView run) {
        return run.steps().stream()
                .map(step -> step.name() + " " + step.status())
                .toList();
    }

    /** How many runs go on at a later time. */
    int executionsAhead() {
        return database.jdbi()
                .withHandle(handle -> handle.createQuery(
                                "select count(*) from scheduled_tasks where not picked and execution_time > now() + interval '1 minute'")
                        .mapTo(Integer.class)
                        .one());
    }

    private Recipe recipe(RunRequest request) {
        Recipe recipe = recipes.get(request.recipe());
        if (recipe == null) {
            throw Fault.usage("engine.no-such-recipe", request.recipe()).exception();
        }
        return recipe;
    }

    @Override
    public void close() {
        runs.close();
        database.close();
    }
}
