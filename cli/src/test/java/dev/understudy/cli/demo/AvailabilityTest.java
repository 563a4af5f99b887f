package dev.understudy.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AvailabilityTest {

    private static final long PAUSE = 100;

    private final Availability availability = new Availability(0, PAUSE);

    @Test
    void goodAndSoonIsAvailable() {
        availability.answered(50, 50, true);
        availability.answered(900, 750, true);

        assertThat(availability.longestGapMillis(950)).isZero();
    }

    @Test
    void failuresCountFromTheLastGoodAnswerToTheNext() {
        availability.answered(1000, 20, true);
        availability.answered(1120, 20, false);
        availability.answered(4000, 20, false);
        availability.answered(4120, 20, true);

        assertThat(availability.longestGapMillis(4200)).isEqualTo(4120 - 1000 - PAUSE);
    }

    @Test
    void aRequestThatIsHeldIsAWait() {
        availability.answered(1000, 20, true);
        availability.answered(6100, 5000, true);

        assertThat(availability.longestGapMillis(6200)).isEqualTo(5000);
    }

    /** Of all that were held, the one that came last may be answered first. */
    @Test
    void whoAsksShortlyBeforeTheEndDoesNotHideThatOthersWaited() {
        availability.answered(1000, 20, true);
        availability.answered(18_000, 150, true);
        availability.answered(18_010, 16_900, true);

        assertThat(availability.longestGapMillis(18_100)).isEqualTo(18_000 - 1000 - PAUSE);
    }

    @Test
    void theLongestOfSeveralCounts() {
        availability.answered(1000, 20, true);
        availability.answered(1120, 20, false);
        availability.answered(1240, 20, true);
        availability.answered(1360, 20, false);
        availability.answered(9000, 20, true);
        availability.answered(9120, 20, true);

        assertThat(availability.longestGapMillis(9200)).isEqualTo(9000 - 1240 - PAUSE);
    }

    @Test
    void awayUntilNow() {
        availability.answered(1000, 20, true);
        availability.answered(1120, 20, false);

        assertThat(availability.longestGapMillis(61_000)).isEqualTo(60_000);
    }
}
