package dev.understudy.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.run.RunView;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RunQueueTest {

    private final Stage stage = new Stage();
    private final Map<String, CountDownLatch> doors = new ConcurrentHashMap<>();

    RunQueueTest() {
        stage.recipe("work", stage.step("work").applying(this::untilTheDoorOpens));
    }

    @AfterEach
    void close() {
        doors.values().forEach(CountDownLatch::countDown);
        stage.close();
    }

    @Test
    void changesAnEnvironmentOneAfterTheOtherInOrder() {
        RunView first = begun(stage.submit("work", "production"));
        RunView second = stage.submit("work", "production");
        RunView third = stage.submit("work", "production");

        assertThat(second.status()).isEqualTo("queued");
        assertThat(second.queuedBehind()).isEqualTo(first.id());
        assertThat(second.startedAt()).isNull();
        assertThat(Stage.steps(second)).containsExactly("work pending");
        assertThat(third.queuedBehind()).isEqualTo(second.id());

        open(first);
        begun(second);
        assertThat(stage.runs.run(third.id()).status()).isEqualTo("queued");
        assertThat(stage.runs.run(third.id()).queuedBehind()).isEqualTo(second.id());
        open(second);
        open(begun(third));
        assertThat(stage.ended(third).status()).isEqualTo("succeeded");
        assertThat(stage.runs.run(third.id()).queuedBehind()).isNull();
    }

    @Test
    void performsRunsOfDifferentEnvironmentsAtOnce() {
        RunView production = begun(stage.submit("work", "production"));
        RunView staging = begun(stage.submit("work", "staging"));

        open(staging);
        assertThat(stage.ended(staging).status()).isEqualTo("succeeded");
        assertThat(stage.runs.run(production.id()).status()).isEqualTo("running");
    }

    @Test
    void readersShareAndKeepWritersOut() {
        RunView copy = begun(stage.submit("work", "staging", "production"));
        RunView otherCopy = begun(stage.submit("work", "development", "production"));
        RunView deploy = stage.submit("work", "production");
        RunView lateCopy = stage.submit("work", "trial", "production");

        assertThat(deploy.queuedBehind()).isEqualTo(otherCopy.id());
        assertThat(lateCopy.queuedBehind()).as("nobody overtakes the writer").isEqualTo(deploy.id());
        open(copy);
        open(otherCopy);
        open(begun(deploy));
        open(begun(lateCopy));
        assertThat(stage.ended(lateCopy).status()).isEqualTo("succeeded");
    }

    @Test
    void keepsReadersOutOfWhatIsChanged() {
        RunView deploy = begun(stage.submit("work", "production"));
        RunView copy = stage.submit("work", "staging", "production");

        assertThat(copy.queuedBehind()).isEqualTo(deploy.id());
        open(deploy);
        open(begun(copy));
        assertThat(stage.ended(copy).status()).isEqualTo("succeeded");
    }

    @Test
    void keepsTheQueueOverARestart() {
        RunView first = begun(stage.submit("work", "production"));
        RunView second = stage.submit("work", "production");

        stage.restart();

        begun(first);
        assertThat(stage.runs.run(second.id()).queuedBehind()).isEqualTo(first.id());
        open(first);
        open(begun(second));
        assertThat(stage.ended(second).status()).isEqualTo("succeeded");
    }

    @Test
    void aRunThatWaitsWithNothingDoneLetsOthersGoFirst() {
        CountDownLatch gate = new CountDownLatch(1);
        stage.recipe(
                "gated",
                stage.step("gate")
                        .applying(context -> gate.getCount() == 0 ? Outcome.done() : new Outcome.Wait("approval")),
                stage.step("change"));
        RunView gated = stage.in(stage.submit("gated", "production"), "waiting");
        RunView other = begun(stage.submit("work", "production"));

        gate.countDown();
        stage.runs.wake(gated.id());
        assertThat(Await.until(() -> stage.runs.run(gated.id()), run -> run.queuedBehind() != null)
                        .queuedBehind())
                .isEqualTo(other.id());
        assertThat(stage.notes).doesNotContain("apply change");
        open(other);
        stage.ended(other);
        assertThat(stage.ended(gated).status()).isEqualTo("succeeded");
    }

    @Test
    void aRunThatWaitsWithWorkDoneKeepsItsEnvironment() {
        CountDownLatch gate = new CountDownLatch(1);
        stage.recipe(
                "gated",
                stage.step("change"),
                stage.step("gate")
                        .applying(context -> gate.getCount() == 0 ? Outcome.done() : new Outcome.Wait("approval")));
        RunView gated = stage.in(stage.submit("gated", "production"), "waiting");
        RunView other = stage.submit("work", "production");

        assertThat(other.queuedBehind()).isEqualTo(gated.id());
        gate.countDown();
        stage.runs.wake(gated.id());
        open(begun(other));
        assertThat(stage.ended(other).status()).isEqualTo("succeeded");
    }

    private Outcome untilTheDoorOpens(StepContext context) {
        try {
            return door(context.runId()).await(30, TimeUnit.SECONDS)
                    ? Outcome.done()
                    : new Outcome.Retry(Duration.ZERO, "the door stayed shut");
        } catch (InterruptedException wish) {
            throw new IllegalStateException(wish);
        }
    }

    private CountDownLatch door(String run) {
        return doors.computeIfAbsent(run, id -> new CountDownLatch(1));
    }

    private void open(RunView run) {
        door(run.id()).countDown();
    }

    private RunView begun(RunView run) {
        return Await.until(
                () -> stage.runs.run(run.id()),
                seen -> seen.steps().getFirst().status().equals("running"));
    }
}
