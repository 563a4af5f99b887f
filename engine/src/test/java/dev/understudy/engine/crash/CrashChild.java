package dev.understudy.engine.crash;

import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.engine.run.DurableRuns;
import dev.understudy.engine.run.EngineSettings;
import dev.understudy.engine.run.RunRequest;
import dev.understudy.model.run.RunView;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/** A process that performs one run, or goes on with it, and may be killed in the middle. */
final class CrashChild {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final EngineSettings QUICK = EngineSettings.defaults()
            .withPollEvery(Duration.ofMillis(100))
            .withSweepEvery(Duration.ofMillis(500))
            .withUndoDelays(List.of(Duration.ZERO, Duration.ofMillis(50), Duration.ofMillis(100)));

    private CrashChild() {}

    /** The address, the class of the book, the folder, the recipe, the number of the point to be killed at, the release. */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        Path folder = Path.of(arguments[2]);
        Mortality.begin(folder.resolve("points"), Integer.parseInt(arguments[4]));
        RunView run = perform(arguments[0], arguments[1], folder, arguments[3], arguments[5]);
        System.out.println(run.status());
    }

    /** Asks for the run if nobody did, and performs it to its end. */
    static RunView perform(String url, String book, Path folder, String recipe, String release)
            throws ReflectiveOperationException {
        CrashBook made = Class.forName(book)
                .asSubclass(CrashBook.class)
                .getDeclaredConstructor()
                .newInstance();
        try (ControlDatabase database = ControlDatabase.open(url, TestPostgres.USER, TestPostgres.PASSWORD);
                DurableRuns runs = new DurableRuns(
                        database, new MortalBook(made.open(folder, database)), QUICK, InstantSource.system())) {
            runs.start();
            List<RunView> asked = runs.runs(1);
            String id = asked.isEmpty()
                    ? runs.submit(new RunRequest(recipe, "production", Set.of(), release, made.arguments(), "ada"))
                            .id()
                    : asked.getFirst().id();
            Instant end = Instant.now().plus(PATIENCE);
            while (Instant.now().isBefore(end)) {
                RunView run = runs.run(id);
                if (run.ended()) {
                    return run;
                }
                pause();
            }
            throw new IllegalStateException("did not end: " + runs.run(id));
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException wish) {
            Thread.currentThread().interrupt();
        }
    }
}
