package dev.understudy.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.run.Admission.Answer;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.run.RunView;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The one door: what waits at it, what is refused, and what is not asked any more. */
class AdmissionTest {

    private static final Answer WAITS = new Answer.Waits(Fault.refused("run.waits", "a window"));
    private static final Answer REFUSED = new Answer.Refused(Fault.refused("run.waits", "nothing any more"));

    private volatile Answer deploys = new Answer.Admitted();
    private final CountDownLatch door = new CountDownLatch(1);
    private final Stage stage =
            new Stage(request -> request.recipe().equals("deploy") ? deploys : new Answer.Admitted());

    AdmissionTest() {
        stage.recipe("deploy", stage.step("deploy"));
        stage.recipe("rollback", stage.step("rollback"));
        stage.recipe("slow", stage.step("slow").applying(this::untilTheDoorOpens));
    }

    private Outcome untilTheDoorOpens(StepContext context) {
        try {
            return door.await(30, TimeUnit.SECONDS)
                    ? Outcome.done()
                    : new Outcome.Retry(Duration.ZERO, "the door stayed shut");
        } catch (InterruptedException wish) {
            throw new IllegalStateException(wish);
        }
    }

    @AfterEach
    void close() {
        door.countDown();
        stage.close();
    }

    @Test
    void whatWaitsHoldsNoLaneAndSaysWhatForAndBeginsByItself() {
        deploys = WAITS;
        RunView waiting = stage.submit("deploy", "production");
        assertThat(waiting.status()).isEqualTo("queued");
        assertThat(waiting.warning())
                .satisfies(warning -> assertThat(warning.what()).contains("a window"));

        RunView rollback = stage.submit("rollback", "production");
        assertThat(rollback.queuedBehind()).isNull();
        assertThat(stage.ended(rollback).status()).isEqualTo("succeeded");
        assertThat(stage.runs.run(waiting.id()).status()).isEqualTo("queued");

        deploys = new Answer.Admitted();
        assertThat(stage.ended(waiting).status()).isEqualTo("succeeded");
        assertThat(stage.runs.run(waiting.id()).warning()).isNull();
    }

    @Test
    void whatIsRefusedIsNotAcceptedNorPlanned() {
        deploys = REFUSED;

        assertThatThrownBy(() -> stage.submit("deploy", "production")).hasMessageContaining("[run.waits]");
        assertThatThrownBy(() -> stage.runs.plan(Stage.request("deploy", "production")))
                .hasMessageContaining("[run.waits]");
        assertThat(stage.runs.runs(10)).isEmpty();
    }

    @Test
    void whatIsRefusedWhenItsTurnComesEndsWithoutHavingBegunAndIsNoFailure() {
        RunView slow = stage.in(stage.submit("slow", "production"), "running");
        RunView deploy = stage.submit("deploy", "production");
        deploys = REFUSED;
        door.countDown();

        assertThat(stage.ended(slow).status()).isEqualTo("succeeded");
        RunView ended = stage.ended(deploy);
        assertThat(ended.status()).isEqualTo("cancelled");
        assertThat(ended.startedAt()).isNull();
        assertThat(ended.error()).satisfies(error -> assertThat(error.what()).contains("nothing any more"));
        assertThat(Stage.steps(ended)).containsExactly("deploy skipped");
    }

    @Test
    void whatHasBegunIsNotAskedAboutAgainEvenByTheNextProcess() {
        stage.recipe("deploy", stage.step("slow").applying(this::untilTheDoorOpens));
        RunView deploy = stage.in(stage.submit("deploy", "production"), "running");
        deploys = REFUSED;
        stage.restart();
        door.countDown();

        assertThat(stage.ended(deploy).status()).isEqualTo("succeeded");
    }

    @Test
    void whatWaitedIsStillWaitingInTheNextProcess() {
        deploys = WAITS;
        RunView deploy = stage.submit("deploy", "production");
        stage.restart();

        assertThat(stage.runs.run(deploy.id()).status()).isEqualTo("queued");
        deploys = new Answer.Admitted();
        assertThat(stage.ended(deploy).status()).isEqualTo("succeeded");
    }

    @Test
    void whatWaitsCanBeCancelled() {
        deploys = WAITS;
        RunView deploy = stage.submit("deploy", "production");

        assertThat(stage.runs.cancel(deploy.id()).status()).isEqualTo("cancelled");
    }
}
