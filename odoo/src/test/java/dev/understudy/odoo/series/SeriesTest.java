package dev.understudy.odoo.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesTest {

    @Test
    void readsWhatItWrites() {
        assertThat(Series.SUPPORTED)
                .hasSize(6)
                .allSatisfy(series -> assertThat(Series.of(series.name())).isEqualTo(series));
    }

    @Test
    void sortsByAge() {
        assertThat(Series.SUPPORTED).isSorted().first().hasToString("14.0");
        assertThat(Series.of("16.0").from(Series.of("15.0"))).isTrue();
        assertThat(Series.of("15.0").from(Series.of("16.0"))).isFalse();
    }

    @Test
    void knowsBothEnds() {
        Series oldest = Series.of("14.0");
        Series newest = Series.of("19.0");
        assertThat(oldest.hasNeutralize()).isFalse();
        assertThat(newest.hasNeutralize()).isTrue();
        assertThat(oldest.geventOption()).isEqualTo("longpolling_port");
        assertThat(newest.geventOption()).isEqualTo("gevent_port");
        assertThat(oldest.geventPath()).isEqualTo("/longpolling");
        assertThat(newest.geventPath()).isEqualTo("/websocket");
        assertThat(oldest.paymentTable()).isEqualTo("payment_acquirer");
        assertThat(newest.paymentTable()).isEqualTo("payment_provider");
        assertThat(newest.hasModuleCommand()).isTrue();
        assertThat(Series.of("18.0").hasModuleCommand()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"13.0", "20.0", "19", "19.1", "saas-18.2", "", " 19.0", "19.0; rm"})
    void refusesOthers(String name) {
        assertThat(Series.supports(name)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> Series.of(name));
    }
}
