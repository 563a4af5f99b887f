package dev.understudy.engine.recipe;

import static dev.understudy.engine.recipe.Performing.assertCode;
import static dev.understudy.engine.recipe.Performing.assertOld;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.environment.Environment.State;
import dev.understudy.engine.environment.RestorePoint;
import dev.understudy.engine.fake.FakeProduction;
import dev.understudy.engine.fake.Flaw;
import dev.understudy.engine.run.RunRequest;
import dev.understudy.engine.run.Step;
import dev.understudy.model.run.RunView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A deploy that updates modules, as it is wired, on a production of files. */
class DeployTest {

    @AutoClose
    private final Performing runs = new Performing();

    @Test
    void stopsThenFreezesThenUpdatesThenServes() {
        FakeProduction production = runs.production(Flaw.NONE);

        assertThat(runs.deploy(production).status()).isEqualTo("succeeded");

        assertThat(production.effects().all())
                .containsSubsequence(
                        "code placed",
                        "cp -a --reflink=auto code/r1 restore-points/run-1/code",
                        "Odoo loaded",
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
                        "opened GREEN",
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
        FakeProduction production = runs.production(Flaw.UPDATE_FAILS);

        RunView run = runs.deploy(production);

        assertThat(run.status()).isEqualTo("undone");
        assertCode(run, "update.failed");
        assertOld(production);
        assertThat(production.volumes()).containsExactly("live", "run-1");
    }

    @Test
    void whatUsersWroteBeforeItDiedIsKept() {
        FakeProduction production = runs.production(Flaw.DIES);

        RunView run = runs.deploy(production);

        assertThat(run.status()).isEqualTo("undone");
        assertCode(run, "watch.not-serving");
        assertOld(production);
        assertThat(production.database("undone-run-1")).contains("order with two-new");
    }

    @Test
    void undoesWhatIsNotAsItWasRehearsed() {
        FakeProduction production = runs.production(Flaw.NOT_AS_REHEARSED);

        RunView run = runs.deploy(production);

        assertThat(run.status()).isEqualTo("undone");
        assertCode(run, "release.not-as-rehearsed");
        assertThat(production.effects().all()).doesNotContain("update begun", "cluster stopped");
        assertOld(production);
    }

    @Test
    void undoesWhatOdooDidBeyondTheRehearsal() {
        FakeProduction production = runs.production(Flaw.MORE_THAN_REHEARSED);

        RunView run = runs.deploy(production);

        assertThat(run.status()).isEqualTo("undone");
        assertCode(run, "update.not-as-rehearsed");
        assertThat(production.effects().all()).contains("update ended");
        assertOld(production);
    }

    @Test
    void cancelledInTheMiddleOfTheUpdateItIsUndone() {
        FakeProduction production = runs.production(Flaw.NONE);

        RunView run = runs.deployCancelledAfter(production, "a updated");

        assertThat(run.status()).isEqualTo("cancelled");
        assertOld(production);
    }

    @Test
    void cancelledWhenItServesItIsUndone() {
        FakeProduction production = runs.production(Flaw.NONE);

        RunView run = runs.deployCancelledAfter(production, "ordered with two-new");

        assertThat(run.status()).isEqualTo("cancelled");
        assertOld(production);
        assertThat(production.database("undone-run-1")).contains("order with two-new");
    }

    @Test
    void databaseThatDiesBeforeTheUpdateIsStartedAgainToGoBack() {
        FakeProduction production = runs.production(Flaw.NONE);
        production.effects().once("WEB stopped", production.mishaps()::killDatabase);

        assertThat(runs.deploy(production).status()).isEqualTo("undone");

        assertOld(production);
    }

    @Test
    void theDatabaseIsRestartedWhileNoOdooRuns() {
        FakeProduction production = runs.production(Flaw.NONE);
        List<String> seen = new ArrayList<>();
        production
                .effects()
                .once(
                        "cluster stopped",
                        () -> seen.addAll(production.instances().keySet()));

        RunView run = runs.deployRestarting(production);

        assertThat(run.status()).isEqualTo("succeeded");
        assertThat(run.steps())
                .filteredOn(step -> step.name().equals("restart-database"))
                .extracting(RunView.StepView::detail)
                .containsExactly("restarted");
        assertThat(seen).isEmpty();
    }

    @Test
    void aReleaseThatNeutralizesProductionDoesNotServe() {
        FakeProduction production = runs.production(Flaw.NEUTRALIZES);

        RunView run = runs.deploy(production);

        assertThat(run.status()).isEqualTo("undone");
        assertCode(run, "production.neutralized");
        assertOld(production);
    }

    @Test
    void isNotCancelledOnceTheReleaseIsAdopted() {
        FakeProduction production = runs.production(Flaw.NONE);

        assertThat(production
                        .recipes()
                        .recipe(new RunRequest("deploy", "production", Set.of(), FakeProduction.NEW, Map.of(), "ada"))
                        .steps())
                .filteredOn(step -> !step.cancellable())
                .extracting(Step::name)
                .containsExactly("adopt-release");
    }

    @Test
    void whatAReleaseLoggedThatWasRolledBackIsNotKnown() {
        FakeProduction production = runs.production(Flaw.NONE);
        assertThat(runs.deploy(production).status()).isEqualTo("succeeded");
        production.logError();
        assertThat(runs.rollback(production, Map.of()).status()).isEqualTo("succeeded");
        production.rehearsed(true, FakeProduction.OLD, production.environment().generation());

        RunView again = runs.deploy(runs.production(Flaw.LOGS_AN_ERROR));

        assertThat(again.status()).isEqualTo("undone");
        assertCode(again, "watch.new-error");
    }

    @Test
    void aReleaseIsNotBlamedForWhatAnUndoneOneLogged() {
        assertThat(runs.deploy(runs.production(Flaw.LOGS_AN_ERROR)).status()).isEqualTo("undone");

        assertThat(runs.deploy(runs.production(Flaw.NONE)).status()).isEqualTo("succeeded");
    }

    @Test
    void whatCouldNotBeUndoneIsNotTakenForReady() {
        FakeProduction production = runs.production(Flaw.LOGS_AN_ERROR);
        production
                .effects()
                .once("ordered with two-new", () -> production.mishaps().lose("run-1"));

        RunView run = runs.deploy(production);

        assertThat(run.status()).isEqualTo("failed");
        assertThat(production.environment().state())
                .as("else the supervisor would start the old code on the new data")
                .isEqualTo(State.MAINTENANCE);
    }

    @Test
    void rollsBackToTheLastDeployThatWasKept() {
        FakeProduction production = runs.production(Flaw.LOGS_AN_ERROR);
        assertThat(runs.deploy(production).status()).isEqualTo("undone");
        assertThat(production.records().restorePoints().of("production"))
                .extracting(RestorePoint::name)
                .containsExactly("undone-run-1", "run-1");
        assertCode(runs.rollback(production, Map.of()), "restore-point.none");
        production.prepare("earlier", "a=one", "b=one", "checksums=r1");
        production
                .records()
                .restorePoints()
                .save(new RestorePoint("production", "earlier", FakeProduction.OLD, "deploy r1", Instant.EPOCH));

        RunView run = runs.rollback(production, Map.of());

        assertThat(run.status()).isEqualTo("succeeded");
        assertThat(run.steps().getFirst().detail()).startsWith("earlier");
        assertOld(production);
    }
}
