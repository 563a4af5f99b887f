package dev.understudy.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.run.RunView;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CancelTest {

    private final Stage stage = new Stage();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch door = new CountDownLatch(1);

    @AfterEach
    void close() {
        door.countDown();
        stage.close();
    }

    @Test
    void endsAQueuedRunAtOnce() {
        stage.recipe("work", stage.step("work").applying(this::untilInterrupted));
        RunView first = stage.submit("work", "production");
        RunView queued = stage.submit("work", "production");
        RunView last = stage.submit("work", "production");

        RunView cancelled = stage.runs.cancel(queued.id());

        assertThat(cancelled.status()).isEqualTo("cancelled");
        assertThat(cancelled.finishedAt()).isNotNull();
        assertThat(Stage.steps(cancelled)).containsExactly("work skipped");
        assertThat(Objects.requireNonNull(cancelled.error()).code()).isEqualTo("run.cancelled");
        assertThat(stage.runs.run(last.id()).queuedBehind()).isEqualTo(first.id());
        assertThat(stage.runs.cancel(queued.id()).status())
                .as("twice is as once")
                .isEqualTo("cancelled");
    }

    @Test
    void interruptsARunningStepAndUndoesWhatWasDone() throws InterruptedException {
        stage.recipe(
                "work", stage.step("stop"), stage.step("update").applying(this::untilInterrupted), stage.step("start"));
        RunView run = stage.submit("work", "production");
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

        stage.runs.cancel(run.id());

        RunView ended = stage.ended(run);
        assertThat(ended.status()).isEqualTo("cancelled");
        assertThat(Objects.requireNonNull(ended.error()).code()).isEqualTo("run.cancelled");
        assertThat(Stage.steps(ended)).containsExactly("stop undone", "update failed", "start skipped");
        assertThat(stage.notes).containsExactly("apply stop", "apply update", "undo update", "undo stop");
    }

    @Test
    void aStepThatDoesNotMindTheInterruptIsUndoneAfterItsEnd() throws InterruptedException {
        stage.recipe("work", stage.step("stop").applying(this::untilTheDoorOpens));
        RunView run = stage.submit("work", "production");
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

        stage.runs.cancel(run.id());
        door.countDown();

        assertThat(stage.ended(run).status()).isEqualTo("cancelled");
        assertThat(stage.notes).containsExactly("apply stop", "undo stop");
    }

    @Test
    void theInterruptDoesNotReachUndoing() throws InterruptedException {
        stage.recipe("work", stage.step("stop").applying(this::untilInterrupted).undoing(context -> {
            context.put("interrupted", Boolean.toString(Thread.currentThread().isInterrupted()));
            context.checkCancelled();
        }));
        RunView run = stage.submit("work", "production");
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

        stage.runs.cancel(run.id());

        assertThat(stage.ended(run).status()).isEqualTo("cancelled");
        assertThat(stage.runs.facts(run.id())).containsEntry("interrupted", "false");
    }

    @Test
    void aLongStepMayAskWhetherItIsStillWanted() throws InterruptedException {
        stage.recipe("work", stage.step("copy").applying(context -> {
            begun.countDown();
            while (true) {
                context.checkCancelled();
                Thread.onSpinWait();
            }
        }));
        RunView run = stage.submit("work", "production");
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

        stage.runs.cancel(run.id());

        assertThat(stage.ended(run).status()).isEqualTo("cancelled");
    }

    @Test
    void cancelsARunThatWaits() {
        stage.recipe("work", stage.step("stop"), stage.step("gate").applying(context -> new Outcome.Wait("approval")));
        RunView run = stage.in(stage.submit("work", "production"), "waiting");

        stage.runs.cancel(run.id());

        RunView ended = stage.ended(run);
        assertThat(ended.status()).isEqualTo("cancelled");
        assertThat(Stage.steps(ended)).containsExactly("stop undone", "gate undone");
    }

    @Test
    void refusesPastThePointOfNoReturn() throws InterruptedException {
        stage.recipe(
                "work",
                stage.step("stop"),
                stage.step("switch").pointOfNoReturn(),
                stage.step("watch").applying(this::untilTheDoorOpens));
        RunView run = stage.submit("work", "production");
        assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

        assertRefused(run, "run.too-late");

        door.countDown();
        assertThat(stage.ended(run).status()).isEqualTo("succeeded");
        assertRefused(run, "run.ended");
    }

    private void assertRefused(RunView run, String code) {
        assertThatThrownBy(() -> stage.runs.cancel(run.id())).isInstanceOfSatisfying(FaultException.class, failure -> {
            assertThat(failure.fault().code()).isEqualTo(code);
            assertThat(failure.fault().kind()).isEqualTo(Fault.Kind.REFUSED);
        });
    }

    private Outcome untilInterrupted(StepContext context) {
        begun.countDown();
        try {
            return door.await(30, TimeUnit.SECONDS) ? Outcome.done() : Outcome.failed(Fault.failed("test.too-slow"));
        } catch (InterruptedException wish) {
            throw Fault.failed("host.interrupted").exception(wish);
        }
    }

    private Outcome untilTheDoorOpens(StepContext context) {
        begun.countDown();
        while (true) {
            try {
                return door.await(30, TimeUnit.SECONDS)
                        ? Outcome.done()
                        : Outcome.failed(Fault.failed("test.too-slow"));
            } catch (InterruptedException ignored) {
                Thread.onSpinWait();
            }
        }
    }
}
