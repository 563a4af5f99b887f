package dev.understudy.targets.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long work waited for a processor. */
final class ProcessorWaitsTest {

    private static final String ODOO = "/usr/bin/python3\0/usr/bin/odoo\0";
    private static final String SERVER = "postgres: rehearsal: odoo acme 127.0.0.1(41000) UPDATE";
    private static final long STRETCH = 250_000_000;

    @TempDir
    private Path processes;

    @Test
    void odooAndItsServerProcessTakeTurns() throws IOException {
        ProcessorWaits waits = waits();
        process("7", ODOO, 0);
        process("8", SERVER, 0);
        waits.look(STRETCH);
        process("7", ODOO, 60_000_000);
        process("8", SERVER, 100_000_000);
        waits.look(STRETCH);

        assertThat(waits.millis()).isEqualTo(160);
    }

    @Test
    void nobodyWaitsForLongerThanTimeGoesBy() throws IOException {
        ProcessorWaits waits = waits();
        process("7", ODOO, 240_000_000);
        process("8", SERVER, 240_000_000);
        waits.look(STRETCH);

        assertThat(waits.millis()).isEqualTo(250);
    }

    /** Workers that are started side by side wait side by side. */
    @Test
    void ofSeveralOfAKindTheLongestCounts() throws IOException {
        ProcessorWaits waits = waits();
        process("7", ODOO, 90_000_000);
        process("9", ODOO, 80_000_000);
        waits.look(STRETCH);

        assertThat(waits.millis()).isEqualTo(90);
    }

    /** Odoo without workers answers in threads of one process, whose first thread only waits for its end. */
    @Test
    void aThreadThatWaitsCountsAsItsProcess() throws IOException {
        ProcessorWaits waits = waits();
        process("7", ODOO, 1_000_000);
        thread("7", "21", 90_000_000);
        thread("7", "22", 40_000_000);
        waits.look(STRETCH);
        thread("7", "21", 95_000_000);
        thread("7", "22", 100_000_000);
        waits.look(STRETCH);

        assertThat(waits.millis()).isEqualTo(150);
    }

    @Test
    void whatPostgresqlDoesByItselfKeepsNobodyWaiting() throws IOException {
        ProcessorWaits waits = waits();
        process("8", "postgres: rehearsal: walwriter ", 90_000_000);
        process("9", "postgres: rehearsal: autovacuum worker acme", 90_000_000);
        waits.look(STRETCH);

        assertThat(waits.millis()).isZero();
    }

    @Test
    void processesOfOthersDoNotCount() throws IOException {
        ProcessorWaits waits = new ProcessorWaits(processes, Set.of("us-000000-somebody"));
        process("7", ODOO, 90_000_000);
        waits.look(STRETCH);

        assertThat(waits.millis()).isZero();
    }

    private ProcessorWaits waits() throws IOException {
        return new ProcessorWaits(processes, Set.of(Files.getOwner(processes).getName()));
    }

    private void process(String pid, String command, long waited) throws IOException {
        thread(pid, pid, waited);
        Files.writeString(processes.resolve(pid).resolve("cmdline"), command);
    }

    private void thread(String pid, String tid, long waited) throws IOException {
        Path folder =
                Files.createDirectories(processes.resolve(pid).resolve("task").resolve(tid));
        Files.writeString(folder.resolve("schedstat"), "12345 " + waited + " 17\n");
    }
}
