package dev.understudy.engine.crash;

import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.model.run.RunView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/**
 * Performs a recipe in processes that are killed, and goes on with it afterwards. Each trial has a new folder in {@code
 * root} and an empty control plane.
 */
public final class CrashTrial {

    private static final int KILLED = 128 + 9;
    private static final long PATIENCE_SECONDS = 90;
    private static final int LANES = 2;

    private final TestPostgres postgres;
    private final Class<? extends CrashBook> book;
    private final String recipe;
    private final String release;
    private final Path root;
    private final String url;
    private int trials;

    public CrashTrial(TestPostgres postgres, Class<? extends CrashBook> book, String recipe, Path root) {
        this(postgres, book, recipe, "r1", root);
    }

    /** The run is asked for with a release. */
    public CrashTrial(
            TestPostgres postgres, Class<? extends CrashBook> book, String recipe, String release, Path root) {
        this.postgres = postgres;
        this.book = book;
        this.recipe = recipe;
        this.release = release;
        this.root = root;
        this.url = postgres.newDatabase();
    }

    /**
     * How a trial ended.
     *
     * @param folder what the recipe left there
     * @param killedAt the points at which it was killed
     */
    public record Ending(Path folder, RunView run, List<String> killedAt) {}

    /** Performs the recipe undisturbed in a child; the points that it passed, in order. */
    public List<String> points() {
        Path folder = newFolder();
        forgetAllRuns();
        child(folder, -1, 0);
        return read(folder);
    }

    /**
     * Performs the recipe for each of these points in a child that is killed there, then to its end here; two at a time.
     *
     * @param holds what holds at the end, with the control plane as the trial left it
     */
    public void killedAtEach(IntStream points, BiConsumer<Ending, ControlDatabase> holds) {
        Queue<Integer> left = new ConcurrentLinkedQueue<>(points.boxed().toList());
        try (ExecutorService lanes = Executors.newFixedThreadPool(LANES)) {
            List<Callable<Void>> works = new ArrayList<>();
            for (int lane = 0; lane < LANES; lane++) {
                CrashTrial trial = new CrashTrial(postgres, book, recipe, release, root.resolve("lane" + lane));
                works.add(() -> {
                    for (Integer point = left.poll(); point != null; point = left.poll()) {
                        Ending ending = trial.killedAt(point);
                        try (ControlDatabase database = trial.control()) {
                            holds.accept(ending, database);
                        }
                    }
                    return null;
                });
            }
            for (Future<Void> lane : lanes.invokeAll(works)) {
                lane.get();
            }
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        } catch (InterruptedException wish) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", wish);
        }
    }

    private ControlDatabase control() {
        return ControlDatabase.open(url, TestPostgres.USER, TestPostgres.PASSWORD);
    }

    /** Performs the recipe in children that are killed at these points, one after the other, then to its end here. */
    public Ending killedAt(int... points) {
        Path folder = newFolder();
        forgetAllRuns();
        List<String> killedAt = new ArrayList<>();
        for (int point : points) {
            int before = read(folder).size();
            child(folder, point, KILLED);
            List<String> passed = read(folder);
            if (passed.size() != before + point + 1) {
                throw new AssertionError("not killed at point " + point + " but after " + passed);
            }
            killedAt.add(passed.getLast());
        }
        try {
            return new Ending(folder, CrashChild.perform(url, book.getName(), folder, recipe, release), killedAt);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void child(Path folder, int killAt, int expected) {
        try {
            Path said = folder.resolve("said");
            List<String> argv = new ArrayList<>();
            argv.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            argv.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
            argv.addAll(ClassCache.of(book).options());
            argv.add(CrashChild.class.getName());
            argv.addAll(List.of(url, book.getName(), folder.toString(), recipe, Integer.toString(killAt), release));
            Process child = new ProcessBuilder(argv)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(said.toFile()))
                    .start();
            if (!child.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                child.destroyForcibly();
                throw new AssertionError("the child did not end: " + Files.readString(said));
            }
            if (child.exitValue() != expected) {
                throw new AssertionError("the child ended with " + child.exitValue() + ": " + Files.readString(said));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException wish) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", wish);
        }
    }

    private void forgetAllRuns() {
        try (ControlDatabase database = control()) {
            database.jdbi().useHandle(handle -> handle.execute("""
                    do $$ begin execute (
                        select 'truncate ' || string_agg(format('%I.%I', schemaname, tablename), ', ')
                            || ' restart identity'
                        from pg_tables where schemaname = current_schema and tablename <> 'flyway_schema_history');
                    end $$"""));
        }
    }

    private Path newFolder() {
        try {
            return Files.createDirectories(root.resolve("trial" + trials++));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<String> read(Path folder) {
        Path points = folder.resolve("points");
        try {
            return Files.exists(points) ? Files.readAllLines(points, StandardCharsets.UTF_8) : List.of();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
