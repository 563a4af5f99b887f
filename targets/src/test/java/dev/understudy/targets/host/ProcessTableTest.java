package dev.understudy.targets.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProcessTableTest {

    private static final int LOOKS = 500;

    private final ProcessTable processes = new ProcessTable();

    @TempDir
    Path folder;

    @Test
    void aProcessThatBecomesOneProgramAfterAnotherIsThereAtEveryLook() throws IOException {
        Path program = Files.writeString(folder.resolve("again"), "exec sh \"$0\"");
        Process process = marked("setsid", "sh", program.toString());
        try {
            while (processes.leader(mark()).isEmpty()) {
                Thread.onSpinWait();
            }

            for (int look = 1; look <= LOOKS; look++) {
                assertThat(processes.leader(mark())).as("look %s", look).contains(process.pid());
            }
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aProcessWithoutAnEnvironmentBearsNoMark() throws IOException {
        Process process = marked("env", "-i", "sleep", "60");
        try {
            while (!processes.marked(mark()).isEmpty()) {
                Thread.onSpinWait();
            }

            assertThat(process.isAlive()).isTrue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aStrangersProcessBearsNoMark() throws IOException {
        Host host = new LocalHost("local", CommandLog.NONE);
        assumeTrue(host.root(), "only root can be another");
        Files.createDirectory(folder.resolve("logs"));
        String odoo = folder.resolve("production-web-blue").toString();
        ProcessBuilder stranger = new ProcessBuilder(
                "setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "setsid", "sleep", "60");
        stranger.environment().put(ProcessTable.VARIABLE, odoo);
        stranger.environment().put(ProcessTable.LAUNCHER, odoo);
        Process process = stranger.start();
        try {
            Path name = Path.of("/proc", Long.toString(process.pid()), "comm");
            while (!Files.readString(name).equals("sleep\n")) {
                Thread.onSpinWait();
            }

            assertThat(processes.leader(odoo)).isEmpty();
            assertThat(processes.marked(odoo)).isEmpty();
            assertThat(processes.launchers(odoo)).isEmpty();

            // Of whose logs it is, it is believed.
            host.require(Command.of("chown", "nobody", folder.resolve("logs")));
            assertThat(processes.leader(odoo)).contains(process.pid());
        } finally {
            process.destroyForcibly();
        }
    }

    private Process marked(String... argv) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(argv);
        builder.environment().put(ProcessTable.VARIABLE, mark());
        return builder.start();
    }

    private String mark() {
        return folder.toString();
    }
}
