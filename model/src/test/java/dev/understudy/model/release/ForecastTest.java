package dev.understudy.model.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForecastTest {

    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void whatNoRehearsalPerformsIsCountedFromTheFirstDeployOn() {
        Forecast forecast = Forecast.of(8_000, List.of());

        assertThat(forecast.likelyMillis()).isEqualTo(9_200);
        assertThat(forecast.upperMillis()).isGreaterThan(forecast.likelyMillis() * 3 / 2);
    }

    @Test
    void whatWasMeasuredIsTheMoreCertainTheOftenerItWas() {
        assertThat(Forecast.like(List.of(10_000L))).isEqualTo(new Forecast(10_000, 13_000));
        assertThat(Forecast.like(List.of(10_000L, 20_000L, 11_000L))).isEqualTo(new Forecast(11_000, 24_000));
        assertThat(Forecast.like(List.of(10_000L)).then(Forecast.like(List.of(3_000L))))
                .isEqualTo(new Forecast(13_000, 16_900));
    }

    @Test
    void nobodyWaitsForCodeAlone() {
        assertThat(Forecast.of(0, List.of(deploy(8_000, 9_000, 12_000)))).isEqualTo(Forecast.NONE);
    }

    @Test
    void whatProductionTookIsWhatItWillTake() {
        List<PastDeploy> past = IntStream.range(0, 10)
                .mapToObj(i -> deploy(8_000, 12_000, 15_000))
                .toList();

        Forecast same = Forecast.of(8_000, past);
        Forecast tenfold = Forecast.of(80_000, past);

        assertThat(same.likelyMillis()).isEqualTo(15_000);
        assertThat(tenfold.likelyMillis())
                .as("what is not rehearsed does not grow")
                .isEqualTo(123_000);
    }

    @Test
    void theMoreIsKnownTheNearerIsTheUpperValueAndItIsAboveAllThatWasSeen() {
        List<PastDeploy> past = List.of(
                deploy(8_000, 8_000, 9_200),
                deploy(8_000, 8_000, 9_200),
                deploy(8_000, 8_000, 9_200),
                deploy(8_000, 12_000, 13_800));

        Forecast few = Forecast.of(8_000, past);
        Forecast many = Forecast.of(
                8_000, IntStream.range(0, 5).boxed().flatMap(i -> past.stream()).toList());

        assertThat(few.likelyMillis()).as("one that was slow changes little").isEqualTo(9_200);
        assertThat(many.upperMillis()).isGreaterThan(13_800).isLessThan(few.upperMillis());
    }

    @Test
    void whatWasLongAgoIsForgotten() {
        List<PastDeploy> past = IntStream.range(0, 60)
                .mapToObj(i -> i < Forecast.REMEMBERED ? deploy(8_000, 8_000, 9_200) : deploy(8_000, 80_000, 92_000))
                .toList();

        assertThat(Forecast.of(8_000, past)).isEqualTo(Forecast.of(8_000, past.subList(0, Forecast.REMEMBERED)));
    }

    private static PastDeploy deploy(long rehearsed, long performed, long actual) {
        return new PastDeploy("run-2", "r2", rehearsed, Forecast.of(rehearsed, List.of()), performed, actual, AT);
    }
}
