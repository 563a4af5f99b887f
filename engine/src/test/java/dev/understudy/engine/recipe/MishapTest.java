package dev.understudy.engine.recipe;

import static dev.understudy.engine.recipe.Performing.assertOld;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.environment.Environment.State;
import dev.understudy.engine.environment.RestorePoint;
import dev.understudy.engine.fake.FakeProduction;
import dev.understudy.engine.fake.Flaw;
import dev.understudy.model.run.RunView;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The release misbehaves, or the machine does: production is what it was, and the run says why. */
class MishapTest {

    @AutoClose
    private final Performing runs = new Performing();

    @Test
    void aReleaseThatAnswersWithErrorsIsUndone() {
        FakeProduction production = runs.production(Flaw.ANSWERS_ERRORS);

        RunView run = runs.deploy(production);

        assertUndone(run, "runtime.not-serving");
        assertThat(production.effects().all()).doesNotContain("ordered with two-new");
        assertOld(production);
        assertThat(production.volumes()).containsExactly("live", "run-1");
    }

    @Test
    void aReleaseThatDoesNotOpenForWhoHasSignedInIsUndoneBeforeUsersMeetIt() {
        FakeProduction production = runs.production(Flaw.DOES_NOT_OPEN);

        RunView run = runs.deploy(production);

        assertUndone(run, "probe.signed-in");
        assertThat(production.effects().all()).doesNotContain("ordered with two-new");
        assertOld(production);
        assertThat(production.signedIn()).isEmpty();
    }

    @Test
    void nobodyStaysSignedInForTheProbeOfADeploy() {
        FakeProduction production = runs.production(Flaw.NONE);

        RunView run = runs.deploy(production);

        assertThat(run.steps())
                .filteredOn(step -> step.name().equals("probe"))
                .extracting(RunView.StepView::detail)
                .containsExactly("the login page answers; the page after the sign-in answers");
        assertThat(production.signedIn()).as("in no restore point either").isEmpty();
    }

    @Test
    void codeAloneThatAnswersWithErrorsNeverServes() {
        FakeProduction production = runs.production(Flaw.CODE_ALONE_ANSWERS_ERRORS);

        RunView run = runs.deployCodeAlone(production);

        assertEnded(run, "failed", "runtime.not-serving");
        assertThat(production.effects().all()).doesNotContain("held", "opened GREEN", "CRON stopped");
        assertOld(production);
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "CODE_ALONE"})
    void isRefusedWhenAnotherProgramHasAPortOfTheOtherSlot(Flaw flaw) {
        FakeProduction production = runs.production(flaw);
        production.mishaps().listen(8, "nginx");

        RunView run = flaw.codeAlone() ? runs.deployCodeAlone(production) : runs.deploy(production);

        assertEnded(run, "failed", "preflight.port-taken");
        assertThat(Objects.requireNonNull(run.error()).what()).contains("20008", "nginx (pid 4711)");
        assertThat(production.effects().all()).doesNotContain("code placed", "WEB started", "WEB stopped", "held");
        assertOld(production);
    }

    @Test
    void codeAloneThatDiesAsSoonAsItServesGivesBackToTheOldSlot() {
        FakeProduction production = runs.production(Flaw.CODE_ALONE_DIES);

        RunView run = runs.deployCodeAlone(production);

        assertUndone(run, "watch.not-serving");
        assertThat(production.effects().all()).contains("opened GREEN").doesNotContain("held");
        assertThat(production.database("live")).contains("checksums=r1", "order with one-new");
        assertThat(production.environment().release()).isEqualTo(FakeProduction.OLD);
        assertThat(production.environment().state()).isEqualTo(State.READY);
        assertThat(production.instances())
                .isEqualTo(Map.of("production-web-blue", "one-old", "production-cron-blue", "one-old"));
        assertThat(production.hindrance()).isEmpty();
    }

    @Test
    void anUpdateThatFillsTheDiskIsUndoneInNoRoomAtAll() {
        FakeProduction production = runs.production(Flaw.UPDATE_FAILS);
        production.effects().once("a updated", production.mishaps()::fillDisk);

        RunView run = runs.deploy(production);

        assertUndone(run, "update.failed");
        assertOld(production);
        assertThat(production.volumes()).as("the restore point is the data").containsExactly("live");
        assertThat(production.records().restorePoints().of("production")).isEmpty();
    }

    @Test
    void whatUsersWroteIsKeptThoughTheDiskIsFull() {
        FakeProduction production = runs.production(Flaw.LOGS_AN_ERROR);
        production.effects().once("ordered with two-new", production.mishaps()::fillDisk);

        RunView run = runs.deploy(production);

        assertUndone(run, "watch.new-error");
        assertOld(production);
        assertThat(production.volumes()).containsExactly("live", "undone-run-1");
        assertThat(production.database("undone-run-1")).contains("order with two-new");
        assertThat(production.records().restorePoints().of("production"))
                .extracting(RestorePoint::name)
                .containsExactly("undone-run-1");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1})
    void aClockThatIsSetAgainAndAgainChangesNothing(long hours) {
        FakeProduction production = runs.production(Flaw.NONE);
        AtomicLong readings = new AtomicLong();
        InstantSource jumping =
                () -> Instant.now().plus(Duration.ofHours(hours).multipliedBy(readings.incrementAndGet()));

        runs.clock(jumping);
        RunView run = runs.deploy(production);

        assertThat(run.status()).isEqualTo("succeeded");
        assertThat(production.effects().all()).containsOnlyOnce("update begun");
        assertThat(production.environment().release()).isEqualTo(FakeProduction.NEW);
        assertThat(production.hindrance()).isEmpty();
    }

    @Test
    void theNewestRestorePointIsTheOneThatWasTakenLast() {
        FakeProduction production = runs.production(Flaw.NONE);
        Instant first = Instant.parse("2026-11-02T08:00:00Z");
        for (String name : List.of("first", "second", "third")) {
            Instant told = name.equals("third") ? first.minus(Duration.ofHours(5)) : first;
            production.records().restorePoints().save(new RestorePoint("production", name, "r1", "asked", told));
        }

        assertThat(production.records().restorePoints().of("production"))
                .extracting(RestorePoint::name)
                .containsExactly("third", "second", "first");
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
}
