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
import dev.understudy.engine.run.Step;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deploy and rollback as they are wired, on a production of files. */
class DeployTest {

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
    void stopsThenFreezesThenUpdatesThenServes() {
        FakeProduction production = production(Flaw.NONE);

        assertThat(deploy(production).status()).isEqualTo("succeeded");

        assertThat(production.effects().all())
                .containsSubsequence(
                        "code placed",
                        "cp -a --reflink=auto code/r1 restore-points/run-1/code",
                        "CRON stopped",
                        "held",
                        "WEB stopped",
                        "cp -a --reflink=never -T -- volumes/production/live/pgdata volumes/production/run-1/.copying-pgdata",
                        "cp -a --reflink=never -T -- volumes/production/live/data volumes/production/run-1/data",
                        "update begun",
                        "a updated",
                        "b updated",
                        "checksums of r2",
                        "WEB started",
                        "opened BLUE",
                        "ordered with two-new",
                        "CRON started")
                .doesNotContain("cluster stopped");
        assertThat(production.environment().release()).isEqualTo(FakeProduction.NEW);
        assertThat(production.environment().state()).isEqualTo(State.READY);
        assertThat(production.environment().generation()).isEqualTo(2);
        assertThat(production.records().restorePoints().of("production"))
                .singleElement()
                .satisfies(point -> assertThat(point.release()).isEqualTo(FakeProduction.OLD));
    }

    @Test
    void aFailedUpdateIsUndoneAndKeepsNothingOfIt() {
        FakeProduction production = production(Flaw.UPDATE_FAILS);

        RunView run = deploy(production);

        assertThat(run.status()).isEqualTo("undone");
        assertCode(run, "update.failed");
        assertOld(production);
        assertThat(production.volumes()).containsExactly("live", "run-1");
    }

    @Test
    void aReleaseOfCodeAloneDoesNotTouchTheData() {
        FakeProduction production = production(Flaw.CODE_ALONE);

        assertThat(deploy(production).status()).isEqualTo("succeeded");

        assertThat(production.effects().all()).doesNotContain("update begun").contains("checksums of r2");
        assertThat(production.instances()).containsEntry("production-web-blue", "one-new");
        assertThat(production.environment().release()).isEqualTo(FakeProduction.NEW);
    }

    @Test
    void aReleaseOfCodeAloneTakesTheFreeSlotAndNobodyWaits() {
        FakeProduction production = production(Flaw.CODE_ALONE);

        RunView run = perform(production, "deploy", FakeProduction.NEW, CODE_ALONE, "");

        assertThat(run.status()).isEqualTo("succeeded");
        assertThat(production.effects().all())
                .containsSubsequence(
                        "WEB started",
                        "checksums of r2",
                        "CRON stopped",
                        "opened GREEN",
                        "ordered with one-new",
                        "CRON started",
                        "WEB stopped")
                .doesNotContain("held", "update begun", "cluster stopped");
        assertThat(production.instances())
                .isEqualTo(Map.of("production-web-green", "one-new", "production-cron-green", "one-new"));
        assertThat(production.environment().release()).isEqualTo(FakeProduction.NEW);
        assertThat(production.hindrance()).isEmpty();
    }

    @Test
    void aReleaseOfCodeAloneThatMisbehavesGoesBackToTheSlotThatStillStands() {
        FakeProduction production = production(Flaw.CODE_ALONE_LOGS_AN_ERROR);

        RunView run = perform(production, "deploy", FakeProduction.NEW, CODE_ALONE, "");

        assertThat(run.status()).isEqualTo("undone");
        assertCode(run, "watch.new-error");
        assertThat(production.effects().all()).doesNotContain("held");
        assertThat(production.instances())
                .isEqualTo(Map.of("production-web-blue", "one-old", "production-cron-blue", "one-old"));
        assertThat(production.database("live"))
                .as("what users wrote meanwhile stays")
                .containsExactly("a=one", "b=one", "checksums=r1", "order with one-new", "order with one-old");
        assertThat(production.environment().release()).isEqualTo(FakeProduction.OLD);
        assertThat(production.hindrance()).isEmpty();
    }

    @Test
    void theSameBrokenReleaseDoesNotPassItsWatchTheSecondTime() {
        FakeProduction production = production(Flaw.CODE_ALONE_LOGS_AN_ERROR);
        assertThat(perform(production, "deploy", FakeProduction.NEW, CODE_ALONE, "")
                        .status())
                .isEqualTo("undone");

        RunView again = perform(production, "deploy", FakeProduction.NEW, CODE_ALONE, "");

        assertThat(again.status()).isEqualTo("undone");
        assertCode(again, "watch.new-error");
    }

