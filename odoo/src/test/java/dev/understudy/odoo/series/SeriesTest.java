package dev.understudy.odoo.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.understudy.odoo.check.Checks;
import dev.understudy.odoo.cli.OdooArguments;
import dev.understudy.odoo.manifest.ModuleVersion;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
    }

    /** How an instance is started, reached and asked. */
    @ParameterizedTest
    @CsvSource(
            useHeadersInDisplayName = true,
            value = {
                "series, live chat's port,  its path,      JSON-2, texts escaped, content, PostgreSQL, rows, reports named",
                "14.0,   longpolling_port,  /longpolling,  false,  false,         datas,   13,         tree, false",
                "15.0,   longpolling_port,  /longpolling,  false,  false,         datas,   13,         tree, false",
                "16.0,   gevent_port,       /websocket,    false,  false,         datas,   13,         tree, true",
                "17.0,   gevent_port,       /websocket,    false,  true,          datas,   13,         tree, true",
                "18.0,   gevent_port,       /websocket,    false,  true,          datas,   13,         list, true",
                "19.0,   gevent_port,       /websocket,    true,   true,          datas,   13,         list, true",
                "20.0,   gevent_port,       /websocket,    true,   true,          raw,     16,         list, true"
            })
    void servesAsThatSeriesDoes(
            String name,
            String option,
            String path,
            boolean json2,
            boolean escapes,
            String content,
            int postgres,
            String rows,
            boolean named) {
        Series series = Series.of(name);

        assertThat(series.geventOption()).isEqualTo(option);
        assertThat(series.geventPath()).isEqualTo(path);
        assertThat(Series.staysOpen(path + "/any")).isTrue();
        assertThat(series.hasJson2()).isEqualTo(json2);
        assertThat(series.escapesPosts()).isEqualTo(escapes);
        assertThat(series.contentField()).isEqualTo(content);
        assertThat(series.leastPostgres()).isEqualTo(postgres);
        assertThat(series.rowsView()).isEqualTo(rows);
        assertThat(series.namesReports()).isEqualTo(named);
        String script = Checks.script(series, Checks.HARMLESS, Set.of(), Set.of(), Duration.ofSeconds(1));
        assertThat(script)
                .contains(
                        "UNDERSTUDY_VIEW = '" + rows + "'\n",
                        "UNDERSTUDY_NAMED = " + (named ? "True" : "False") + "\n");
    }

    /** What its program is told, and what it makes of a module. */
    @ParameterizedTest
    @CsvSource(
            useHeadersInDisplayName = true,
            nullValues = "-",
            value = {
                "series, neutralize, db,    without demo,       demo,         scripts of 1.1.0, version 1,  version 9.0.1.0",
                "14.0,   false,      false, --without-demo=all, -,            1.1.0,            14.0.1,     14.0.9.0.1.0",
                "15.0,   false,      false, --without-demo=all, -,            1.1.0,            15.0.1,     15.0.9.0.1.0",
                "16.0,   true,       true,  --without-demo=all, -,            1.1.0,            16.0.1,     16.0.9.0.1.0",
                "17.0,   true,       true,  --without-demo=all, -,            17.0.1.1.0,       refused,    refused",
                "18.0,   true,       true,  --without-demo=all, -,            18.0.1.1.0,       refused,    refused",
                "19.0,   true,       true,  -,                  --with-demo,  19.0.1.1.0,       refused,    not of this series",
                "20.0,   true,       true,  -,                  --with-demo,  20.0.1.1.0,       refused,    not of this series"
            })
    void updatesAsThatSeriesDoes(
            String name,
            boolean neutralize,
            boolean database,
            @Nullable String withoutDemo,
            @Nullable String withDemo,
            String migration,
            String short1,
            String other) {
        Series series = Series.of(name);
        OdooArguments arguments = new OdooArguments(series, "odoo.conf");

        assertThat(series.hasNeutralize()).isEqualTo(neutralize);
        assertThat(series.hasDatabaseCommand()).isEqualTo(database);
        assertThat(demo(arguments.install(List.of("sale"), false))).isEqualTo(withoutDemo);
        assertThat(demo(arguments.install(List.of("sale"), true))).isEqualTo(withDemo);
        assertThat(series.migrationVersion("1.1.0")).isEqualTo(migration);
        assertThat(version("1", series)).isEqualTo(short1);
        assertThat(version("9.0.1.0", series)).isEqualTo(other);
    }

    private static @Nullable String demo(List<String> argv) {
        return argv.stream().filter(word -> word.contains("demo")).findFirst().orElse(null);
    }

    private static String version(String written, Series series) {
        return switch (ModuleVersion.of(written, series)) {
            case ModuleVersion.Adapted adapted -> adapted.version();
            case ModuleVersion.Invalid _ -> "refused";
            case ModuleVersion.OtherSeries _ -> "not of this series";
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"13.0", "21.0", "19", "19.1", "saas-18.2", "", " 19.0", "19.0; rm"})
    void refusesOthers(String name) {
        assertThat(Series.supports(name)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> Series.of(name));
    }
}
