package dev.understudy.odoo.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.understudy.odoo.cli.OdooArguments;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesTest {

    @Test
    void readsWhatItWrites() {
        assertThat(Series.SUPPORTED)
                .hasSize(7)
                .allSatisfy(series -> assertThat(Series.of(series.name())).isEqualTo(series));
    }

    @Test
    void sortsByAge() {
        assertThat(Series.SUPPORTED).isSorted().first().hasToString("14.0");
        assertThat(Series.SUPPORTED).last().hasToString("20.0");
        assertThat(Series.of("16.0").from(Series.of("15.0"))).isTrue();
        assertThat(Series.of("15.0").from(Series.of("16.0"))).isFalse();
    }

    /** How an instance is started, reached and asked. */
    @ParameterizedTest
    @CsvSource(
            useHeadersInDisplayName = true,
            value = {
                "series, live chat's port,  its path,      /web/health, JSON-2, texts escaped, content, replica, PostgreSQL",
                "14.0,   longpolling_port,  /longpolling,  false,       false,  false,         datas,   false,   13",
                "15.0,   longpolling_port,  /longpolling,  true,        false,  false,         datas,   false,   13",
                "16.0,   gevent_port,       /websocket,    true,        false,  false,         datas,   false,   13",
                "17.0,   gevent_port,       /websocket,    true,        false,  true,          datas,   false,   13",
                "18.0,   gevent_port,       /websocket,    true,        false,  true,          datas,   true,    13",
                "19.0,   gevent_port,       /websocket,    true,        true,   true,          datas,   true,    13",
                "20.0,   gevent_port,       /websocket,    true,        true,   true,          raw,     true,    16"
            })
    void servesAsThatSeriesDoes(
            String name,
            String option,
            String path,
            boolean health,
            boolean json2,
            boolean escapes,
            String content,
            boolean replica,
            int postgres) {
        Series series = Series.of(name);

        assertThat(series.geventOption()).isEqualTo(option);
        assertThat(series.geventPath()).isEqualTo(path);
        assertThat(series.hasHealth()).isEqualTo(health);
        assertThat(series.hasJson2()).isEqualTo(json2);
        assertThat(series.escapesPosts()).isEqualTo(escapes);
        assertThat(series.contentField()).isEqualTo(content);
        assertThat(series.readsFromReplica()).isEqualTo(replica);
        assertThat(series.leastPostgres()).isEqualTo(postgres);
    }

    /** What its program is told, and what its database has. */
    @ParameterizedTest
    @CsvSource(
            useHeadersInDisplayName = true,
            value = {
                "series, neutralize, db,    db init, module, upgrade_code, bundles, without demo,       payments,          1.1.0",
                "14.0,   false,      false, false,   false,  false,        false,   --without-demo=all, payment_acquirer,  1.1.0",
                "15.0,   false,      false, false,   false,  false,        false,   --without-demo=all, payment_acquirer,  1.1.0",
                "16.0,   true,       true,  false,   false,  false,        false,   --without-demo=all, payment_provider,  1.1.0",
                "17.0,   true,       true,  false,   false,  false,        true,    --without-demo=all, payment_provider,  17.0.1.1.0",
                "18.0,   true,       true,  false,   false,  true,         true,    --without-demo=all, payment_provider,  18.0.1.1.0",
                "19.0,   true,       true,  true,    true,   true,         true,    ,                   payment_provider,  19.0.1.1.0",
                "20.0,   true,       true,  true,    true,   true,         true,    ,                   payment_provider,  20.0.1.1.0"
            })
    void updatesAsThatSeriesDoes(
            String name,
            boolean neutralize,
            boolean database,
            boolean init,
            boolean module,
            boolean upgradeCode,
            boolean bundles,
            String withoutDemo,
            String payments,
            String migration) {
        Series series = Series.of(name);

        assertThat(series.hasNeutralize()).isEqualTo(neutralize);
        assertThat(series.hasDatabaseCommand()).isEqualTo(database);
        assertThat(series.hasDatabaseInit()).isEqualTo(init);
        assertThat(series.hasModuleCommand()).isEqualTo(module);
        assertThat(series.hasUpgradeCode()).isEqualTo(upgradeCode);
        assertThat(series.pregeneratesAssets()).isEqualTo(bundles);
        assertThat(series.paymentTable()).isEqualTo(payments);
        assertThat(series.migrationVersion("1.1.0")).isEqualTo(migration);
        List<String> install = new OdooArguments(series, "odoo.conf").install(List.of("sale"), false);
        assertThat(install.getLast()).startsWith("--");
        assertThat(install.contains("--without-demo=all")).isEqualTo(withoutDemo != null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"13.0", "21.0", "19", "19.1", "saas-18.2", "", " 19.0", "19.0; rm"})
    void refusesOthers(String name) {
        assertThat(Series.supports(name)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> Series.of(name));
    }
}
