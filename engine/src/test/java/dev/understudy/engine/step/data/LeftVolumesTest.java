package dev.understudy.engine.step.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.environment.RestorePoint;
import dev.understudy.engine.fake.FakeProduction;
import dev.understudy.engine.fake.Flaw;
import dev.understudy.engine.fake.NotedContext;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.engine.run.RunRequest;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.step.Facts;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No volume stays that nobody knows of, and none goes that users wrote to. */
class LeftVolumesTest {

    private final ControlDatabase database =
            ControlDatabase.open(TestPostgres.shared().newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD);

    @TempDir
    private Path folder;

    private FakeProduction production;

    @BeforeEach
    void production() {
        production = new FakeProduction(folder, database.jdbi(), Flaw.NONE).running();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aSnapshotThatWasCancelledBeforeItsRecordLeavesNothing() {
        Step snapshot = production.step("snapshot", "snapshot");
        NotedContext context = context("snapshot", "run-7");
        snapshot.apply(context);
        production.records().restorePoints().delete("production", "run-7");
        assertThat(production.volumes()).containsExactly("live", "run-7");

        snapshot.undo(context);
        snapshot.undo(context);

        assertThat(production.volumes()).containsExactly("live");
    }

    @Test
    void aSnapshotThatIsRecordedStaysWhenTheRunIsUndone() {
        Step snapshot = production.step("snapshot", "snapshot");
        NotedContext context = context("snapshot", "run-7");
        snapshot.apply(context);

        snapshot.undo(context);

        assertThat(production.volumes()).containsExactly("live", "run-7");
    }

    @Test
    void theNextSnapshotSweepsWhatNobodyKnowsOf() {
        production.prepare("run-3", "half");
        production.prepare("displaced-run-4", "of a run that could not be undone");
        production.step("snapshot", "snapshot").apply(context("snapshot", "run-7"));

        assertThat(production.volumes()).containsExactly("displaced-run-4", "live", "run-7");

        production.step("snapshot", "snapshot").apply(context("snapshot", "run-8"));

        assertThat(production.volumes()).containsExactly("displaced-run-4", "live", "run-7", "run-8");
    }

    @Test
    void whatWasWrittenToARestoredProductionIsKeptWhenTheRestoreIsUndone() {
        NotedContext context = swapped();
        context.put(Facts.SERVED, "true");
        production.write("order after the restore");

        production.step("restore", "swap").undo(context);

        assertThat(production.volumes()).containsExactly("live", "undone-run-9");
        assertThat(production.database("undone-run-9")).contains("order after the restore");
        assertThat(production.database("live")).contains("order with one-old");
        assertThat(production.records().restorePoints().find("production", "undone-run-9"))
                .map(RestorePoint::release)
                .contains(FakeProduction.OLD);
    }

    @Test
    void whatNobodyWasServedIsNotKept() {
        NotedContext context = swapped();

        production.step("restore", "swap").undo(context);
        production.step("restore", "swap").undo(context);

        assertThat(production.volumes()).containsExactly("live");
        assertThat(production.database("live")).contains("order with one-old");
    }

    @Test
    void aCopyOfTheConfigurationThatOutlivedItsUnderstudyIsEnded() throws Exception {
        Path code = production.home().restorePoint("run-7").resolve("code");
        // Named as a copy that takes very long.
        Process stray = new ProcessBuilder(
                        "bash",
                        "-c",
                        "exec -a cp bash -c 'echo runs; read line' \"$@\"",
                        "bash",
                        "-a",
                        "/code",
                        code.toString())
                .start();
        try {
            assertThat(stray.getInputStream().read()).isEqualTo('r');

            production.step("deploy", "save-configuration").apply(context("deploy", "run-7"));

            assertThat(stray.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(code).isDirectory();
        } finally {
            stray.destroyForcibly().waitFor();
        }
    }

    private NotedContext swapped() {
        production.prepare("next", "restored");
        NotedContext context = context("restore", "run-9");
        context.put(Facts.OWN_RELEASE, FakeProduction.OLD);
        context.put(Facts.SOURCE_RELEASE, FakeProduction.OLD);
        production.step("restore", "swap").apply(context);
        assertThat(production.database("live")).containsExactly("restored");
        return context;
    }

    private static NotedContext context(String recipe, String run) {
        return new NotedContext(run, new RunRequest(recipe, "production", Set.of(), "", Map.of(), "ada"));
    }
}
