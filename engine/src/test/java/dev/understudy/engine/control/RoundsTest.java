package dev.understudy.engine.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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
        BlockingQueue<Thread> began = new LinkedBlockingQueue<>();
        Rounds deaf = new Rounds(
                "test",
                () -> {
                    began.add(Thread.currentThread());
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException taken) {
                        assertThat(taken).isNotNull();
                    }
                },
                Duration.ZERO);
        deaf.start();
        Thread thread = began.take();

        deaf.close();

        assertThat(thread.join(Duration.ofSeconds(30))).isTrue();
        assertThat(began).isEmpty();
    }
}
