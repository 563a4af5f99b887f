package dev.understudy.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FaultsSettingsTest {

    private static final Path HERE = Path.of("/srv/understudy");

    @Test
    void killsAHundredTimesInAHomeOfItsOwn() {
        FaultsSettings settings = FaultsSettings.of(HERE, HERE, List.of());

        assertThat(settings.victims()).containsExactly(Victim.values());
        assertThat(settings.kills()).isEqualTo(100);
        assertThat(settings.seed()).isEmpty();
        assertThat(settings.most()).isEqualTo(Duration.ofMinutes(60));
        assertThat(settings.where().home()).isEqualTo(Path.of("/var/tmp/understudy-bench-faults"));
        assertThat(settings.where().report()).isEqualTo(HERE.resolve("bench/target/faults.md"));
    }

    @Test
    void isBoundedAndCanBeRepeated() {
        FaultsSettings settings = FaultsSettings.of(
                HERE,
                HERE,
                List.of("--kills", "7", "--seed", "-19", "--minutes", "3", "--rate", "2", "--home", "/srv/f"));

        assertThat(settings.kills()).isEqualTo(7);
        assertThat(settings.seed()).isEqualTo(OptionalLong.of(-19));
        assertThat(settings.most()).isEqualTo(Duration.ofMinutes(3));
        assertThat(settings.perSecond()).isEqualTo(2);
        assertThat(settings.where().home()).isEqualTo(Path.of("/srv/f"));
    }

    @Test
    void killsOneKindAloneForWhoLooksForACause() {
        assertThat(FaultsSettings.of(HERE, HERE, List.of("--only", "web,edge")).victims())
                .containsExactly(Victim.WEB, Victim.EDGE);
        assertThat(FaultsSettings.of(HERE, HERE, List.of("--only", "control")).victims())
                .containsExactly(Victim.CONTROL);
        assertThatThrownBy(() -> FaultsSettings.of(HERE, HERE, List.of("--only", "cat")))
                .hasMessage("--only cat");
    }

    @Test
    void namesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> FaultsSettings.of(HERE, HERE, List.of("--small")))
                .hasMessage("--small");
        assertThatThrownBy(() -> FaultsSettings.of(HERE, HERE, List.of("--kills", "0")))
                .hasMessage("--kills");
        assertThatThrownBy(() -> FaultsSettings.of(HERE, HERE, List.of("--seed")))
                .hasMessage("--seed");
    }
}
