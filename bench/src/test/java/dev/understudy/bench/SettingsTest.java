package dev.understudy.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static final Path HERE = Path.of("/srv/understudy");

    @Test
    void measuresFiveRoundsOnALargeDatabaseAndCleansUp() {
        Settings settings = Settings.of(HERE, HERE, List.of());

        assertThat(settings.rounds()).isEqualTo(5);
        assertThat(settings.large()).isNotEmpty();
        assertThat(settings.keep()).isFalse();
        assertThat(settings.measure()).isTrue();
        assertThat(settings.report()).isEqualTo(HERE.resolve("bench/target/benchmark.md"));
    }

    @Test
    void hasAShortForm() {
        Settings settings = Settings.of(HERE, HERE, List.of("--short", "--rounds", "1", "--home", "/tmp/b"));

        assertThat(settings.large()).isEmpty();
        assertThat(settings.rounds()).isEqualTo(1);
        assertThat(settings.project()).isEqualTo(Path.of("/tmp/b/demo/understudy.yaml"));
    }

    @Test
    void keepsWhatItOnlyPrepares() {
        Settings settings = Settings.of(HERE, HERE, List.of("--prepare"));

        assertThat(settings.keep()).isTrue();
        assertThat(settings.measure()).isFalse();
    }

    @Test
    void namesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> Settings.of(HERE, HERE, List.of("--fast"))).hasMessage("--fast");
        assertThatThrownBy(() -> Settings.of(HERE, HERE, List.of("--port"))).hasMessage("--port");
    }
}
