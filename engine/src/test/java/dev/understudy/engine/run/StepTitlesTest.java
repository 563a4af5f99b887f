package dev.understudy.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.engine.TestPostgres;
import dev.understudy.engine.fake.FakeProduction;
import dev.understudy.engine.fake.Flaw;
import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.engine.release.CodeAlone;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A dry run is read by people: each step says what it is for, in their language. */
@Timeout(60)
class StepTitlesTest {

    private static final List<String> RECIPES = List.of(
            "create",
            "refresh",
            "switch",
            "snapshot",
            "backup",
            "export",
            "restore",
            "rehearse",
            "deploy",
            "rollback",
            "follow",
            "take-over",
            "give-back",
            "leave",
            "live",
            "quiet",
            "destroy");

    @TempDir
    private Path folder;

    @Test
    void everyStepOfEveryRecipeHasOneInEveryLanguage() {
        try (ControlDatabase control =
                ControlDatabase.open(TestPostgres.shared().newDatabase(), TestPostgres.USER, TestPostgres.PASSWORD)) {
            RecipeBook book = new FakeProduction(folder, control.jdbi(), Flaw.NONE).recipes();
            List<String> steps = RECIPES.stream()
                    .flatMap(recipe -> Stream.of(Map.<String, String>of(), Map.of(CodeAlone.ARGUMENT, "true"))
                            .map(arguments -> new RunRequest(recipe, "production", Set.of(), "r1", arguments, "ada")))
                    .flatMap(request -> book.recipe(request).steps().stream())
                    .map(Step::name)
                    .distinct()
                    .toList();

            assertThat(steps).contains("check-stopped", "hold-requests");
            for (Locale locale : List.of(Locale.ENGLISH, Locale.of("es"), Locale.FRENCH)) {
                assertThat(steps)
                        .allSatisfy(step -> assertThat(StepTitles.in(locale).of(step))
                                .as("step.%s in %s", step, locale)
                                .contains(" ")
                                .isNotEqualTo(step));
            }
            assertThat(StepTitles.in(Locale.of("es")).of("stop-odoo")).isEqualTo("Parar Odoo");
        }
    }
}
