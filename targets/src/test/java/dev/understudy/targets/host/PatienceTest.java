package dev.understudy.targets.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Waits, on a machine whose speed and time the test sets. */
class PatienceTest {

    private static final Duration USUAL = Duration.ofSeconds(3);
    private static final Duration LOOK = Duration.ofMillis(100);

    private long now;
    private double slowness = 1;
    private int measured;

    private final Patience patience = new Patience(
            () -> {
                measured++;
                return slowness;
            },
            () -> now,
            (pause, what) -> now += pause.toNanos());

    @Test
    void aQuietMachineIsWaitedForAsLongAsUsual() {
        assertThat(patience.until(() -> false, USUAL, LOOK, "port")).isFalse();
        assertThat(Duration.ofNanos(now)).isEqualTo(USUAL);
    }

    @Test
    void aSlowMachineIsWaitedForLonger() {
        slowness = 20;

        assertThat(patience.until(() -> now >= Duration.ofSeconds(50).toNanos(), USUAL, LOOK, "port"))
                .isTrue();
        assertThat(patience.until(() -> false, USUAL, LOOK, "port")).isFalse();
    }

    @Test
    void howSlowItIsIsNotAskedForWithinTheUsualTime() {
        assertThat(patience.until(() -> now >= Duration.ofSeconds(2).toNanos(), USUAL, LOOK, "port"))
                .isTrue();

        assertThat(measured).isZero();
    }

    @Test
    void whatGoesOnIsWaitedForHoweverLongItTakes() {
        long hours = Duration.ofHours(5).toNanos();

        assertThat(patience.until(() -> now >= hours, () -> now / USUAL.toNanos(), USUAL, LOOK, "log"))
                .isTrue();
    }

    @Test
    void whatStandsStillAfterItWentOnIsGivenUp() {
        long stands = Duration.ofMinutes(5).toNanos();

        assertThat(patience.until(() -> false, () -> Math.min(now, stands), USUAL, LOOK, "log"))
                .isFalse();
        assertThat(Duration.ofNanos(now))
                .isBetween(Duration.ofMinutes(5), Duration.ofMinutes(5).plus(USUAL.multipliedBy(2)));
    }

    @Test
    void whoWaitsForTheProcessorMostOfTheTimeIsSlow() {
        assertThat(Slowness.byPressure("some avg10=90.00 avg60=1.00\nfull avg10=0.00"))
                .isEqualTo(10);
        assertThat(Slowness.byPressure("some avg10=0.00 avg60=1.00")).isEqualTo(1);
        assertThat(Slowness.byPressure("")).isEqualTo(1);
    }
}
