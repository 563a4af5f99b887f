package dev.understudy.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.TestPostgres;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.run.RunView;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DatabaseRestartTest {

    @Test
    void aRunGoesOnWhenTheControlPlaneIsBack() throws InterruptedException {
        try (TestPostgres postgres = TestPostgres.start();
                Stage stage = new Stage(postgres, Stage.QUICK)) {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch door = new CountDownLatch(1);
            stage.recipe(
                    "deploy",
                    stage.step("stop").applying(context -> {
                        begun.countDown();
                        try {
                            assertThat(door.await(60, TimeUnit.SECONDS)).isTrue();
                        } catch (InterruptedException wish) {
                            throw new IllegalStateException(wish);
                        }
                        context.put("written", "while it was unavailable");
                        return Outcome.done();
                    }),
                    stage.step("start"));
            RunView run = stage.submit("deploy", "production");
            RunView queued = stage.submit("deploy", "production");
            List<RunView> seen = new CopyOnWriteArrayList<>();
            try (Runs.Following following = stage.runs.follow(queued.id(), seen::add)) {
                assertThat(following).isNotNull();
                assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

                postgres.down();
                door.countDown();
                assertThatThrownBy(() -> stage.runs.run(run.id()))
                        .isInstanceOfSatisfying(
                                FaultException.class,
                                failure -> assertThat(failure.fault().code()).isEqualTo("engine.database-unreachable"));
                postgres.up();

                assertThat(stage.ended(run).status()).isEqualTo("succeeded");
                assertThat(stage.runs.facts(run.id())).containsKey("written");
                assertThat(stage.ended(queued).status()).isEqualTo("succeeded");
                Await.until(
                        () -> seen, views -> !views.isEmpty() && views.getLast().ended());
            }
        }
    }
}
