package dev.understudy.engine.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RoomTest {

    private static final long MB = 1L << 20;
    private static final long GB = 1L << 30;

    @Test
    void aTwentiethIsKeptWithinBounds() {
        assertThat(Room.isShort(499 * MB, 10_000 * MB)).isTrue();
        assertThat(Room.isShort(501 * MB, 10_000 * MB)).isFalse();
        assertThat(Room.isShort(255 * MB, GB)).isTrue();
        assertThat(Room.isShort(257 * MB, GB)).isFalse();
        assertThat(Room.isShort(2 * GB - 1, 4_000 * GB)).isTrue();
        assertThat(Room.isShort(2 * GB, 4_000 * GB)).isFalse();
    }

    @Test
    void aFolderThatIsNotThereYetIsOnNoDisk() {
        assertThat(new Room(List.of(Path.of("/not/there"))).isShort()).isFalse();
        assertThat(new Room(List.of(Path.of("/not/there"))).lasts()).isGreaterThan(Duration.ofDays(1));
    }
}
