package dev.understudy.model.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.calendar.LoadMap.Quiet;
import dev.understudy.model.calendar.LoadMap.Sample;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoadMapTest {

    private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");

    /** Every hour of a week that begins on a Monday at midnight in Madrid, quiet at two hours of it. */
    private static List<Sample> week() {
        Instant monday = Instant.parse("2026-11-22T23:00:00Z");
        return IntStream.range(0, LoadMap.WEEK)
                .mapToObj(hour -> new Sample(
                        monday.plus(Duration.ofHours(hour)), hour == 100 || hour == 101 ? 1 : hour == 30 ? 2 : 100))
                .toList();
    }

    @Test
    void theQuietestStretchesAreProposedFirst() {
        assertThat(LoadMap.of(week(), MADRID).quietest(Duration.ofMinutes(70), 2))
                .containsExactly(new Quiet(100, 2, 2), new Quiet(29, 2, 102));
    }

    @Test
    void aStretchMayGoOverTheEndOfTheWeek() {
        List<Sample> samples = week().stream()
                .map(sample -> new Sample(
                        sample.at(),
                        sample.at().equals(week().getFirst().at())
                                        || sample.at().equals(week().getLast().at())
                                ? 0
                                : 50))
                .toList();

        assertThat(LoadMap.of(samples, MADRID).quietest(Duration.ofHours(2), 1)).containsExactly(new Quiet(167, 2, 0));
    }

    @Test
    void nothingKnownIsNotQuiet() {
        assertThat(LoadMap.of(List.of(), MADRID).quietest(Duration.ofHours(1), 3))
                .isEmpty();
    }

    @Test
    void twoKindsOfWorkWeighTheSameWhateverTheirUnits() {
        Instant nine = week().getFirst().at();
        LoadMap rows = LoadMap.of(List.of(new Sample(nine, 3), new Sample(nine.plusSeconds(3600), 1)), MADRID);
        LoadMap requests = LoadMap.of(List.of(new Sample(nine.plusSeconds(3600), 90_000)), MADRID);

        assertThat(LoadMap.together(rows, requests).hours().stream()
                        .filter(amount -> amount > 0)
                        .sorted()
                        .toList())
                .containsExactly(750_000L, 1_250_000L);
        assertThat(LoadMap.together(rows, LoadMap.of(List.of(), MADRID)).total())
                .isEqualTo(1_000_000);
    }
}
