package dev.understudy.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.run.RunView;
import dev.understudy.model.run.Said;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FollowTest {

    private final Stage stage = new Stage();
    private final CountDownLatch door = new CountDownLatch(1);
    private final List<RunView> seen = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        door.countDown();
        stage.close();
    }

    @Test
    void tellsTheStateFirstAndThenEachChangeToTheEnd() {
        stage.recipe("deploy", stage.step("stop").applying(this::untilTheDoorOpens), stage.step("start"));
        RunView run = stage.in(stage.submit("deploy", "production"), "running");

        try (Runs.Following following = stage.runs.follow(run.id(), seen::add)) {
            assertThat(following).isNotNull();
            Await.until(() -> seen, views -> !views.isEmpty());
            door.countDown();
            Await.until(() -> seen, views -> views.getLast().ended());
        }

        assertThat(seen.getFirst().status()).isEqualTo("running");
        assertThat(seen.getLast().status()).isEqualTo("succeeded");
    }

    @Test
    void tellsProgressTheLastLineInAnyCase() {
        stage.recipe("deploy", stage.step("update").applying(context -> {
            for (int i = 1; i <= 1000; i++) {
                context.progress(Said.verbatim("module " + i));
            }
            return untilTheDoorOpens(context);
        }));
        RunView run = stage.submit("deploy", "production");

        try (Runs.Following following = stage.runs.follow(run.id(), seen::add)) {
            assertThat(following).isNotNull();
            Await.until(
                    () -> seen,
                    views -> !views.isEmpty()
                            && views.getLast().steps().getFirst().detail().equals("module 1000"));
        }
        assertThat(seen).hasSizeLessThan(20);
    }

    @Test
    void tellsAQueuedRunWhenItsPlaceChanges() {
        stage.recipe("deploy", stage.step("stop").applying(this::untilTheDoorOpens));
        RunView first = stage.submit("deploy", "production");
        RunView second = stage.submit("deploy", "production");
        RunView third = stage.submit("deploy", "production");

        try (Runs.Following following = stage.runs.follow(third.id(), seen::add)) {
            assertThat(following).isNotNull();
            Await.until(() -> seen, views -> !views.isEmpty());
            assertThat(seen.getFirst().queuedBehind()).isEqualTo(second.id());
            stage.runs.cancel(second.id());
            Await.until(() -> seen, views -> first.id().equals(views.getLast().queuedBehind()));
        }
    }

    private Outcome untilTheDoorOpens(StepContext context) {
        try {
            return door.await(30, TimeUnit.SECONDS) ? Outcome.done() : new Outcome.Wait("the door");
        } catch (InterruptedException wish) {
            throw new IllegalStateException(wish);
        }
    }
}
