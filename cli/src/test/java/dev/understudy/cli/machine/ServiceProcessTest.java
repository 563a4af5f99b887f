package dev.understudy.cli.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.Session;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ServiceProcessTest {

    @TempDir
    private Path home;

    /** In a container whose first process asks after nobody, every process that ends stays in the table. */
    @Test
    void aServiceThatHasEndedIsNotWaitedForWhereNobodyAsksHowItEnded() throws Exception {
        Process parent = new ProcessBuilder("sh", "-c", "sh -c 'exit 0' & echo $!; exec sleep 1000").start();
        try {
            long ended = awaitEnd(parent.inputReader(StandardCharsets.US_ASCII));
            Files.writeString(home.resolve("service.pid"), ended + "\n");
            ServiceProcess service = new ServiceProcess(session());

            assertThat(service.running()).isEmpty();
            service.stop(ended);

            assertThat(ProcessHandle.of(ended)).as("still in the table").isPresent();
        } finally {
            parent.destroyForcibly();
        }
    }

    private static long awaitEnd(BufferedReader said) throws IOException {
        long pid = Long.parseLong(said.readLine());
        while (!Files.readString(Path.of("/proc", Long.toString(pid), "stat")).contains(") Z ")) {
            Thread.onSpinWait();
        }
        return pid;
    }

    private Session session() {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        Map<String, String> variables = Map.of("UNDERSTUDY_HOME", home.toString(), "UNDERSTUDY_PORT", "1", "LANG", "C");
        return new Session(variables, home, nowhere, nowhere, false);
    }
}
