package dev.understudy.it.suites;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LanesTest {

    private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
    private static final Suite QUICK = new Suite(QuickSuite.class.getName());
    private static final Suite UNSTEADY = new Suite(UnsteadySuite.class.getName());
    private static final Suite ENDLESS = new Suite(EndlessSuite.class.getName());

    @TempDir
    private Path reports;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void suiteIsCountedAndReported() {
        List<Outcome> outcomes = lanes(Hours.UNLIMITED).run(List.of(QUICK));

        assertThat(outcomes).singleElement().satisfies(outcome -> {
            assertThat(Outcome.counts(outcome.passed(), outcome.failed(), outcome.skipped()))
                    .isEqualTo("1 passed, 1 failed, 0 skipped");
            assertThat(outcome.stopped()).isFalse();
        });
        assertThat(said.toString(UTF_8)).contains(QUICK.name() + " ended: 1 passed, 1 failed", "QuickSuite.fails");
        assertThat(Suites.left(List.of(QUICK), outcomes)).isEmpty();
        assertThat(reports.resolve("TEST-" + QUICK.className() + ".xml"))
                .content()
                .contains("tests=\"2\"");
    }

    @Test
    void noSuiteBeginsWhenItIsTooLate() {
        List<Outcome> outcomes = lanes(new Hours(NOW, NOW.plusSeconds(600))).run(List.of(QUICK, ENDLESS));

        assertThat(outcomes).isEmpty();
        assertThat(Suites.left(List.of(QUICK, ENDLESS), outcomes)).containsExactly(QUICK.name(), ENDLESS.name());
    }

    @Test
    void suiteForWhichNoTimeIsLeftIsStoppedAndClearsUp() throws InterruptedException {
        Lanes lanes = lanes(Hours.UNLIMITED);
        CompletableFuture<List<Outcome>> run = CompletableFuture.supplyAsync(() -> lanes.run(List.of(ENDLESS)));
        EndlessSuite.WAITS.await();

        lanes.stop();

        List<Outcome> outcomes = run.join();
        assertThat(outcomes).singleElement().satisfies(outcome -> {
            assertThat(outcome.stopped()).isTrue();
            assertThat(outcome.failed()).isZero();
            assertThat(outcome.passed()).isZero();
        });
        assertThat(EndlessSuite.cleared).isTrue();
        assertThat(Suites.left(List.of(ENDLESS), outcomes)).containsExactly(ENDLESS.name());
    }

    @Test
    void whatFailsIsTriedOnceMoreAndToldWhenItPassesThen() {
        List<Outcome> outcomes = Suites.triedTwice(lanes(Hours.UNLIMITED), List.of(QUICK, UNSTEADY));

        assertThat(outcomes).extracting(Outcome::suite).containsExactlyInAnyOrder(QUICK, UNSTEADY);
        assertThat(outcomes)
                .filteredOn(Outcome::suite, UNSTEADY)
                .extracting(Outcome::failed)
                .containsExactly(0L);
        assertThat(outcomes)
                .filteredOn(Outcome::suite, QUICK)
                .extracting(Outcome::failed)
                .containsExactly(1L);
        assertThat(said.toString(UTF_8))
                .contains("UnsteadySuite.passesAtTheSecondTry", "unsteady: " + UNSTEADY.name())
                .doesNotContain("unsteady: " + QUICK.name());
    }

    private Lanes lanes(Hours hours) {
        return new Lanes(Ring.STORIES, reports, hours, InstantSource.fixed(NOW), new PrintStream(said, true, UTF_8));
    }

    static class QuickSuite {

        @Test
        void passes() {}

        @Test
        void fails() {
            assertThat(1).isEqualTo(2);
        }
    }

    static class UnsteadySuite {

        private static int tries;

        @Test
        void passesAtTheSecondTry() {
            assertThat(++tries).isEqualTo(2);
        }
    }

    static class EndlessSuite {

        private static final CountDownLatch WAITS = new CountDownLatch(1);
        private static volatile boolean cleared;

        @Test
        void waitsForWhatDoesNotCome() throws InterruptedException {
            WAITS.countDown();
            new CountDownLatch(1).await();
        }

        @Test
        void waitsAgain() throws InterruptedException {
            WAITS.countDown();
            new CountDownLatch(1).await();
        }

        @AfterEach
        void clearUp() {
            cleared = !Thread.currentThread().isInterrupted();
        }
    }
}
