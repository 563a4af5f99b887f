package dev.understudy.engine.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.fake.NotedContext;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.RunRequest;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.run.Said;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class HurriedTest {

    private static final RunRequest REQUEST = new RunRequest("deploy", "production", Set.of(), "r2", Map.of(), "ada");

    private final CountDownLatch hurried = new CountDownLatch(1);
    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void whatComesLastGoesWithAllOthersAfterAWhile() {
        Outcome outcome = hurried(Duration.ZERO, () -> {
            await();
            return Outcome.done(Said.verbatim("serves"));
        });

        assertThat(outcome).isEqualTo(Outcome.done(Said.verbatim("serves")));
        assertThat(looks).hasValue(1);
    }

    @Test
    void whatDoesNotSucceedWhileItComesLastIsLookedAtAgain() {
        Outcome outcome = hurried(
                Duration.ofDays(1),
                () -> hurried.getCount() > 0
                        ? Outcome.failed(Fault.failed("runtime.too-slow", 1, 2, 3))
                        : Outcome.done(Said.verbatim("serves")));

        assertThat(outcome).isEqualTo(Outcome.done(Said.verbatim("serves")));
        assertThat(looks).hasValue(2);
    }

    @Test
    void whatSucceedsIsLeftAtItsWeight() {
        assertThat(hurried(Duration.ofDays(1), () -> Outcome.done(Said.verbatim("serves"))))
                .isEqualTo(Outcome.done(Said.verbatim("serves")));
        assertThat(hurried.getCount()).isOne();
    }

    private Outcome hurried(Duration patience, Supplier<Outcome> look) {
        Step step = new Step() {
            @Override
            public String name() {
                return "probe";
            }

            @Override
            public Outcome apply(StepContext context) {
                looks.incrementAndGet();
                return look.get();
            }

            @Override
            public List<String> plan(StepContext context) {
                return List.of();
            }
        };
        return new Hurried(step, patience, context -> hurried.countDown()).apply(new NotedContext("run-1", REQUEST));
    }

    private void await() {
        try {
            hurried.await();
        } catch (InterruptedException interrupt) {
            throw new IllegalStateException(interrupt);
        }
    }
}
