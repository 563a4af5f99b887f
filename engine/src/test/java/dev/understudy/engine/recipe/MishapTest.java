package dev.understudy.engine.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.environment.Environment.State;
import dev.understudy.engine.environment.RestorePoint;
import dev.understudy.engine.fake.FakeProduction;
import dev.understudy.engine.fake.Flaw;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.engine.release.CodeAlone;
import dev.understudy.engine.run.DurableRuns;
import dev.understudy.engine.run.EngineSettings;
import dev.understudy.engine.run.RunRequest;
import dev.understudy.model.run.RunView;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The release misbehaves, or the machine does: production is what it was, and the run says why. */
class MishapTest {

    private static final EngineSettings QUICK =
            EngineSettings.defaults().withPollEvery(Duration.ofMillis(50)).withUndoDelays(List.of(Duration.ZERO));
    private static final Map<String, String> CODE_ALONE = Map.of(CodeAlone.ARGUMENT, "true");

    private final ControlDatabase database =
            ControlDatabase.open(TestPostgres.shared().newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD);

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aReleaseThatAnswersWithErrorsIsUndone() {
        FakeProduction production = production(Flaw.ANSWERS_ERRORS);

        RunView run = deploy(production, Map.of());

        assertUndone(run, "runtime.not-serving");
        assertThat(production.effects().all()).doesNotContain("ordered with two-new");
        assertOld(production, "order with one-old");
        assertThat(production.volumes()).containsExactly("live", "run-1");
    }

    @Test
    void codeAloneThatAnswersWithErrorsNeverServes() {
        FakeProduction production = production(Flaw.CODE_ALONE_ANSWERS_ERRORS);

        RunView run = deploy(production, CODE_ALONE);

        assertEnded(run, "failed", "runtime.not-serving");
        assertThat(production.effects().all()).doesNotContain("held", "opened GREEN", "CRON stopped");
        assertOld(production, "order with one-old");
    }

    @Test
    void codeAloneIsRefusedWhenAnotherProgramHasItsPort() {
        FakeProduction production = production(Flaw.CODE_ALONE);
        production.listen(8, "nginx");

        RunView run = deploy(production, CODE_ALONE);

        assertEnded(run, "failed", "preflight.port-taken");
        assertThat(Objects.requireNonNull(run.error()).what()).contains("20008", "nginx (pid 4711)");
        assertThat(production.effects().all()).doesNotContain("code placed", "WEB started", "WEB stopped");
        assertOld(production, "order with one-old");
    }

    @Test
    void codeAloneThatDiesAsSoonAsItServesGivesBackToTheOldSlot() {
        FakeProduction production = production(Flaw.CODE_ALONE_DIES);

        RunView run = deploy(production, CODE_ALONE);

        assertUndone(run, "watch.not-serving");
        assertThat(production.effects().all()).contains("opened GREEN").doesNotContain("held");
        assertOld(production, "order with one-new", "order with one-old");
    }

    @Test
    void anUpdateThatFillsTheDiskIsUndoneInNoRoomAtAll() {
        FakeProduction production = production(Flaw.UPDATE_FAILS);
        production.effects().once("a updated", production::fillDisk);

        RunView run = deploy(production, Map.of());

        assertUndone(run, "update.failed");
        assertOld(production, "order with one-old");
        assertThat(production.volumes()).as("the restore point is the data").containsExactly("live");
        assertThat(production.records().restorePoints().of("production")).isEmpty();
    }

    @Test
    void whatUsersWroteIsKeptThoughTheDiskIsFull() {
        FakeProduction production = production(Flaw.LOGS_AN_ERROR);
        production.effects().once("ordered with two-new", production::fillDisk);

        RunView run = deploy(production, Map.of());

        assertUndone(run, "watch.new-error");
        assertOld(production, "order with one-old");
        assertThat(production.volumes()).containsExactly("live", "undone-run-1");
        assertThat(production.database("undone-run-1")).contains("order with two-new");
        assertThat(production.records().restorePoints().of("production"))
                .extracting(RestorePoint::name)
                .containsExactly("undone-run-1");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1})
    void aClockThatIsSetAgainAndAgainChangesNothing(long hours) {
        FakeProduction production = production(Flaw.NONE);
        AtomicLong readings = new AtomicLong();
        InstantSource jumping =
                () -> Instant.now().plus(Duration.ofHours(hours).multipliedBy(readings.incrementAndGet()));

        RunView run = perform(production, jumping, Map.of());

        assertThat(run.status()).isEqualTo("succeeded");
        assertThat(production.effects().all()).containsOnlyOnce("update begun");
        assertThat(production.environment().release()).isEqualTo(FakeProduction.NEW);
        assertThat(production.hindrance()).isEmpty();
    }

    @Test
    void theNewestRestorePointIsTheOneThatWasTakenLast() {
        FakeProduction production = production(Flaw.NONE);
        Instant first = Instant.parse("2026-11-02T08:00:00Z");
        for (String name : List.of("first", "second", "third")) {
            Instant told = name.equals("third") ? first.minus(Duration.ofHours(5)) : first;
            production.records().restorePoints().save(new RestorePoint("production", name, "r1", "asked", told));
        }

        assertThat(production.records().restorePoints().of("production"))
                .extracting(RestorePoint::name)
                .containsExactly("third", "second", "first");
    }

    private FakeProduction production(Flaw flaw) {
        return new FakeProduction(folder, database.jdbi(), flaw).running();
    }

    private RunView deploy(FakeProduction production, Map<String, String> arguments) {
        return perform(production, InstantSource.system(), arguments);
    }

    private RunView perform(FakeProduction production, InstantSource clock, Map<String, String> arguments) {
        CountDownLatch ended = new CountDownLatch(1);
        try (DurableRuns runs = new DurableRuns(database, production.recipes(), QUICK, clock)) {
            runs.start();
            String id = runs.submit(
                            new RunRequest("deploy", "production", Set.of(), FakeProduction.NEW, arguments, "ada"))
                    .id();
            try (var following = runs.follow(id, Locale.ENGLISH, run -> {
                if (run.ended()) {
                    ended.countDown();
                }
            })) {
                assertThat(following).isNotNull();
                assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
            }
            return runs.run(id);
        } catch (InterruptedException wish) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", wish);
        }
    }

    private static void assertUndone(RunView run, String code) {
        assertEnded(run, "undone", code);
    }

    private static void assertEnded(RunView run, String status, String code) {
        assertThat(run.status()).isEqualTo(status);
        RunView.ErrorView error = Objects.requireNonNull(run.error());
        assertThat(error.code()).isEqualTo(code);
        assertThat(error.mend()).isNotEmpty();
    }

    private static void assertOld(FakeProduction production, String... orders) {
        assertThat(production.database("live"))
                .contains("a=one", "b=one", "checksums=r1")
                .contains(orders);
        assertThat(production.database("live")).hasSize(3 + orders.length);
        assertThat(production.environment().release()).isEqualTo(FakeProduction.OLD);
        assertThat(production.environment().state()).isEqualTo(State.READY);
        assertThat(production.instances())
                .isEqualTo(Map.of("production-web-blue", "one-old", "production-cron-blue", "one-old"));
        assertThat(production.hindrance()).isEmpty();
    }
}
