package dev.understudy.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.run.RunView;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The machine's clock is set while runs wait. */
class SetClockTest {

    private final Stage stage = new Stage();
    private final AtomicInteger tries = new AtomicInteger();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aClockThatIsSetBackKeepsNobodyWaiting() {
        RunView run = waiting();

        stage.setClock(Duration.ofHours(-5));

        assertThat(stage.ended(run).status()).isEqualTo("succeeded");
        assertThat(tries).hasValue(2);
    }

    @Test
    void aClockThatIsSetBackBetweenTwoProcessesKeepsNobodyWaiting() {
        stage.setClock(Duration.ofHours(5));
        stage.restart();
        RunView run = waiting();

        stage.setClock(Duration.ZERO);
        stage.restart();

        assertThat(stage.ended(run).status()).isEqualTo("succeeded");
        assertThat(tries).hasValue(2);
    }

    @Test
    void aSteadyClockGoesOnWhateverTheMachinesSays() {
        SteadyClock steady = new SteadyClock(stage.clock());
        var before = steady.instant();

        stage.setClock(Duration.ofHours(5));

        assertThat(Duration.between(before, steady.instant())).isBetween(Duration.ZERO, Duration.ofMinutes(10));
    }

    /** A run that tries again in a moment. */
    private RunView waiting() {
        stage.recipe(
                "deploy",
                stage.step("probe")
                        .applying(context -> tries.incrementAndGet() < 2
                                ? new Outcome.Retry(Duration.ofSeconds(3), "slow")
                                : Outcome.done()));
        RunView run = stage.submit("deploy", "production");
        return Await.until(
                () -> stage.runs.run(run.id()),
                seen -> seen.steps().getFirst().detail().contains("slow"));
    }
}
