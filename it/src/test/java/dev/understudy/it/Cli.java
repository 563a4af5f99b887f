package dev.understudy.it;

import dev.understudy.cli.Main;
import dev.understudy.model.home.Home;
import dev.understudy.model.run.RunView;
import dev.understudy.model.view.ProblemView;
import dev.understudy.targets.host.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A command of {@code understudy}, in a process of its own, as an operator gives it. */
final class Cli {

    private static final Duration LONGEST = Duration.ofMinutes(12);
    private static final int LOOK_SECONDS = 5;
    private static final int INTERRUPTED = 130;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Process process;
    private final Path out;
    private final Path err;

    private Cli(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * How a command ended.
     *
     * @param out standard output; JSON when it was asked for
     */
    record Ended(int exitCode, String out, String err) {

        JsonNode json() {
            return JSON.readTree(out);
        }

        /** Why the command was not accepted. */
        ProblemView problem() {
            return JSON.treeToValue(json().path("error"), ProblemView.class);
        }

        /** The run that was followed to its end. */
        RunView run() {
            return JSON.treeToValue(json(), RunView.class);
        }
    }

    /** Gives a command, with its answer in JSON, and waits until it ends. */
    static Ended run(Home home, String... arguments) {
        List<String> json = new ArrayList<>(List.of(arguments));
        json.add("--json");
        return start(home, json).end();
    }

    /** Gives a command and does not wait. */
    static Cli start(Home home, List<String> arguments) {
        return start(home, arguments, Map.of());
    }

    /** The same, with more variables. */
    static Cli start(Home home, List<String> arguments, Map<String, String> variables) {
        try {
            Path out = Files.createTempFile("understudy-it-", ".out");
            Path err = Files.createTempFile("understudy-it-", ".err");
            // Whoever runs the tests may ignore Ctrl-C, and what is ignored stays so in every child.
            List<String> argv = new ArrayList<>(List.of(
                    "env",
                    "--default-signal=INT",
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Main.class.getName()));
            argv.addAll(arguments);
            ProcessBuilder builder = new ProcessBuilder(argv)
                    .directory(home.directory().toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment()
                    .putAll(Map.of(
                            "UNDERSTUDY_HOME", home.directory().toString(),
                            "UNDERSTUDY_CACHE", home.cache().toString(),
                            "UNDERSTUDY_PORT", Integer.toString(home.port()),
                            "LC_ALL", "C.UTF-8"));
            builder.environment().putAll(variables);
            return new Cli(builder.start(), out, err);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What it has said until now. */
    String said() {
        return read(out);
    }

    /** Ctrl-C; how it ended. */
    Ended interrupt() {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException wish) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", wish);
        }
        return end();
    }

    /** Whether it ended because of {@link #interrupt}. */
    static boolean interrupted(Ended ended) {
        return ended.exitCode() == INTERRUPTED;
    }

    /** Waits until it ends. */
    Ended end() {
        try {
            Patience.Wait wait = Patience.HERE.begin(LONGEST);
            while (!process.waitFor(LOOK_SECONDS, TimeUnit.SECONDS)) {
                if (wait.over()) {
                    throw new AssertionError("the command does not end: " + read(out) + read(err));
                }
            }
            return new Ended(process.exitValue(), read(out), read(err));
        } catch (InterruptedException wish) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", wish);
        } finally {
            process.destroyForcibly();
            delete(out);
            delete(err);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
