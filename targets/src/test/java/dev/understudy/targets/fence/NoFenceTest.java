package dev.understudy.targets.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class NoFenceTest {

    @Test
    void saysThatItCannotBeClosed() {
        Fence fence = new NoFence();

        assertThat(fence.possible()).isFalse();
        assertThatThrownBy(() -> fence.close("anyone", List.of(), List.of())).hasMessageContaining("fence.impossible");
        assertThat(fence.closed("anyone")).isFalse();
    }
}