    @Test
    void goesBackFromCodeAloneByCodeAlone() {
        FakeProduction production = production(Flaw.CODE_ALONE);
        assertThat(perform(production, "deploy", FakeProduction.NEW, CODE_ALONE, "")
                        .status())
                .isEqualTo("succeeded");
        production.write("order after the deploy");

        RunView run = perform(production, "rollback", "", CODE_ALONE, "");

        assertThat(run.status()).isEqualTo("succeeded");
        assertThat(production.effects().all()).doesNotContain("held", "cluster stopped");
        assertThat(production.database("live")).contains("order after the deploy", "checksums=r1");
        assertThat(production.instances())
                .isEqualTo(Map.of("production-web-blue", "one-old", "production-cron-blue", "one-old"));
        assertThat(production.environment().release()).isEqualTo(FakeProduction.OLD);
        assertThat(production.environment().state()).isEqualTo(State.READY);
        assertThat(production.hindrance()).isEmpty();
    }

    @Test
    void refusesCodeAloneWhenMoreWasRehearsed() {
        FakeProduction production = production(Flaw.NONE);

        RunView run = perform(production, "deploy", FakeProduction.NEW, CODE_ALONE, "");

        assertThat(run.status()).isEqualTo("failed");
        assertCode(run, "release.not-code-alone");
    }

    @Test
    void whatUsersWroteBeforeItDiedIsKept() {
        FakeProduction production = production(Flaw.DIES);

        RunView run = deploy(production);

        assertThat(run.status()).isEqualTo("undone");
        assertCode(run, "watch.not-serving");
        assertOld(production);
        assertThat(production.database("undone-run-1")).contains("order with two-new");
    }

    @Test
    void refusesAReleaseWhoseRehearsalFailed() {
        FakeProduction production = production(Flaw.NONE);

        production.rehearsed(false, FakeProduction.OLD, 1);
        assertRefused(production, "release.rehearsal-failed");
    }

    @Test
    void refusesARehearsalOnAStateThatIsPast() {
        FakeProduction production = production(Flaw.NONE);
        production.records().environments().save(production.environment().running(FakeProduction.OLD));

        assertRefused(production, "release.rehearsal-outdated");
    }

    @Test
    void refusesAReleaseWithoutRehearsal() {
        FakeProduction production = production(Flaw.NONE);
        database.jdbi().useHandle(handle -> handle.execute("DELETE FROM rehearsal"));

        assertRefused(production, "release.not-rehearsed");
    }

    @Test
    void refusesWhenTheDiskIsFull() {
        assertRefused(
                new FakeProduction(folder, database.jdbi(), Flaw.NONE, 1L << 30).running(), "preflight.disk-full");
    }

    @Test
    void refusesWhenAnExternalPathIsNotThere() throws Exception {
        FakeProduction production = production(Flaw.NONE);
        Files.delete(production.external());

        assertRefused(production, "preflight.external-path-missing");
    }

    @Test
    void refusesWhenModulesAreLeftInTheMiddle() {
        FakeProduction production = production(Flaw.NONE);
        production.write("pending sale");

        assertRefused(production, "preflight.modules-pending");
    }

    @Test
    void refusesWhenATransactionStandsInTheWay() {
        FakeProduction production = production(Flaw.NONE);
        production.write("transaction 600000");

        assertRefused(production, "preflight.long-transaction");
    }

    @Test
    void refusesAReleaseOfAnotherBuild() {
        FakeProduction production = production(Flaw.NONE);
        database.jdbi().useHandle(handle -> handle.execute("UPDATE release SET odoo_build = 'debian:18.0'"));

        assertRefused(production, "preflight.other-build");
    }

    @Test
    void undoesWhatIsNotAsItWasRehearsed() {
        FakeProduction production = production(Flaw.NOT_AS_REHEARSED);

        RunView run = deploy(production);

        assertThat(run.status()).isEqualTo("undone");
        assertCode(run, "release.not-as-rehearsed");
        assertThat(production.effects().all()).doesNotContain("update begun", "cluster stopped");
        assertOld(production);
    }

    @Test
    void cancelledInTheMiddleOfTheUpdateItIsUndone() {
        FakeProduction production = production(Flaw.NONE);

        RunView run = perform(production, "deploy", FakeProduction.NEW, "a updated");

        assertThat(run.status()).isEqualTo("cancelled");
        assertOld(production);
    }

