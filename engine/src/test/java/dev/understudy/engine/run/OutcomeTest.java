package dev.understudy.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.run.RunView;
import dev.understudy.model.run.RunView.ErrorView;
import dev.understudy.model.run.RunView.StepView;
import dev.understudy.model.run.Said;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutcomeTest {

    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void triesAgainUntilDone() {
        AtomicInteger tries = new AtomicInteger();
        stage.recipe(
                "deploy",
                stage.step("probe")
                        .applying(context -> tries.incrementAndGet() < 3
                                ? new Outcome.Retry(Duration.ofMillis(10), "not yet")
                                : Outcome.done(Said.verbatim("answers"))));

        RunView run = stage.ended(stage.submit("deploy", "production"));

        assertThat(run.status()).isEqualTo("succeeded");
        assertThat(stage.notes).containsExactly("apply probe", "apply probe", "apply probe");
        assertThat(run.steps().getFirst().detail()).isEqualTo("answers");
    }

    @Test
    void keepsTheTimeOfTheNextTryOverARestart() {
        stage.recipe("deploy", stage.step("probe").applying(context -> new Outcome.Retry(Duration.ofHours(1), "slow")));
        RunView run = stage.submit("deploy", "production");
        RunView retrying = Await.until(
                () -> stage.runs.run(run.id()),
                seen -> seen.steps().getFirst().detail().contains("slow"));
        assertThat(retrying.status()).isEqualTo("running");
        assertThat(retrying.steps().getFirst().detail()).isEqualTo("Try 1 of 5 follows in 3600 s: slow");
        assertThat(Await.until(stage::executionsAhead, ahead -> ahead == 1)).isOne();

        stage.restart();

        assertThat(stage.executionsAhead()).isOne();
        assertThat(stage.notes).containsExactly("apply probe");
    }

    @Test
    void failsWhenTriesAreUsedUp() {
        stage.recipe(
                "deploy",
                stage.step("stop"),
                stage.step("probe").applying(context -> new Outcome.Retry(Duration.ZERO, "no answer")));

        RunView run = stage.ended(stage.submit("deploy", "production"));

        assertThat(run.status()).isEqualTo("undone");
        assertThat(error(run).code()).isEqualTo("run.retries-used-up");
        assertThat(error(run).what()).contains("no answer");
        assertThat(stage.notes).filteredOn("apply probe"::equals).hasSize(6);
    }

    @Test
    void waitsForItsGateAndGoesOnWhenWoken() {
        AtomicBoolean approved = new AtomicBoolean();
        stage.recipe(
                "deploy",
                stage.step("approval")
                        .applying(
                                context -> approved.get() ? Outcome.done() : new Outcome.Wait("the client's approval")),
                stage.step("switch"));

        RunView waiting = stage.in(stage.submit("deploy", "production"), "waiting");
        assertThat(Stage.steps(waiting)).containsExactly("approval waiting", "switch pending");
        assertThat(waiting.steps().getFirst().detail()).isEqualTo("Waits for the client's approval.");

        approved.set(true);
        stage.runs.wake(waiting.id());

        assertThat(stage.ended(waiting).status()).isEqualTo("succeeded");
    }

    @Test
    void undoesWhatWasDoneInReverseTheFailedStepFirst() {
        stage.recipe(
                "deploy",
                stage.step("check").irreversible(),
                stage.step("stop"),
                stage.step("snapshot"),
                stage.step("update").applying(context -> Outcome.failed(Fault.failed("odoo.update-failed", "sale"))),
                stage.step("start"));

        RunView run = stage.ended(stage.submit("deploy", "production"));

        assertThat(run.status()).isEqualTo("undone");
        assertThat(stage.notes)
                .containsExactly(
                        "apply check",
                        "apply stop",
                        "apply snapshot",
                        "apply update",
                        "undo update",
                        "undo snapshot",
                        "undo stop",
                        "undo check");
        assertThat(Stage.steps(run))
                .containsExactly("check succeeded", "stop undone", "snapshot undone", "update failed", "start skipped");
        assertThat(error(run).code()).isEqualTo("odoo.update-failed");
        assertThat(error(run).where()).isEqualTo("update");
    }

    @Test
    void endsAsFailedWhenNothingHadBeenChanged() {
        stage.recipe(
                "deploy",
                stage.step("preflight")
                        .irreversible()
                        .applying(context -> Outcome.failed(Fault.refused("disk.full", "12"))),
                stage.step("stop"));

        RunView run = stage.ended(stage.submit("deploy", "production"));

        assertThat(run.status()).isEqualTo("failed");
        assertThat(Stage.steps(run)).containsExactly("preflight failed", "stop skipped");
        assertThat(error(run).code()).isEqualTo("disk.full");
    }

    @Test
    void takesAnyExceptionAsAFailure() {
        stage.recipe("deploy", stage.step("stop").applying(context -> {
            throw new IllegalStateException("out of luck");
        }));

        RunView run = stage.ended(stage.submit("deploy", "production"));

        assertThat(run.status()).isEqualTo("undone");
        assertThat(error(run).code()).isEqualTo("run.step-crashed");
        assertThat(error(run).what()).contains("out of luck");
    }

    @Test
    void takesNothingBackWhenOnlyClearingUpFails() {
        stage.recipe(
                "deploy",
                stage.step("serve"),
                stage.step("forget").clearingUp().applying(context -> {
                    throw Fault.failed("odoo.not-started", "one").exception();
                }),
                stage.step("retire")
                        .clearingUp()
                        .applying(context -> Outcome.failed(Fault.failed("run.waits", "rain"))));

        RunView run = stage.ended(stage.submit("deploy", "production"));

        assertThat(run.status()).isEqualTo("succeeded");
        assertThat(stage.notes).containsExactly("apply serve", "apply forget", "apply retire");
        ErrorView warning = Objects.requireNonNull(run.warning());
        assertThat(warning.code()).isEqualTo("odoo.not-started");
        assertThat(warning.where()).isEqualTo("forget");
        assertThat(run.steps()).extracting(StepView::detail).contains("Waits for rain.");
    }

    @Test
    void takesNothingBackWhenTheTriesOfClearingUpAreUsedUp() {
        stage.recipe(
                "deploy",
                stage.step("serve"),
                stage.step("forget").clearingUp().applying(context -> new Outcome.Retry(Duration.ZERO, "away")));

        RunView run = stage.ended(stage.submit("deploy", "production"));

        assertThat(run.status()).isEqualTo("succeeded");
        assertThat(Objects.requireNonNull(run.warning()).code()).isEqualTo("run.retries-used-up");
    }

    @Test
    void triesAgainWhatFoundTheControlPlaneAway() {
        AtomicBoolean away = new AtomicBoolean(true);
        stage.recipe("deploy", stage.step("stop").applying(context -> {
            if (away.getAndSet(false)) {
                throw new IllegalStateException(new SQLTransientConnectionException("no connection within 5 s"));
            }
            return Outcome.done();
        }));

        RunView run = stage.ended(stage.submit("deploy", "production"));

        assertThat(run.status()).isEqualTo("succeeded");
        assertThat(stage.notes).containsExactly("apply stop", "apply stop");
    }

    @Test
    void triesToUndoAgain() {
        AtomicInteger tries = new AtomicInteger();
        stage.recipe(
                "deploy",
                stage.step("stop").undoing(context -> {
                    if (tries.incrementAndGet() < 4) {
                        throw Fault.failed("odoo.not-started").exception();
                    }
                }),
                stage.step("update").applying(context -> Outcome.failed(Fault.failed("odoo.update-failed"))));

        RunView run = stage.ended(stage.submit("deploy", "production"));

        assertThat(run.status()).isEqualTo("undone");
        assertThat(tries).hasValue(4);
    }

    @Test
    void saysWhichStepCouldNotBeUndoneAndWhyTheRunWentBack() {
        stage.recipe(
                "deploy",
                stage.step("quiesce"),
                stage.step("stop").undoing(context -> {
                    throw Fault.failed("run.waits", "a miracle").exception();
                }),
                stage.step("update").applying(context -> Outcome.failed(Fault.failed("run.waits", "the moon"))));

        RunView run = stage.ended(stage.submit("deploy", "production"));

        assertThat(run.status()).isEqualTo("failed");
        assertThat(error(run).code()).isEqualTo("run.undo-failed");
        assertThat(error(run).where()).isEqualTo("stop");
        assertThat(error(run).what())
                .isEqualTo("The step stop could not be undone: Waits for a miracle. "
                        + "The run was going back because: Waits for the moon.");
        assertThat(Stage.steps(run)).containsExactly("quiesce succeeded", "stop failed", "update failed");
        assertThat(stage.notes).filteredOn("undo stop"::equals).hasSize(4);
        assertThat(stage.notes).doesNotContain("undo quiesce");
    }

    @Test
    void tellsWhatHappenedInTheReadersLanguage() {
        stage.recipe(
                "deploy", stage.step("update").applying(context -> Outcome.failed(Fault.failed("run.waits", "Godot"))));
        RunView run = stage.ended(stage.submit("deploy", "production"));

        RunView french = stage.runs.run(run.id(), Locale.FRENCH);
        RunView spanish = stage.runs.runs(1, Locale.of("es")).getFirst();

        assertThat(error(french).what()).isEqualTo("Attend Godot.");
        assertThat(french.steps().getFirst().detail()).isEqualTo("Attend Godot.");
        assertThat(error(spanish).what()).isEqualTo("Espera a Godot.");
    }

    private static ErrorView error(RunView run) {
        return Objects.requireNonNull(run.error());
    }
}
