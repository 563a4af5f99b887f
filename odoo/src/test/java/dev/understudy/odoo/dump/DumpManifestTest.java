package dev.understudy.odoo.dump;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.odoo.dump.DumpManifest.Flaw;
import dev.understudy.odoo.series.Series;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class DumpManifestTest {

    private static final Series SERIES = Series.of("19.0");

    @Test
    void writesCoresFields() {
        DumpManifest manifest =
                DumpManifest.of("acme", SERIES, "15.18", Map.of("sale", "19.0.1.2", "base", "19.0.1.3"));
        assertThat(JsonMapper.shared().readTree(manifest.json()))
                .isEqualTo(JsonMapper.shared().readTree("""
                {"odoo_dump": "1", "db_name": "acme", "version": "19.0", "version_info": [19, 0, 0, "final", 0, ""],
                 "major_version": "19.0", "pg_version": "15.18",
                 "modules": {"base": "19.0.1.3", "sale": "19.0.1.2"}}"""));
        assertThat(DumpManifest.parse(manifest.json())).contains(manifest);
        assertThat(DumpManifest.flaws(manifest.json(), SERIES, 15)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "nonsense | UNREADABLE",
                "[1] | UNREADABLE",
                "{\"modules\": {\"base\": \"1\"}} | NO_DUMP",
                "{\"odoo_dump\": \"1\", \"major_version\": \"18.0\", \"modules\": {\"base\": \"1\"}} | OTHER_SERIES",
                "{\"odoo_dump\": \"1\", \"major_version\": \"13.0\", \"modules\": {\"base\": \"1\"}} | UNKNOWN_SERIES",
                "{\"odoo_dump\": \"1\", \"major_version\": \"19.0\", \"modules\": {}} | NO_MODULES",
                "{\"odoo_dump\": \"1\", \"major_version\": \"19.0\", \"pg_version\": \"17.2\", \"modules\": {\"base\": \"1\"}} | NEWER_POSTGRESQL",
            })
    void namesFlaws(String json, Flaw flaw) {
        assertThat(DumpManifest.flaws(json, SERIES, 15)).containsExactly(flaw);
    }
}
