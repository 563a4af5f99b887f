package dev.understudy.cli.demo;

import dev.understudy.model.fault.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The few commands of this machine that a clean-up needs. */
class SystemCommands {

    /** How long the last of a process that was ended may be in the way. */
    private static final Duration ENDED = Duration.ofMinutes(1);

    private static final Duration PAUSE = Duration.ofMillis(100);

    /** What a command answered. */
    record Result(int exitCode, String output) {}

    /** Whether this process may do what only root may. */
    boolean root() {
        return "root".equals(System.getProperty("user.name"));
    }

    boolean has(String command) {
        return Stream.of("/usr/sbin", "/sbin", "/usr/bin", "/bin")
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }

    Result run(String... command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(List.of(command)).redirectErrorStream(true);
            builder.environment().merge("PATH", "/usr/sbin:/sbin", (path, more) -> path + ":" + more);
            Process process = builder.start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException missing) {
            return new Result(-1, String.valueOf(missing.getMessage()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Result(-1, "interrupted");
        }
    }

    /** The output of a command that must succeed. */
    String require(String... command) {
        Result result = run(command);
        if (result.exitCode() != 0) {
            throw Fault.failed(
                            "cli.demo-command",
                            String.join(" ", command),
                            result.output().strip())
                    .exception();
        }
        return result.output();
    }

    /** As {@link #require}, of a command that fails while what was ended is not quite gone. */
    void requireSoon(String... command) {
        long end = System.nanoTime() + ENDED.toNanos();
        while (System.nanoTime() < end) {
            if (run(command).exitCode() == 0) {
                return;
            }
            pause();
        }
        require(command);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
