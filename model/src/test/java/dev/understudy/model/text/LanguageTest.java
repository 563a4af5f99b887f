package dev.understudy.model.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LanguageTest {

    @Test
    void theFirstVariableThatIsSetDecides() {
        assertThat(Language.of(Map.of("LC_ALL", "", "LC_MESSAGES", "fr_CA.UTF-8", "LANG", "es_ES.UTF-8")))
                .isEqualTo(Locale.FRENCH);
        assertThat(Language.of(Map.of("LC_ALL", "C", "LANG", "es_ES.UTF-8"))).isEqualTo(Locale.ENGLISH);
        assertThat(Language.of(Map.of("LANG", "es_ES@euro"))).isEqualTo(Locale.forLanguageTag("es"));
        assertThat(Language.of(Map.of("LANG", "de_DE.UTF-8"))).isEqualTo(Locale.ENGLISH);
        assertThat(Language.of(Map.of())).isEqualTo(Locale.ENGLISH);
    }

    @Test
    void textsAreInTheReadersLanguageAndElseInEnglish() {
        assertThat(Texts.of("model", Language.named("fr")).get("why.field-added", "colis"))
                .isEqualTo("le champ colis est ajouté");
        assertThat(Texts.of("model", Locale.GERMAN).get("why.field-added", "parcels"))
                .isEqualTo("field parcels added");
        assertThat(Texts.of("model", Locale.ENGLISH).get("no.such.key")).isEqualTo("no.such.key");
    }
}
