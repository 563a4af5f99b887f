package dev.understudy.bench.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SumsTest {

    @Test
    void countsWhatFailedByKindAndShowsTheFirst() {
        Sums sums = sums(
                new Exchange(Kind.READ, millis(2000), millis(10), 503, "Back in a moment"),
                new Exchange(Kind.PAGE, millis(1000), millis(10), 0, "refused"),
                new Exchange(Kind.READ, millis(3000), millis(10), 503, "Back in a moment"),
                good(Kind.WRITE, 4000, 10));

        assertThat(sums.requests()).isEqualTo(4);
        assertThat(sums.failures()).isEqualTo(3);
        assertThat(sums.failed()).isEqualTo(Map.of(Kind.READ, 2, Kind.PAGE, 1));
        assertThat(sums.errors()).hasSize(3).first().asString().contains("PAGE", "refused");
    }

    @Test
    void aRequestIsHeldWhenItTookLongerThanItDoesByItself() {
        Sums sums = sums(
                good(Kind.READ, 0, 900), good(Kind.READ, 0, 1100), good(Kind.SLOW, 0, 3900), good(Kind.SLOW, 0, 4100));

        assertThat(sums.held()).isEqualTo(2);
        assertThat(sums.longestWait()).isEqualTo(millis(1100));
    }

    @Test
    void unavailableIsTheLongestTimeWithoutAGoodAnswerToAQuickRequest() {
        Sums sums = sums(
                good(Kind.READ, 0, 100),
                new Exchange(Kind.READ, millis(1000), millis(100), 503, "Back in a moment"),
                good(Kind.SLOW, 500, 2500),
                good(Kind.READ, 2000, 6000),
                good(Kind.READ, 9900, 50));

        assertThat(sums.unavailable()).isEqualTo(millis(7900));
    }

    @Test
    void unavailableUntilTheEndWhenNothingIsAnsweredAnyMore() {
        assertThat(sums(good(Kind.READ, 0, 100)).unavailable()).isEqualTo(millis(9900));
    }

    @Test
    void tellsWritesThatAreLostAndThoseThatAreThereTwice() {
        Sums sums = Sums.of(List.of(), millis(0), Set.of("one", "two"), List.of("two", "two", "three"), 4);

        assertThat(sums.written()).isEqualTo(2);
        assertThat(sums.lost()).containsExactly("one");
        assertThat(sums.twice()).isEqualTo(1);
        assertThat(sums.reconnects()).isEqualTo(4);
    }

    private static Sums sums(Exchange... exchanges) {
        return Sums.of(List.of(exchanges), millis(10_000), Set.of(), List.of(), 0);
    }

    private static Exchange good(Kind kind, long began, long took) {
        return new Exchange(kind, millis(began), millis(took), 200, "");
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }
}
