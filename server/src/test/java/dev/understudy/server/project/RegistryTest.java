package dev.understudy.server.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.model.home.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RegistryTest {

    private static final Path ACME = Path.of("/srv/acme/understudy.yaml");
    private static final Path BETA = Path.of("/srv/beta with\ttab/understudy.yaml");

    @TempDir
    private Path folder;

    private Home home;

    @BeforeEach
    void home() {
        home = new Home(folder, folder, 8010);
    }

    @Test
    void theFirstProjectHasTheHomesOwnFolderAndOthersHaveTheirs() {
        Registry registry = Registry.of(home);
        registry.add("acme", ACME);
        registry.add("beta", BETA);

        Registry again = Registry.of(home);
        assertThat(again.all()).extracting(KnownProject::name).containsExactly("acme", "beta");
        assertThat(again.get("beta").file()).isEqualTo(BETA);
        assertThat(again.get("acme").home(home).directory()).isEqualTo(folder);
        assertThat(again.get("beta").home(home).directory()).isEqualTo(folder.resolve("projects/beta"));
        assertThat(again.get("acme").database()).isNotEqualTo(again.get("beta").database());
    }

    @Test
    void nobodyElseReadsIt() throws IOException {
        Registry.of(home).add("acme", ACME);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.registry())))
                .isEqualTo("rw-------");
    }

    @Test
    void aNameStandsForOneFile() {
        Registry registry = Registry.of(home);
        registry.add("acme", ACME);

        assertThatThrownBy(() -> registry.add("acme", BETA)).hasMessageContaining("[server.project-name-taken]");
        assertThat(registry.add("acme", ACME)).isEqualTo(registry.get("acme"));
        assertThat(registry.all()).hasSize(1);
    }

    @Test
    void aProjectWhoseFileHasAnotherNameKeepsWhatItHas() {
        Registry registry = Registry.of(home);
        registry.add("acme", ACME);
        registry.add("beta", BETA);

        KnownProject renamed = registry.add("gamma", BETA);

        assertThat(renamed.home(home)).isEqualTo(home.project("beta"));
        assertThat(registry.all()).extracting(KnownProject::name).containsExactly("acme", "gamma");
    }

    @Test
    void whoWasLetGoComesBackToWhatItLeftAndNobodyElseDoes() {
        Registry registry = Registry.of(home);
        registry.add("acme", ACME);
        registry.remove("acme");

        assertThat(registry.all()).isEmpty();
        assertThat(registry.add("beta", BETA).home(home)).isEqualTo(home.project("beta"));
        assertThat(Registry.of(home)
                        .add("acme", Path.of("/elsewhere/understudy.yaml"))
                        .home(home))
                .isEqualTo(home.first());
    }

    @Test
    void aHomeOfAnEarlierVersionIsTakenAlong() throws IOException {
        Path file = Files.writeString(folder.resolve("understudy.yaml"), """
                project: acme
                odoo: { series: "19.0" }
                repositories:
                  - { name: addons, url: https://git.example/acme/addons.git }
                environments:
                  production: {}
                """);
        Files.writeString(folder.resolve("project"), file + "\n");

        KnownProject taken = Registry.of(home).get("acme");

        assertThat(taken.file()).isEqualTo(file);
        assertThat(taken.home(home)).isEqualTo(home.first());
        assertThat(taken.database()).isEqualTo("understudy");
    }

    @Test
    void aLineThatIsNoneIsTold() throws IOException {
        Files.writeString(home.registry(), "acme /srv/acme\n");

        assertThatThrownBy(() -> Registry.of(home)).hasMessageContaining("[server.registry-unreadable]");
    }
}
