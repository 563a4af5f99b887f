package dev.understudy.engine.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.environment.Environment.State;
import dev.understudy.engine.fake.FakeProduction;
import dev.understudy.engine.fake.Flaw;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.engine.release.CodeAlone;
import dev.understudy.engine.run.DurableRuns;
import dev.understudy.engine.run.EngineSettings;
import dev.understudy.engine.run.RunRequest;
import dev.understudy.engine.run.Runs;
import dev.understudy.engine.step.serving.RestartDatabase;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.run.RunView;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.LocalHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;

/**
 * Performs the real recipes on a production of files, one run after the other, each to its end; in a folder of its own,
 * which goes with it.
 */
final class Performing implements AutoCloseable {

    private static final EngineSettings QUICK =
            EngineSettings.defaults().withPollEvery(Duration.ofMillis(50)).withUndoDelays(List.of(Duration.ZERO));
    private static final Map<String, String> CODE_ALONE = Map.of(CodeAlone.ARGUMENT, "true");

    private InstantSource clock = InstantSource.system();
    private final ControlDatabase database =
            ControlDatabase.open(TestPostgres.shared().newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD);

    private final Path folder = newFolder();

    /** Production as it runs the old release; as the last run left it, when there was one. */
    FakeProduction production(Flaw flaw) {
        return new FakeProduction(folder, jdbi(), flaw).running();
    }

    /** As {@link #production(Flaw)}, on a disk with so much room. */
    FakeProduction production(Flaw flaw, long freeBytes) {
        return new FakeProduction(folder, jdbi(), flaw, freeBytes).running();
    }

    /** Production after somebody has worked with the new release. */
    FakeProduction deployed(Flaw flaw) {
        return new FakeProduction(folder, jdbi(), flaw).deployed();
    }

    Jdbi jdbi() {
        return database.jdbi();
    }

    /** From now on the engine takes the time from this clock. */
    void clock(InstantSource told) {
        clock = told;
    }

    RunView deploy(FakeProduction production) {
        return perform(production, "deploy", FakeProduction.NEW, Map.of(), "");
    }

    /** Deploys, and restarts the database on the way. */
    RunView deployRestarting(FakeProduction production) {
        return perform(production, "deploy", FakeProduction.NEW, Map.of(RestartDatabase.ARGUMENT, "true"), "");
    }

    /** Deploys, and cancels it right after an effect. */
    RunView deployCancelledAfter(FakeProduction production, String effect) {
        return perform(production, "deploy", FakeProduction.NEW, Map.of(), effect);
    }

    /** What a deploy would do, without doing it. */
    List<String> planOfDeploy(FakeProduction production) {
        try (DurableRuns runs = runs(production)) {
            return runs.plan(new RunRequest("deploy", "production", Set.of(), FakeProduction.NEW, Map.of(), "ada"));
        }
    }

    RunView deployCodeAlone(FakeProduction production) {
        return perform(production, "deploy", FakeProduction.NEW, CODE_ALONE, "");
    }

    RunView rollback(FakeProduction production, Map<String, String> arguments) {
        return perform(production, "rollback", "", arguments, "");
    }

    /**
     * Rolls back, and asks to cancel it right after an effect.
     *
     * @param refusal is given the code when it is too late
     */
    RunView rollback(
            FakeProduction production, Map<String, String> arguments, String effect, Consumer<String> refusal) {
        production.effects().once(effect, () -> {
            try (DurableRuns runs = runs(production)) {
                runs.cancel("run-1");
            } catch (FaultException refused) {
                refusal.accept(refused.fault().code());
            }
        });
        return rollback(production, arguments);
    }

    RunView rollBackCodeAlone(FakeProduction production) {
        return rollback(production, CODE_ALONE);
    }

    /** What a rollback would do, without doing it. */
    List<String> planOfRollback(FakeProduction production, Map<String, String> arguments) {
        try (DurableRuns runs = runs(production)) {
            return runs.plan(new RunRequest("rollback", "production", Set.of(), "", arguments, "ada"));
        }
    }

    /** The environments that runs have begun to change. */
    Set<String> changing(FakeProduction production) {
        try (DurableRuns runs = runs(production)) {
            return runs.changing();
        }
    }

    List<Runs.Evidence> evidence(FakeProduction production, RunView run) {
        try (DurableRuns runs = runs(production)) {
            return runs.evidence(run.id());
        }
    }

    private RunView perform(
            FakeProduction production,
            String recipe,
            String release,
            Map<String, String> arguments,
            String cancelledAfter) {
        try (DurableRuns runs = runs(production)) {
            runs.start();
            if (!cancelledAfter.isEmpty()) {
                production.effects().once(cancelledAfter, () -> runs.cancel("run-1"));
            }
            return ended(
                    runs,
                    runs.submit(new RunRequest(recipe, "production", Set.of(), release, arguments, "ada"))
                            .id());
        }
    }

    private DurableRuns runs(FakeProduction production) {
        return new DurableRuns(database, production.recipes(), QUICK, clock);
    }

    private static RunView ended(DurableRuns runs, String id) {
        CountDownLatch ended = new CountDownLatch(1);
        try (var following = runs.follow(id, Locale.ENGLISH, run -> {
            if (run.ended()) {
                ended.countDown();
            }
        })) {
            assertThat(following).isNotNull();
            assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
            return runs.run(id);
        } catch (InterruptedException wish) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", wish);
        }
    }

    static void assertCode(RunView run, String code) {
        assertThat(Objects.requireNonNull(run.error()).code()).isEqualTo(code);
    }

    /** Data, code and all that runs are as before the deploy. */
    static void assertOld(FakeProduction production) {
        assertThat(production.database("live")).containsExactly("a=one", "b=one", "checksums=r1", "order with one-old");
        assertThat(production.environment().release()).isEqualTo(FakeProduction.OLD);
        assertThat(production.environment().state()).isEqualTo(State.READY);
        assertThat(production.instances())
                .isEqualTo(Map.of("production-web-blue", "one-old", "production-cron-blue", "one-old"));
        assertThat(production.hindrance()).isEmpty();
    }

    @Override
    public void close() {
        database.close();
        new LocalHost("local", CommandLog.NONE).delete(folder);
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("understudy-production");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