    @Test
    void cancelledWhenItServesItIsUndone() {
        FakeProduction production = production(Flaw.NONE);

        RunView run = perform(production, "deploy", FakeProduction.NEW, "ordered with two-new");

        assertThat(run.status()).isEqualTo("cancelled");
        assertOld(production);
        assertThat(production.database("undone-run-1")).contains("order with two-new");
    }

    @Test
    void databaseThatDiesBeforeTheUpdateIsStartedAgainToGoBack() {
        FakeProduction production = production(Flaw.NONE);
        production.effects().once("WEB stopped", production::killDatabase);

        assertThat(deploy(production).status()).isEqualTo("undone");

        assertOld(production);
    }

    @Test
    void databaseThatDiesUnderCodeAloneIsStartedAgainToGoBack() {
        FakeProduction production = production(Flaw.CODE_ALONE);
        production.effects().once("ordered with one-new", production::killDatabase);

        assertThat(deploy(production).status()).isEqualTo("undone");

        assertThat(production.hindrance()).isEmpty();
        assertThat(production.database("live")).contains("checksums=r1");
        assertThat(production.instances()).containsEntry("production-web-blue", "one-old");
        assertThat(production.environment().state()).isEqualTo(State.READY);
    }

    @Test
    void isNotCancelledOnceTheReleaseIsAdopted() {
        FakeProduction production = production(Flaw.NONE);

        assertThat(production
                        .recipes()
                        .recipe(request("deploy", FakeProduction.NEW, Map.of()))
                        .steps())
                .filteredOn(step -> !step.cancellable())
                .extracting(Step::name)
                .containsExactly("adopt-release");
    }

    @Test
    void whatCouldNotBeUndoneIsNotTakenForReady() {
        FakeProduction production = production(Flaw.LOGS_AN_ERROR);
        production.effects().once("ordered with two-new", () -> production.lose("run-1"));

        RunView run = deploy(production);

        assertThat(run.status()).isEqualTo("failed");
        assertThat(production.environment().state())
                .as("else the supervisor would start the old code on the new data")
                .isEqualTo(State.MAINTENANCE);
    }

    @Test
    void rollsBackToTheNewestRestorePointButNotToWhatWasUndone() {
        FakeProduction production = production(Flaw.LOGS_AN_ERROR);
        assertThat(deploy(production).status()).isEqualTo("undone");
        assertThat(production.records().restorePoints().find("production", "undone-run-1"))
                .isPresent();

        RunView run = perform(production, "rollback", "", "");

        assertThat(run.status()).isEqualTo("succeeded");
        assertOld(production);
    }

    private FakeProduction production(Flaw flaw) {
        return new FakeProduction(folder, database.jdbi(), flaw).running();
    }

    private RunView deploy(FakeProduction production) {
        return perform(production, "deploy", FakeProduction.NEW, "");
    }

    private RunView perform(FakeProduction production, String recipe, String release, String cancelledAfter) {
        return perform(production, recipe, release, Map.of(), cancelledAfter);
    }

    /** Performs a recipe; cancels it right after an effect, when one is given. */
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
            return ended(runs, runs.submit(request(recipe, release, arguments)).id());
        }
    }

    private DurableRuns runs(FakeProduction production) {
        return new DurableRuns(database, production.recipes(), QUICK, InstantSource.system());
    }

    private static RunRequest request(String recipe, String release, Map<String, String> arguments) {
        return new RunRequest(recipe, "production", Set.of(), release, arguments, "ada");
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

    private void assertRefused(FakeProduction production, String code) {
        RunView run = deploy(production);
        assertThat(run.status()).isEqualTo("failed");
        assertCode(run, code);
        assertThat(production.effects().all()).doesNotContain("WEB stopped", "code placed");
        assertThat(production.environment().state()).isEqualTo(State.READY);
    }

    private static void assertCode(RunView run, String code) {
        assertThat(Objects.requireNonNull(run.error()).code()).isEqualTo(code);
    }

    private static void assertOld(FakeProduction production) {
        assertThat(production.database("live")).containsExactly("a=one", "b=one", "checksums=r1", "order with one-old");
        assertThat(production.environment().release()).isEqualTo(FakeProduction.OLD);
        assertThat(production.environment().state()).isEqualTo(State.READY);
        assertThat(production.instances())
                .containsEntry("production-web-blue", "one-old")
                .containsEntry("production-cron-blue", "one-old");
        assertThat(production.hindrance()).isEmpty();
    }
}
