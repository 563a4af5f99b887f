package dev.understudy.engine.recipe;

import static dev.understudy.engine.recipe.Performing.assertCode;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.fake.FakeProduction;
import dev.understudy.engine.fake.Flaw;
import dev.understudy.model.run.RunView;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What is asked of new code before users meet it, and what is seen when they have. */
class WatchedDeployTest {

    @AutoClose
    private final Performing runs = new Performing();

    @Test
    void answersThatFailMoreOftenThanBeforeUndoIt() {
        FakeProduction production = runs.production(Flaw.FAILS_OFTEN);

        RunView run = runs.deploy(production);

        assertThat(run.status()).isEqualTo("undone");
        assertCode(run, "watch.failing");
        assertThat(production.environment().release()).isEqualTo(FakeProduction.OLD);
        assertThat(production.database("live")).contains("a=one", "checksums=r1");
        assertThat(production.hindrance()).isEmpty();
    }

    @Test
    void answersThatTakeLongerThanBeforeUndoIt() {
        FakeProduction production = runs.production(Flaw.CODE_ALONE_IS_SLOW);

        RunView run = runs.deployCodeAlone(production);

        assertThat(run.status()).isEqualTo("undone");
        assertCode(run, "watch.slower");
        assertThat(production.effects().all()).doesNotContain("held");
        assertThat(production.instances()).containsEntry("production-web-blue", "one-old");
    }

    @Test
    void codeThatDoesNotOpenForWhoHasSignedInIsNotSwitchedTo() {
        FakeProduction production = runs.production(Flaw.CODE_ALONE_DOES_NOT_OPEN);

        RunView run = runs.deployCodeAlone(production);

        assertCode(run, "probe.signed-in");
        assertThat(production.effects().all()).doesNotContain("opened GREEN", "CRON stopped");
        assertThat(production.instances()).doesNotContainKey("production-web-green");
        assertThat(production.hindrance()).isEmpty();
        assertThat(production.control().probeSession(production.environment()).id())
                .isEmpty();
    }

    @Test
    void nobodyStaysSignedInForTheProbe() {
        FakeProduction production = runs.production(Flaw.CODE_ALONE);

        RunView run = runs.deployCodeAlone(production);

        assertThat(run.steps())
                .filteredOn(step -> step.name().equals("probe-signed-in"))
                .extracting(RunView.StepView::detail)
                .singleElement()
                .asString()
                .startsWith("the page after the sign-in answers");
        assertThat(production.control().probeSession(production.environment()).id())
                .isEmpty();
    }

    @Test
    void whoWantsToDecideIsCalledAndTheReleaseStands() {
        FakeProduction production = runs.production(Flaw.FAILS_OFTEN_AND_CALLS);

        RunView run = runs.deploy(production);

        assertThat(run.status()).isEqualTo("succeeded");
        assertThat(run.error()).isNull();
        assertThat(Objects.requireNonNull(run.warning()).code()).isEqualTo("watch.failing");
        assertThat(run.warning().what()).contains("30 of 300 answers failed");
        assertThat(run.warning().mend()).contains("understudy rollback production");
        assertThat(production.environment().release()).isEqualTo(FakeProduction.NEW);
        assertThat(details(run)).anyMatch(detail -> detail.contains("30 of 300 answers failed"));
    }

    @Test
    void aReportThatDoesNotWorkWhereUsersAreUndoesIt() {
        FakeProduction production = runs.production(Flaw.REPORT_FAILS);

        RunView run = runs.deploy(production);

        assertThat(run.status()).isEqualTo("undone");
        assertCode(run, "check.failed");
        assertThat(Objects.requireNonNull(run.error()).what()).contains("no report");
        assertThat(production.environment().release()).isEqualTo(FakeProduction.OLD);
        assertThat(production.database("live")).contains("a=one", "checksums=r1");
        assertThat(production.hindrance()).isEmpty();
    }

    @Test
    void aReportThatDoesNotWorkAtOnceIsTriedAgain() {
        FakeProduction production = runs.production(Flaw.REPORT_FAILS_ONCE);

        RunView run = runs.deploy(production);

        assertThat(run.status()).isEqualTo("succeeded");
        assertThat(production.effects().all()).containsOnlyOnce("no report");
        assertThat(production.environment().release()).isEqualTo(FakeProduction.NEW);
    }

    @Test
    void whoWantsToDecideIsToldOfAReportThatDoesNotWork() {
        FakeProduction production = runs.production(Flaw.REPORT_FAILS_AND_CALLS);

        RunView run = runs.deploy(production);

        assertThat(run.status()).isEqualTo("succeeded");
        assertThat(Objects.requireNonNull(run.warning()).code()).isEqualTo("check.failed");
        assertThat(run.warning().mend()).contains("understudy rollback production");
        assertThat(production.environment().release()).isEqualTo(FakeProduction.NEW);
    }

    @Test
    void whatProductionsOwnCodeCannotDoIsNotHeldAgainstTheRelease() {
        FakeProduction production = runs.production(Flaw.REPORT_NEVER_WORKED);

        RunView run = runs.deploy(production);

        assertThat(run.status()).isEqualTo("succeeded");
        assertThat(details(run)).contains("as with production's own code: report: no report");
        assertThat(production.environment().release()).isEqualTo(FakeProduction.NEW);
    }

    private static List<String> details(RunView run) {
        return run.steps().stream().map(RunView.StepView::detail).toList();
    }
}
