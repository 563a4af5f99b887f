package dev.understudy.engine.recipe;

import static dev.understudy.engine.recipe.Performing.assertCode;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.environment.Environment.State;
import dev.understudy.engine.fake.FakeProduction;
import dev.understudy.engine.fake.Flaw;
import dev.understudy.model.run.RunView;
import dev.understudy.targets.runtime.Instance.Slot;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A deploy of code alone and its rollback, as they are wired, on a production of files. */
class CodeAloneTest {

    @AutoClose
    private final Performing runs = new Performing();

    @Test
    void aReleaseOfCodeAloneDoesNotTouchTheData() {
        FakeProduction production = runs.production(Flaw.CODE_ALONE);

        assertThat(runs.deploy(production).status()).isEqualTo("succeeded");

        assertThat(production.effects().all()).doesNotContain("update begun").contains("checksums of r2");
        assertThat(production.instances()).containsEntry("production-web-green", "one-new");
        assertThat(production.environment().release()).isEqualTo(FakeProduction.NEW);
    }

    @Test
    void aReleaseOfCodeAloneTakesTheFreeSlotAndNobodyWaits() {
        FakeProduction production = runs.production(Flaw.CODE_ALONE);

        RunView run = runs.deployCodeAlone(production);

        assertThat(run.status()).isEqualTo("succeeded");
        assertThat(production.effects().all())
                .containsSubsequence(
                        "WEB started",
                        "warmed GREEN with [/web/login, /odoo]",
                        "checksums of r2",
                        "WEB raised",
                        "CRON stopped",
                        "opened GREEN",
                        "ordered with one-new",
                        "CRON started",
                        "CRON raised",
                        "WEB stopped")
                .doesNotContain("held", "update begun", "cluster stopped");
        assertThat(run.steps())
                .extracting(RunView.StepView::detail)
                .anyMatch(detail -> detail != null && detail.endsWith("; 2 pages made on every worker in 2.0 s"));
        assertThat(production.instances())
                .isEqualTo(Map.of("production-web-green", "one-new", "production-cron-green", "one-new"));
        assertThat(production.environment().release()).isEqualTo(FakeProduction.NEW);
        assertThat(production.hindrance()).isEmpty();
    }

    @Test
    void whatTheCodeThatServesCannotDoIsNotHeldAgainstTheOneBeside() {
        FakeProduction production = runs.production(Flaw.CODE_ALONE_REPORT_NEVER_WORKED);

        RunView run = runs.deployCodeAlone(production);

        assertThat(run.status()).isEqualTo("succeeded");
        assertThat(run.steps())
                .anySatisfy(step ->
                        assertThat(step.detail()).isEqualTo("as with production's own code: report: no report"));
    }

    @Test
    void codeThatIsKilledBeforeItServesIsStartedAgain() {
        FakeProduction production = runs.production(Flaw.CODE_ALONE);
        production
                .effects()
                .once(
                        "checksums of r2",
                        () -> production
                                .control()
                                .slots()
                                .stopWeb(production.environment(), Slot.GREEN, Duration.ZERO));

        RunView run = runs.deployCodeAlone(production);

        assertThat(run.status()).isEqualTo("succeeded");
        assertThat(production.instances())
                .isEqualTo(Map.of("production-web-green", "one-new", "production-cron-green", "one-new"));
        assertThat(production.hindrance()).isEmpty();
    }

    @Test
    void aReleaseOfCodeAloneThatMisbehavesGoesBackToTheSlotThatStillStands() {
        FakeProduction production = runs.production(Flaw.CODE_ALONE_LOGS_AN_ERROR);

        RunView run = runs.deployCodeAlone(production);

        assertThat(run.status()).isEqualTo("undone");
        assertCode(run, "watch.new-error");
        assertThat(production.effects().all())
                .doesNotContain("held")
                .containsSubsequence("opened GREEN", "opened BLUE", "GREEN has answered all", "WEB stopped");
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
        FakeProduction production = runs.production(Flaw.CODE_ALONE_LOGS_AN_ERROR);
        assertThat(runs.deployCodeAlone(production).status()).isEqualTo("undone");

        RunView again = runs.deployCodeAlone(production);

        assertThat(again.status()).isEqualTo("undone");
        assertCode(again, "watch.new-error");
    }

    @Test
    void whatCodeAloneLoggedThatWasRolledBackIsNotKnown() {
        FakeProduction production = runs.production(Flaw.CODE_ALONE);
        assertThat(runs.deployCodeAlone(production).status()).isEqualTo("succeeded");
        production.logError();
        assertThat(runs.rollBackCodeAlone(production).status()).isEqualTo("succeeded");
        production.rehearsed(true, FakeProduction.OLD, production.environment().generation());

        RunView again = runs.deployCodeAlone(runs.production(Flaw.CODE_ALONE_LOGS_AN_ERROR));

        assertThat(again.status()).isEqualTo("undone");
        assertCode(again, "watch.new-error");
    }

    @Test
    void goesBackFromCodeAloneByCodeAlone() {
        FakeProduction production = runs.production(Flaw.CODE_ALONE);
        assertThat(runs.deployCodeAlone(production).status()).isEqualTo("succeeded");
        production.write("order after the deploy");

        RunView run = runs.rollBackCodeAlone(production);

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
    void goesBackFromCodeAloneWithItsDataWhenAskedTo() {
        FakeProduction production = runs.production(Flaw.CODE_ALONE);
        assertThat(runs.deployCodeAlone(production).status()).isEqualTo("succeeded");
        production.write("sold one");

        RunView run = runs.rollback(production, Map.of("data", "true", "discard", "true"));

        assertThat(run.status()).isEqualTo("succeeded");
        assertThat(production.database("live")).contains("checksums=r1").doesNotContain("sold one");
        assertThat(production.home().export("production", run.id())).hasContent("one");
        assertThat(production.environment().release()).isEqualTo(FakeProduction.OLD);
        assertThat(production.hindrance()).isEmpty();
    }

    @Test
    void doesNotPutBackCodeAloneWhenSomethingElseWasDeployedMeanwhile() {
        FakeProduction production = runs.production(Flaw.NONE);
        assertThat(runs.deploy(production).status()).isEqualTo("succeeded");

        RunView run = runs.rollBackCodeAlone(production);

        assertThat(run.status()).isEqualTo("failed");
        assertCode(run, "restore-point.not-code-alone");
        assertThat(production.hindrance()).isEmpty();
    }

    @Test
    void refusesCodeAloneWhenMoreWasRehearsed() {
        FakeProduction production = runs.production(Flaw.NONE);

        RunView run = runs.deployCodeAlone(production);

        assertThat(run.status()).isEqualTo("failed");
        assertCode(run, "release.not-code-alone");
    }

    @Test
    void databaseThatDiesUnderCodeAloneIsStartedAgainToGoBack() {
        FakeProduction production = runs.production(Flaw.CODE_ALONE);
        production.effects().once("ordered with one-new", production.mishaps()::killDatabase);

        assertThat(runs.deploy(production).status()).isEqualTo("undone");

        assertThat(production.hindrance()).isEmpty();
        assertThat(production.database("live")).contains("checksums=r1");
        assertThat(production.instances()).containsEntry("production-web-blue", "one-old");
        assertThat(production.environment().state()).isEqualTo(State.READY);
    }
}
