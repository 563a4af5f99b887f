package dev.understudy.targets.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.model.terminal.TerminalProgram;
import dev.understudy.odoo.conf.OutgoingMail;
import dev.understudy.targets.host.Bounds;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.InteractiveProcess;
import dev.understudy.targets.host.InteractiveProcess.Size;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.host.LoopbackPorts;
import dev.understudy.targets.host.Patience;
import dev.understudy.targets.host.PrivateTree;
import dev.understudy.targets.host.ProcessTable;
import dev.understudy.targets.host.SystemUsers;
import dev.understudy.targets.host.Walls;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.postgres.Cluster.Purpose;
import dev.understudy.targets.postgres.PostgresBinaries;
import dev.understudy.targets.postgres.TestClusters;
import dev.understudy.targets.runtime.Instance.Slot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Programs that people type to, as the user of an environment, behind its walls, with a real database. */
@Timeout(300)
final class TerminalProgramsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LocalHost host = new LocalHost("local", CommandLog.NONE);
    private TestClusters test;
    private String user = "";
    private String password = "";
    private OdooSetting setting;
    private TerminalPrograms programs;
    private Path psql;
    private final StringBuilder shown = new StringBuilder();

    @BeforeEach
    void environment() throws IOException {
        assumeTrue(host.root(), "only root starts programs as users of their own");
        test = new TestClusters();
        user = SystemUsers.ofEnvironment(test.home, "staging");
        new SystemUsers(host).ensure(user);
        Cluster cluster = test.running("staging", Purpose.COPY);
        password = test.clusters.renewOdooPassword(cluster);
        psql = new PostgresBinaries(host).of(cluster.pgdata()).resolve("psql");
        Path data = test.home.resolve("data");
        new PrivateTree(host).give(data, user);
        Files.createDirectories(test.home.resolve("secrets"));
        Files.writeString(test.home.resolve("secrets").resolve("key"), "s3cret");
        Path script = test.home.resolve("code").resolve("odoo.py");
        Files.createDirectories(script.getParent());
        Files.writeString(script, """
                import sys
                print("odoo with", *sys.argv[1:], sys.stdin.isatty())
                print("said", input("> "))
                """);
        setting = new OdooSetting(
                new OdooSetting.Tenant("staging", user, Walls.bounded(Bounds.ofCopies())),
                "19.0",
                new OdooSetting.DatabaseLogin("odoo", cluster.port(), password),
                new OdooSetting.Code(List.of(script.getParent()), List.of()),
                new OdooSetting.Places(data, test.home.resolve("env/staging"), List.of()),
                new OdooSetting.Seat(Slot.BLUE, LoopbackPorts.free(), LoopbackPorts.free(), 0),
                new OdooSetting.Conduct(false, OutgoingMail.NONE, Map.of()));
        new PrivateTree(host).give(setting.logs(), user);
        host.write(setting.configuration(), "[options]\n", "0640", "root:" + user);
        programs = new TerminalPrograms(
                host,
                new InstalledOdoo(
                        host,
                        test.home,
                        test.home.resolve("env"),
                        List.of("python3", "-I", script.toString()),
                        List.of()),
                test.home,
                test.home.resolve("env"));
    }

    @AfterEach
    void remove() {
        if (!user.isEmpty()) {
            programs.end(setting, "t1");
            Walls.forget(user);
            test.close();
            new SystemUsers(host).remove(user);
        }
    }

    @Test
    void psqlIsOdoosRoleAndItsPasswordStandsNowhere() throws IOException {
        try (InteractiveProcess process = start(TerminalProgram.PSQL)) {
            type(
                    process,
                    "SELECT 'answer-' || 6 * 7, 'super-' || usesuper FROM pg_user WHERE usename = current_user;\n");
            awaitShown(process, "answer-42");
            assertThat(shown.toString()).contains("super-f", "staging odoo=>");
            for (ProcessHandle one : ProcessHandle.allProcesses().toList()) {
                assertThat(one.info().commandLine().orElse("")).doesNotContain(password);
            }
            type(process, "\\! echo shell-of-$(id -un)\n");
            awaitShown(process, "shell-of-" + user);
            type(process, "\\q\n");
            awaitEnd(process);
        }
    }

    @Test
    void aShellSeesTheEnvironmentAndNothingOfTheService() throws IOException {
        String nap = "sleep 4712." + System.nanoTime();
        try (InteractiveProcess process = start(TerminalProgram.SHELL)) {
            type(process, "echo I-am-$(id -un)\n");
            awaitShown(process, "I-am-" + user);
            type(process, "cat " + test.home + "/secrets/key; ls " + test.home + "; echo listed-$((1 + 1))\n");
            awaitShown(process, "listed-2");
            assertThat(shown.toString()).doesNotContain("s3cret").contains("No such file");
            type(process, "env; ls /proc/self/fd; echo looked-$((1 + 1))\n");
            awaitShown(process, "looked-2");
            assertThat(shown.toString()).contains("TERM=xterm-256color").doesNotContain("UNDERSTUDY_LAUNCHES", "JAVA");
            type(process, nap + " & " + nap + "\n");
            awaitShown(process, nap + " &");
        }
        programs.end(setting, "t1");
        assertThat(new ProcessTable()
                        .marked(setting.directory().resolve("terminal-t1").toString()))
                .isEmpty();
        assertThat(ProcessHandle.allProcesses()
                        .map(one -> one.info().commandLine().orElse("")))
                .noneMatch(line -> line.contains(nap));
    }

    /** What has job control interrupts what runs, and not itself. */
    @Test
    void ctrlCEndsWhatRunsInAShell() throws IOException {
        try (InteractiveProcess process = start(TerminalProgram.SHELL)) {
            type(process, "echo up-$((1 + 1)); sleep 1000\n");
            awaitShown(process, "up-2");
            type(process, "\u0003");
            type(process, "echo still-$((1 + 1))\n");
            awaitShown(process, "still-2");
            assertThat(shown.toString()).doesNotContain("no job control");
        }
    }

    @Test
    void odoosShellGetsItsConfigurationAndATerminal() throws IOException {
        try (InteractiveProcess process = start(TerminalProgram.ODOO)) {
            awaitShown(process, "odoo with shell -c " + setting.configuration());
            awaitShown(process, "True");
            type(process, "hello\n");
            awaitShown(process, "said hello");
            awaitEnd(process);
        }
    }

    private InteractiveProcess start(TerminalProgram program) {
        return programs.start(setting, program, psql, "t1", new Size(120, 40));
    }

    private static void type(InteractiveProcess process, String keys) throws IOException {
        assertThat(process.type(keys.getBytes(StandardCharsets.UTF_8))).isTrue();
    }

    private void awaitShown(InteractiveProcess process, String wanted) throws IOException {
        byte[] buffer = new byte[4096];
        while (shown.indexOf(wanted) < 0) {
            int read = process.read(buffer);
            assertThat(read).as("%s in %s", wanted, shown).isPositive();
            shown.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
        }
    }

    private void awaitEnd(InteractiveProcess process) throws IOException {
        byte[] buffer = new byte[4096];
        int read = process.read(buffer);
        while (read >= 0) {
            shown.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
            read = process.read(buffer);
        }
        assertThat(Patience.HERE.until(() -> !process.alive(), PATIENCE, Duration.ofMillis(20), "program"))
                .isTrue();
    }
}
