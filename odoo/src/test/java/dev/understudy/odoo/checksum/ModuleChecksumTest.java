package dev.understudy.odoo.checksum;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModuleChecksumTest {

    /** The figure is Python's, by the algorithm of click-odoo-update, over the same files. */
    @Test
    void isClickOdooUpdates() {
        assertThat(of(files("a/z.py", "1", "a.py", "2", "b", "", "a/b/c.xml", "3", "i18n/es.po", "4")))
                .isEqualTo("a90f192ba6c7f257afcbd7073864356c7b0cd694");
    }

    @ParameterizedTest
    @CsvSource({
        "a.pyc, false",
        "models/__pycache__/a.cpython-313.pyc, false",
        "i18n/m.pot, false",
        "i18n/es.po, true",
        "static/src/x.js, false",
        "tests/test_x.py, false",
        "models/tests/x.py, true",
        "models/static/x.py, true",
        "views/x.xml, true",
    })
    void countsWhatAnUpdateLoads(String path, boolean counts) {
        assertThat(ModuleChecksum.counts(path)).isEqualTo(counts);
        String changed = of(files("x.py", "1", path, "2"));
        assertThat(changed.equals(of(files("x.py", "1")))).isEqualTo(!counts);
    }

    @Test
    void feelsNamesOfEmptyFiles() {
        assertThat(of(files("a.py", ""))).isNotEqualTo(of(files("b.py", "")));
    }

    @Test
    void countsTranslationsOfActiveLanguagesAlone() {
        ModuleFiles before = files("x.py", "1", "i18n/es.po", "1", "i18n/fr_BE.po", "1");
        ModuleFiles after = files("x.py", "1", "i18n/es.po", "1", "i18n/fr_BE.po", "2");
        List<String> spanish = List.of("en_US", "es_MX");
        assertThat(ModuleChecksum.of(after, spanish)).isEqualTo(ModuleChecksum.of(before, spanish));
        assertThat(ModuleChecksum.of(after, List.of("fr_FR")))
                .isNotEqualTo(ModuleChecksum.of(before, List.of("fr_FR")));
    }

    @Test
    void keepsChecksumsAsJson() {
        var checksums = new Checksums(Map.of("b", "2", "a", "1"));
        assertThat(checksums.json()).isEqualTo("{\"a\":\"1\",\"b\":\"2\"}");
        assertThat(Checksums.parse(checksums.json())).contains(checksums);
        assertThat(Checksums.parse("nonsense")).isEmpty();
        assertThat(Checksums.parse("{\"a\": null}")).isEmpty();
        assertThat(Checksums.parse("null")).isEmpty();
    }

    private static String of(ModuleFiles files) {
        return ModuleChecksum.of(files, List.of());
    }

    private static ModuleFiles files(String... pathsAndContents) {
        var files = new HashMap<String, byte[]>();
        for (int i = 0; i < pathsAndContents.length; i += 2) {
            files.put(pathsAndContents[i], pathsAndContents[i + 1].getBytes(StandardCharsets.UTF_8));
        }
        return ModuleFiles.of(files);
    }
}
