package dev.understudy.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 ms",
        "99, 99 ms",
        "100, 0.1 s",
        "840, 0.8 s",
        "9949, 9.9 s",
        "9950, 10 s",
        "59499, 59 s",
        "59500, 1 min 00 s",
        "72000, 1 min 12 s",
        "3600000, 1 h 00 min",
        "11100000, 3 h 05 min",
        "187200000, 2 d 4 h",
        "-840, -0.8 s"
    })
    void durationsAreShort(long milliseconds, String shown) {
        assertThat(Figures.duration(Duration.ofMillis(milliseconds), Locale.ENGLISH))
                .isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.0 kB",
        "1500, 1.5 kB",
        "99900, 99.9 kB",
        "123456, 123 kB",
        "999999, 1.0 MB",
        "4500000000, 4.5 GB",
        "9223372036854775807, 9223 PB"
    })
    void sizesAreShort(long bytes, String shown) {
        assertThat(Figures.bytes(bytes, Locale.ENGLISH)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"es, '0,8 s', '4,5 GB'", "fr, '0,8 s', '4,5 Go'"})
    void decimalsAreTheReaders(String language, String duration, String size) {
        Locale locale = Locale.forLanguageTag(language);

        assertThat(Figures.duration(Duration.ofMillis(840), locale)).isEqualTo(duration);
        assertThat(Figures.bytes(4_500_000_000L, locale)).isEqualTo(size);
    }
}
