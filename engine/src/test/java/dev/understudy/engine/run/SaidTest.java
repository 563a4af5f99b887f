package dev.understudy.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.run.RunView;
import dev.understudy.model.run.Said;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SaidTest {

    private static final Locale SPANISH = Locale.of("es");

    @Test
    void isPutIntoTheReadersLanguage() {
        Said said = Said.of("copied", Duration.ofMillis(1_250), "reflink");

        assertThat(said.in(Locale.ENGLISH)).isEqualTo("copied in 1.3 s, by reflink");
        assertThat(said.in(SPANISH)).isEqualTo("copiada en 1,3 s, por reflink");
        assertThat(said.in(Locale.FRENCH)).isEqualTo("copiée en 1,3 s, par reflink");
    }

    @Test
    void countsOneAndManyAndWritesThemAsTheReaderDoes() {
        assertThat(Said.of("loaded", Duration.ofSeconds(12), 1).in(Locale.ENGLISH))
                .isEqualTo("loaded in 12 s, 1 table");
        assertThat(Said.of("loaded", Duration.ofSeconds(12), 1_402).in(Locale.ENGLISH))
                .isEqualTo("loaded in 12 s, 1,402 tables");
        assertThat(Said.of("printed-compared", 3, 1).in(Locale.FRENCH)).isEqualTo("3 pages, 1 qui a changé");
        assertThat(Said.of("room-needed", new Said.Size(4_500_000_000L), new Said.Size(1))
                        .in(SPANISH))
                .isEqualTo("espacio que necesita: 4,5 GB, libre: 1 B");
    }

    @Test
    void leavesOutWhatSaysNothing() {
        Said said = Said.all(Said.verbatim("r1"), Said.NOTHING, Said.verbatim(""), Said.of("not-masked"));

        assertThat(said.in(Locale.ENGLISH)).isEqualTo("r1; not masked");
        assertThat(Said.all(Said.NOTHING, Said.NOTHING).isEmpty()).isTrue();
        assertThat(Said.all(Said.of("not-masked"), Said.NOTHING)).isEqualTo(Said.of("not-masked"));
    }

    /** An apostrophe that is not doubled, or a choice that is none, would be seen by a user first. */
    @ParameterizedTest
    @ValueSource(strings = {"en", "es", "fr"})
    void everyTextCanBeFilled(String language) {
        Locale locale = Locale.of(language);
        ResourceBundle texts = ResourceBundle.getBundle("dev.understudy.engine.Texts", locale);
        List<String> codes = texts.keySet().stream()
                .filter(key -> key.startsWith("said."))
                .map(key -> key.substring("said.".length()))
                .toList();

        assertThat(codes).hasSizeGreaterThan(100).allSatisfy(code -> {
            String told = Said.of(code, 7, 7, 7, 7).in(locale);
            assertThat(told).isNotBlank().doesNotContain("{", "}", "''", "#", "|");
        });
    }

    /** Whatever its parts are, and whoever reads it. */
    @Test
    void isKeptWithTheRun() {
        try (Stage stage = new Stage()) {
            Said said = Said.all(
                    Said.of("snapshot", "run-7\0", new Said.Took(840)),
                    Said.of("room-needed", new Said.Size(4_500_000_000L), new Said.Size(12)),
                    Said.of("failed-with", Fault.refused("mask.not-masked", "staging")),
                    Said.of("loaded", Duration.ofSeconds(3), 31));
            stage.recipe("snapshot", stage.step("take").applying(context -> Outcome.done(said)));
            RunView run = stage.ended(stage.submit("snapshot", "production"));

            assertThat(run.steps().getFirst().detail()).isEqualTo(said.in(Locale.ENGLISH));
            assertThat(stage.runs.run(run.id(), SPANISH).steps().getFirst().detail())
                    .isEqualTo(said.in(SPANISH))
                    .startsWith("run-7 en 0,8 s; espacio que necesita: 4,5 GB, libre: 12 B; falló: ")
                    .endsWith("; cargada en 3,0 s, 31 tablas");
        }
    }
}
