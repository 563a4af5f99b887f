package dev.understudy.odoo.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.odoo.series.Series;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModuleVersionTest {

    @ParameterizedTest
    @CsvSource({
        "14.0, 1.0, 14.0.1.0",
        "14.0, 14.0.1.0.0, 14.0.1.0.0",
        "14.0, 14.0, 14.0.14.0",
        "14.0, anything, 14.0.anything",
        "17.0, 1.0.3, 17.0.1.0.3",
        "17.0, 17.0.1.0.3, 17.0.1.0.3",
        "19.0, 1.0, 19.0.1.0",
        "19.0, 1.2.3, 19.0.1.2.3",
        "19.0, 19.0.1.0, 19.0.1.0",
        "19.0, 19.0.1.2.3, 19.0.1.2.3",
    })
    void adapts(String series, String written, String adapted) {
        assertThat(ModuleVersion.of(written, Series.of(series))).isEqualTo(new ModuleVersion.Adapted(adapted));
    }

    @ParameterizedTest
    @CsvSource({"17.0, 18.0.1.0.0", "17.0, 1", "18.0, 1.x", "19.0, 1", "19.0, 1.2.3.4.5.6", "19.0, 1.x", "19.0, 1..2"})
    void refuses(String series, String written) {
        assertThat(ModuleVersion.of(written, Series.of(series))).isEqualTo(new ModuleVersion.Invalid(written));
    }

    @ParameterizedTest
    @CsvSource({"18.0.1.0.0", "1.2.3.4", "19.0", "19.05"})
    void doesNotInstallWhatIsOfAnotherSeries(String written) {
        assertThat(ModuleVersion.of(written, Series.of("19.0"))).isEqualTo(new ModuleVersion.OtherSeries(written));
    }
}
