package dev.understudy.targets.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.targets.host.MachineUse.Look;
import dev.understudy.targets.host.MachineUse.Sum;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What processes have taken, as the kernel of this machine tells it, and as another one's would. */
@Timeout(60)
final class MachineUseTest {

    private static final Instant NOW = Instant.parse("2036-03-02T09:30:00Z");
    private static final Duration AGE = Duration.ofSeconds(40);

    @Test
    void thisProcessHasTakenSomething() {
        long own = ProcessHandle.current().pid();

        Sum sum = new MachineUse().look(NOW, AGE).sum(process -> process.pid() == own);

        assertThat(sum.processes()).isEqualTo(1);
        assertThat(sum.seconds()).isPositive();
        assertThat(sum.memory()).isBetween(1L << 20, 1L << 36);
    }

    @Test
    void theTimeOfChildrenThatHaveEndedCountsAndWhatIsSharedDoesNot(@TempDir Path proc) throws Exception {
        Path process = Files.createDirectory(proc.resolve("7"));
        Files.writeString(
                process.resolve("stat"),
                "7 (a (strange) name) S 5 7 7 0 -1 4194560 1 2 3 4 100 50 25 25 20 0 1 0 99 1000 500 0 0 0 0 0 0 0");
        Files.writeString(process.resolve("statm"), "1000 500 200 1 0 100 0\n");
        Files.createDirectory(proc.resolve("8"));

        Look look = new MachineUse(proc).look(NOW, AGE);

        assertThat(look.processes()).singleElement().satisfies(taken -> {
            assertThat(taken.parent()).isEqualTo(5);
            assertThat(taken.seconds()).isEqualTo(2.0);
            assertThat(taken.memory()).isEqualTo(300 * 4096);
            assertThat(taken.data()).isNull();
        });
    }

    @Test
    void oneLookIsForWhoeverAsksWithinAWhile(@TempDir Path proc) throws Exception {
        MachineUse use = new MachineUse(proc);

        Look first = use.look(NOW, AGE);

        assertThat(use.look(NOW.plusSeconds(40), AGE)).isSameAs(first);
        assertThat(use.look(NOW.plusSeconds(41), AGE)).isNotSameAs(first);
    }
}
