package dev.understudy.odoo.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.odoo.series.Series;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MigrationReachTest {

    @ParameterizedTest
    @CsvSource({
        // series, folder, before, after, passed over although it is for this update
        "19.0, 19.0.1.1.0, 19.0.1.0.0, 19.0.1.1.0, false",
        "19.0, 19.0.1.1.0, 19.0.1.0.0, 19.0.1.0.0, true",
        "19.0, 19.0.1.0.0, 19.0.1.0.0, 19.0.1.0.0, true",
        "19.0, 19.0.1.2.0, 19.0.1.0.0, 19.0.1.1.0, true",
        "19.0, 1.1.0, 19.0.1.0.0, 19.0.1.1.0, false",
        "19.0, 1.1, 1.0, 1.1, false",
        "17.0, 1.1.0, 17.0.1.0.0, 17.0.1.1.0, false",
        // Two dots were a whole version until 16.0: it is below every one that begins with the series.
        "16.0, 1.1.0, 1.0.0, 1.1.0, true",
        "14.0, 1.1.0, 14.0.1.0.0, 14.0.1.1.0, true",
        "14.0, 1.1, 1.0, 1.1, false",
        // For who comes from earlier than production does.
        "19.0, 19.0.1.0.5, 19.0.1.1.0, 19.0.1.2.0, false",
        "19.0, 18.0.1.0.0, 19.0.1.1.0, 19.0.1.2.0, false",
        // On every change of the version.
        "19.0, 0.0.0, 19.0.1.0.0, 19.0.1.1.0, false",
        "19.0, 0.0.0, 19.0.1.0.0, 19.0.1.0.0, true",
        "19.0, tests, 19.0.1.0.0, 19.0.1.1.0, false",
    })
    void tellsScriptsThatTheVersionDoesNotReach(
            String series, String folder, String before, String after, boolean missed) {
        assertThat(MigrationReach.misses(folder, before, after, Series.of(series)))
                .isEqualTo(missed);
    }
}
