package dev.understudy.targets.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.understudy.model.config.OdooSeries;
import dev.understudy.odoo.series.Series;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DebianRecipeTest {

    private static final String MIRROR = "http://mirror.example/debian/";

    @Test
    void takesOdooAloneFromTheNewerSuite() {
        DebianRecipe recipe = DebianRecipe.of("19.0", List.of());

        assertThat(recipe.argv(Path.of("/cache/.new"), Path.of("/cache/odoo-19.0.pref"), MIRROR))
                .containsExactly(
                        "mmdebstrap",
                        "--mode=root",
                        "--format=directory",
                        "--variant=minbase",
                        "--aptopt=Acquire::Check-Valid-Until \"false\"",
                        "--aptopt=APT::Install-Recommends \"false\"",
                        "--aptopt=Acquire::Retries \"3\"",
                        "--setup-hook=mkdir -p \"$1/etc/apt/preferences.d\"",
                        "--setup-hook=copy-in /cache/odoo-19.0.pref /etc/apt/preferences.d",
                        "--include=odoo-19,ca-certificates,tzdata,fonts-dejavu-core",
                        "trixie",
                        "/cache/.new",
                        "deb http://mirror.example/debian/ trixie main",
                        "deb http://mirror.example/debian/ sid main");
        assertThat(recipe.pins()).isEqualTo("""
                        Package: *
                        Pin: release n=sid
                        Pin-Priority: 50

                        Package: odoo-19
                        Pin: release n=sid
                        Pin-Priority: 500
                        """);
    }

    @Test
    void needsNoPinsWhereOneSuiteHoldsAll() {
        DebianRecipe recipe = DebianRecipe.of("14.0", List.of());

        assertThat(recipe.pins()).isEmpty();
        assertThat(recipe.argv(Path.of("/cache/.new"), Path.of("/unused"), MIRROR))
                .endsWith("bullseye", "/cache/.new", "deb http://mirror.example/debian/ bullseye main")
                .noneMatch(word -> word.contains("preferences"));
    }

    @Test
    void borrowsThePrinterWhereTheSuiteHasNoneAnyMore() {
        DebianRecipe recipe = DebianRecipe.of("19.0", List.of("wkhtmltopdf", "fonts-noto-core"));

        assertThat(recipe.include())
                .containsExactly("odoo-19", "ca-certificates", "tzdata", "fonts-dejavu-core", "fonts-noto-core");
        assertThat(recipe.printerArgv(Path.of("/cache/.new/printing"), MIRROR))
                .contains("--variant=extract", "--include=wkhtmltopdf", "bookworm")
                .endsWith("deb http://mirror.example/debian/ bookworm main");
        assertThat(DebianRecipe.of("14.0", List.of()).include()).contains("wkhtmltopdf");
    }

    @Test
    void hasAnotherNameForEachRecipe() {
        assertThat(DebianRecipe.of("19.0", List.of()).name())
                .startsWith("odoo-19.0-")
                .isNotEqualTo(
                        DebianRecipe.of("19.0", List.of("fonts-noto-core")).name());
    }

    @Test
    void saysWhichSeriesThereAreAndTheWayOut() {
        assertThatThrownBy(() -> DebianRecipe.of("17.0", List.of()))
                .hasMessageContaining("17.0")
                .hasMessageContaining("14.0, 19.0")
                .hasMessageContaining("from: source")
                .hasMessageContaining("runtime.series-not-in-debian");
    }

    /** What the file may say, what is known of Odoo, and what a root can be made for. */
    @Test
    void everySeriesThatAProjectMayNameHasAPython() {
        assertThat(OdooSeries.ALL)
                .containsExactlyElementsOf(
                        Series.SUPPORTED.reversed().stream().map(Series::name).toList());
        for (String series : OdooSeries.ALL) {
            assertThat(DebianRecipe.ofPython(series, List.of()).include())
                    .as(series)
                    .contains("python3");
            assertThat(catchThrowable(() -> DebianRecipe.of(series, List.of())) == null)
                    .as(series)
                    .isEqualTo(OdooSeries.inDebian(series));
        }
    }

    @Test
    void hasThePythonOfASeriesAndWhatBuildsPackagesForIt() {
        DebianRecipe old = DebianRecipe.ofPython("15.0", List.of());
        DebianRecipe present = DebianRecipe.ofPython("18.0", List.of("fonts-noto-core"));

        assertThat(old.suite()).isEqualTo("bullseye");
        assertThat(old.include()).contains("python3", "gcc", "libpq-dev", "wkhtmltopdf");
        assertThat(present.suite()).isEqualTo("bookworm");
        assertThat(present.include()).contains("fonts-noto-core").doesNotContain("");
        assertThat(present.name()).startsWith("python-bookworm-");
        assertThat(DebianRecipe.ofPython("16.0", List.of())).isEqualTo(DebianRecipe.ofPython("17.0", List.of()));
    }

    @Test
    void hasWhatAPackageDependsOn() {
        DebianRecipe recipe = DebianRecipe.ofDependencies("17.0", List.of("python3-lxml", "python3"), List.of());

        assertThat(recipe.include())
                .contains("python3", "python3-lxml", "wkhtmltopdf")
                .doesNotHaveDuplicates()
                .doesNotContain("gcc");
    }
}
