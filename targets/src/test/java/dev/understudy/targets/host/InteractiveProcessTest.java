package dev.understudy.targets.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.targets.host.InteractiveProcess.Size;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A shell of this machine at a terminal of the kernel's. */
@Timeout(60)
final class InteractiveProcessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final LocalHost host = new LocalHost("local", CommandLog.NONE);
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private InteractiveProcess process =
            open(Command.of("sh", "-i").with("PS1", "> ").with("ENV", ""));
    private CompletableFuture<Void> reader = CompletableFuture.runAsync(this::read);

    @AfterEach
    void close() {
        process.close();
    }

    @Test
    void whatIsTypedIsShownAndAnswered() throws Exception {
        type("echo $((6 * 7))-ñ\n");
        awaitShown("42-ñ");
        assertThat(text()).contains("echo $((6 * 7))-ñ");
    }

    @Test
    void itIsATerminalOfTheSizeThatWasSaid() throws Exception {
        type("stty size\n");
        awaitShown("30 100");
        process.resize(new Size(132, 50));
        type("stty size\n");
        awaitShown("50 132");
    }

    @Test
    void whatRunsCanBeInterrupted() throws Exception {
        type("echo begun-$((1 + 1)); sleep 1000; echo after\n");
        awaitShown("begun-2");
        type("\u0003");
        type("echo still-$((1 + 1))\n");
        awaitShown("still-2");
    }

    @Test
    void nothingOfThisProcessIsInIt() throws Exception {
        type("ls -l /proc/self/fd | grep -c socket; tr '\\0' ' ' </proc/self/environ; echo; echo done-$((1 + 1))\n");
        awaitShown("done-2");
        String text = text();
        assertThat(text).contains("0\r\nHOME=").doesNotContain("JAVA_HOME", "CLASSPATH", ".jar");
        type("exec 2>/dev/null; for f in /proc/$$/fd/*; do readlink $f; done; echo fds-$((1 + 1))\n");
        awaitShown("fds-2");
        assertThat(text().substring(text.length())).doesNotContain("/tmp", "socket:", "pipe:[");
    }

    @Test
    void itEndsWithItsProgram() throws Exception {
        type("exit\n");
        reader.get();
        awaitEnd();
    }

    @Test
    void whoHangsUpLeavesNothingBehind() throws Exception {
        String sleep = "sleep 4711." + System.nanoTime();
        type(sleep + " & echo begun-$((1 + 1))\n");
        awaitShown("begun-2");
        process.close();
        reader.get();
        assertThat(Patience.HERE.until(
                        () -> ProcessHandle.allProcesses()
                                .noneMatch(one ->
                                        one.info().commandLine().orElse("").contains(sleep)),
                        PATIENCE,
                        Duration.ofMillis(50),
                        "sleep"))
                .isTrue();
        awaitEnd();
    }

    @Test
    void whatNobodyReadsMakesTheProgramWait() throws Exception {
        process.close();
        reader.get();
        process = open(Command.of("sh", "-c", "yes | head -c 10000000; echo all >/dev/tty"));
        byte[] buffer = new byte[100];
        assertThat(process.read(buffer)).isPositive();
        assertThat(process.alive()).isTrue();
        shown.reset();
        reader = CompletableFuture.runAsync(this::read);
        reader.get();
        assertThat(text()).endsWith("all\r\n").hasSizeGreaterThan(10_000_000);
    }

    /** The service leads a session without a terminal: one that it opened would become its own, and end it when it hangs up. */
    @Test
    void thisProcessGetsNoTerminalByIt() throws Exception {
        String mine = Long.toString(ProcessHandle.current().pid());
        String[] stat = Files.readString(Path.of("/proc", mine, "stat"))
                .replaceFirst(".*\\) ", "")
                .split(" ", -1);
        type("tty\n");
        awaitShown("/dev/pts/");
        String terminal = text().replaceFirst("(?s).*?(/dev/pts/[0-9]+).*", "$1");
        long number = Long.parseLong(terminal.replaceFirst(".*/", ""));
        assertThat(Long.parseLong(stat[4])).isNotEqualTo((136L << 8) | number);
    }

    /** Its terminal is let go a moment before it is told as ended. */
    private void awaitEnd() throws InterruptedException {
        assertThat(Patience.HERE.until(() -> !process.alive(), PATIENCE, Duration.ofMillis(20), "program"))
                .isTrue();
    }

    private InteractiveProcess open(Command command) {
        return host.open(command, new Size(100, 30));
    }

    private void type(String text) throws IOException {
        assertThat(process.type(text.getBytes(StandardCharsets.UTF_8))).isTrue();
    }

    private void read() {
        byte[] buffer = new byte[4096];
        try {
            for (int read = process.read(buffer); read >= 0; read = process.read(buffer)) {
                synchronized (shown) {
                    shown.write(buffer, 0, read);
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private String text() {
        synchronized (shown) {
            return shown.toString(StandardCharsets.UTF_8);
        }
    }

    private void awaitShown(String wanted) {
        assertThat(Patience.HERE.until(() -> text().contains(wanted), PATIENCE, Duration.ofMillis(20), "terminal"))
                .as("%s in %s", wanted, text())
                .isTrue();
    }
}
