package dev.understudy.engine.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.environment.Environment.State;
import dev.understudy.engine.fake.FakeProduction;
import dev.understudy.engine.fake.Flaw;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.engine.run.DurableRuns;
import dev.understudy.engine.run.EngineSettings;
import dev.understudy.engine.run.RunRequest;
import dev.understudy.engine.run.Runs;
import dev.understudy.model.evidence.Written;
import dev.understudy.model.run.RunView;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a rollback takes away, on a production of files that somebody has worked with. */
class RollbackTest {

    private static final EngineSettings QUICK =
            EngineSettings.defaults().withPollEvery(Duration.ofMillis(50)).withUndoDelays(List.of(Duration.ZERO));
    private static final Map<String, String> DISCARD = Map.of("discard", "true");

    private final ControlDatabase database =
            ControlDatabase.open(TestPostgres.shared().newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD);

    @TempDir
    private Path folder;

    private FakeProduction production;
    private List<Runs.Evidence> evidence = List.of();

    @BeforeEach
    void deployed() {
        production = new FakeProduction(folder, database.jdbi(), Flaw.NONE).deployed();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void exportsWhatItTakesAwayAndKeepsWhatItReplaced() {
        RunView run = rollback(DISCARD);

        assertThat(run.status()).isEqualTo("succeeded");
        assertThat(production.environment().release()).isEqualTo(FakeProduction.OLD);
        assertThat(production.database("live")).doesNotContain("sold one");
        assertThat(production.database("before-run-1")).contains("order with two-new", "sold one");
        assertThat(production.home().export("production", "run-1")).hasContent("one");
        assertThat(detail(run)).contains("1 rows of 1 tables, 1 by people", "exports/production/run-1.zip");
        assertThat(evidence)
                .filteredOn(one -> one.name().equals(Written.NAME))
                .singleElement()
                .satisfies(one -> assertThat(one.content()).contains("sale_order", "ada", "person"));
    }

    @Test
    void takesNothingAwayThatNobodyGaveUp() {
        RunView run = rollback(Map.of());

        assertThat(code(run)).isEqualTo("rollback.would-lose");
        assertUntouched(run);
    }

    @Test
    void whatIsWrittenAtTheLastMomentCountsToo() {
        RunView first = rollback(DISCARD);
        assertThat(first.status()).isEqualTo("succeeded");
        production.effects().once("held", () -> production.write("sold two"));

        RunView second = rollback(Map.of());

        assertThat(code(second)).isEqualTo("rollback.would-lose");
        assertThat(production.database("live")).contains("sold two");
        assertThat(production.hindrance()).isEmpty();
    }

    @Test
    void aFailedExportStopsItBeforeAnythingIsPutBack() throws Exception {
        Files.writeString(production.home().directory().resolve("exports"), "in the way");

        RunView run = rollback(DISCARD);

        assertThat(code(run)).isEqualTo("export.failed");
        assertUntouched(run);
    }

    @Test
    void dataThatCannotBeReadIsPutBackAllTheSameWhenAsked() throws Exception {
        Files.writeString(production.home().directory().resolve("exports"), "in the way");

        RunView run = rollback(Map.of("discard", "true", "export", "false"));

        assertThat(run.status()).isEqualTo("succeeded");
        assertThat(production.database("before-run-1")).contains("sold one");
    }

    @Test
    void aDatabaseThatDiedIsStartedToBeExported() {
        production.killDatabase();

        assertThat(rollback(DISCARD).status()).isEqualTo("succeeded");
        assertThat(production.home().export("production", "run-1")).hasContent("one");
    }

    private void assertUntouched(RunView run) {
        assertThat(run.status()).isEqualTo("undone");
        assertThat(production.database("live")).contains("sold one");
        assertThat(production.environment().release()).isEqualTo(FakeProduction.NEW);
        assertThat(production.environment().state()).isEqualTo(State.READY);
        assertThat(production.hindrance()).isEmpty();
        assertThat(production.volumes()).containsExactly("before", "live");
    }

    private static String code(RunView run) {
        return Objects.requireNonNull(run.error()).code();
    }

    private static String detail(RunView run) {
        return run.steps().stream()
                .filter(step -> step.name().equals("export-written"))
                .map(step -> String.valueOf(step.detail()))
                .findFirst()
                .orElseThrow();
    }

    private RunView rollback(Map<String, String> arguments) {
        try (DurableRuns runs = new DurableRuns(database, production.recipes(), QUICK, InstantSource.system())) {
            runs.start();
            String id = runs.submit(new RunRequest("rollback", "production", Set.of(), "", arguments, "ada"))
                    .id();
            RunView run = ended(runs, id);
            evidence = runs.evidence(id);
            return run;
        }
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
}
