package dev.understudy.targets.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MovementTest {

    @Test
    void seesWhatAChildWritesAndThatNothingMoves() throws IOException, InterruptedException {
        Process parent = new ProcessBuilder(
                        "sh", "-c", "echo up; read go; sh -c 'head -c 4000000 /dev/zero | cat >/dev/null; read on'; :")
                .start();
        try {
            assertThat(parent.getInputStream().read()).isEqualTo('u');
            long before = Movement.of(parent);
            assertThat(Movement.of(parent)).isEqualTo(before);

            OutputStream input = parent.getOutputStream();
            input.write("go\n".getBytes(StandardCharsets.US_ASCII));
            input.flush();

            assertThat(Patience.HERE.until(
                            () -> Movement.of(parent) > before,
                            Duration.ofSeconds(10),
                            Duration.ofMillis(20),
                            "the child"))
                    .isTrue();
        } finally {
            parent.destroyForcibly().waitFor();
        }
    }
}
