package dev.understudy.engine.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.run.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundsTest {

    @Test
    void aRoundThatFailsIsNotTheLast() throws InterruptedException {
        CountDownLatch rounds = new CountDownLatch(3);
        try (Rounds failing = new Rounds(
                "test",
                () -> {
                    rounds.countDown();
                    if (rounds.getCount() == 1) {
                        throw new StackOverflowError("a long line");
                    }
                    throw new IllegalStateException("round " + rounds.getCount());
                },
                Duration.ofMillis(1))) {
            failing.start();

            assertThat(rounds.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void thereIsNoneAfterItsEnd() throws InterruptedException {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Rounds endless = new Rounds(
                "test",
                () -> {
                    began.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException closed) {
                        Thread.currentThread().interrupt();
                        ended.countDown();
                    }
                },
                Duration.ZERO);
        endless.start();
        assertThat(began.await(30, TimeUnit.SECONDS)).isTrue();

        endless.close();

        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void thereIsNoneAfterItsEndAlthoughTheWorkTookTheInterruptForItself() throws InterruptedException {
        AtomicInteger rounds = new AtomicInteger();
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        Rounds deaf = new Rounds(
                "test",
                () -> {
                    rounds.incrementAndGet();
                    began.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException taken) {
                        ended.countDown();
                    }
                },
                Duration.ZERO);
        deaf.start();
        assertThat(began.await(30, TimeUnit.SECONDS)).isTrue();

        deaf.close();

        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(severalOf("another", () -> {})).isTrue();
        assertThat(rounds).hasValue(1);
    }

    @Test
    void aThreadIsHeldByARoundUnderWayAlone() throws InterruptedException {
        CountDownLatch all = new CountDownLatch(200);
        List<Rounds> waiting = IntStream.range(0, 200)
                .mapToObj(one -> new Rounds("waiting " + one, all::countDown, Duration.ofHours(1)))
                .toList();
        waiting.forEach(Rounds::start);

        assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();

        Await.until(
                () -> Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().matches("rounds|waiting .*"))
                        .count(),
                threads -> threads < 20);
        waiting.forEach(Rounds::close);
    }

    @Test
    void anEndThatComesDuringARoundDisturbsNoOther() throws InterruptedException {
        for (int i = 0; i < 200; i++) {
            CountDownLatch began = new CountDownLatch(1);
            Rounds closed = new Rounds("closed", began::countDown, Duration.ZERO);
            closed.start();
            assertThat(began.await(30, TimeUnit.SECONDS)).isTrue();
            closed.close();
        }

        AtomicBoolean disturbed = new AtomicBoolean();
        assertThat(severalOf("others", () -> {
                    if (Thread.currentThread().isInterrupted()) {
                        disturbed.set(true);
                    }
                }))
                .isTrue();

        assertThat(disturbed).isFalse();
    }

    private static boolean severalOf(String name, Runnable work) throws InterruptedException {
        CountDownLatch several = new CountDownLatch(20);
        Runnable counted = () -> {
            work.run();
            several.countDown();
        };
        try (Rounds rounds = new Rounds(name, counted, Duration.ofMillis(1))) {
            rounds.start();
            return several.await(30, TimeUnit.SECONDS);
        }
    }
}
