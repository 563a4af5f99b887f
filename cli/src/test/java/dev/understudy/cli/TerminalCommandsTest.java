package dev.understudy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.client.Json;
import dev.understudy.model.view.TerminalView;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Terminals from the command line, each command in a process of its own, whose input is a pipe. */
@Timeout(180)
final class TerminalCommandsTest {

    @AutoClose
    private final Prompt prompt = new Prompt();

    @TempDir
    private Path folder;

    @Test
    void whatIsPipedInIsTypedAndWhatIsShownIsWritten() throws Exception {
        Process shell = begin("shell", "staging");
        try (OutputStream keys = shell.getOutputStream()) {
            keys.write("echo $((6 * 7))-ñ; tty\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(shell.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(said("shell")).contains("42-ñ", "/dev/pts/");
        assertThat(shell.exitValue()).isZero();

        TerminalView past = Json.list(
                        prompt.run("terminal", "list", "staging", "--json").out(), TerminalView.class)
                .getFirst();
        assertThat(past.why()).isEqualTo("exited");
        assertThat(prompt.run("terminal", "list", "staging").out()).contains(past.id(), "shell", "exited");
        assertThat(prompt.run("terminal", "list", "production").out()).contains("There was none yet.");
        Path cast = folder.resolve("it.cast");
        assertThat(prompt.run("terminal", "save", "staging", past.id(), cast.toString())
                        .err())
                .isEmpty();
        assertThat(Files.readString(cast)).startsWith("{\"version\":2").contains("42-ñ");
        assertThat(prompt.run("terminal", "save", "staging", "nobody", cast.toString())
                        .err())
                .contains("[server.terminal-not-found]");
    }

    @Test
    void productionAsksForAReason() throws Exception {
        Process refused = begin("psql", "production");
        assertThat(refused.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(said("psql")).contains("[server.terminal-reason]");
        assertThat(refused.exitValue()).isEqualTo(3);
    }

    @Test
    void whoeverIsHungUpOnIsToldWhy() throws Exception {
        Process shell = begin("odoo-shell", "staging");
        try (OutputStream keys = shell.getOutputStream()) {
            keys.write("echo begun-$((1 + 1))\n".getBytes(StandardCharsets.UTF_8));
            keys.flush();
            while (!said("odoo-shell").contains("begun-2")) {
                Thread.onSpinWait();
            }
            String id = Json.list(
                            prompt.run("terminal", "list", "staging", "--json").out(), TerminalView.class)
                    .getFirst()
                    .id();
            assertThat(prompt.run("terminal", "end", "staging", id).err()).isEmpty();
            assertThat(shell.waitFor(1, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(said("odoo-shell")).contains("Somebody else ended it.");
        assertThat(shell.exitValue()).isEqualTo(1);
    }

    private Process begin(String... words) throws IOException {
        List<String> argv = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        argv.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(argv);
        builder.environment().putAll(prompt.variables());
        builder.environment().putAll(Map.of("LC_ALL", "C.UTF-8"));
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve(words[0]).toFile())
                .start();
    }

    private String said(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }
}
