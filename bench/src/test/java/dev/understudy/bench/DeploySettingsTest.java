package dev.understudy.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeploySettingsTest {

    private static final Path HERE = Path.of("/srv/understudy");

    @Test
    void hasAHomeOfItsOwnAndManyPartners() {
        DeploySettings settings = DeploySettings.of(HERE, HERE, List.of());

        assertThat(settings.where().home()).isEqualTo(Path.of("/var/tmp/understudy-bench-deploy"));
        assertThat(settings.where().large()).isNotEmpty();
        assertThat(settings.where().keep()).isFalse();
        assertThat(settings.partners()).isEqualTo(400_000);
        assertThat(settings.perSecond()).isEqualTo(20);
    }

    @Test
    void takesTheSampleCompanyAsItIsWhenSmall() {
        DeploySettings settings =
                DeploySettings.of(HERE, HERE, List.of("--small", "--keep", "--rate", "3", "--report", "table.md"));

        assertThat(settings.small()).isTrue();
        assertThat(settings.partners()).isZero();
        assertThat(settings.perSecond()).isEqualTo(3);
        assertThat(settings.where().keep()).isTrue();
        assertThat(settings.where().report()).isEqualTo(HERE.resolve("table.md"));
    }

    @Test
    void namesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> DeploySettings.of(HERE, HERE, List.of("--short")))
                .hasMessage("--short");
        assertThatThrownBy(() -> DeploySettings.of(HERE, HERE, List.of("--rate", "0")))
                .hasMessage("--rate");
        assertThatThrownBy(() -> DeploySettings.of(HERE, HERE, List.of("--home")))
                .hasMessage("--home");
    }
}
