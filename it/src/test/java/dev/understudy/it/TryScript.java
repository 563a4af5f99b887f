package dev.understudy.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One of the scripts beside the suites that try something on real parts of its own. What it says stays in {@code target}. */
final class TryScript {

    private TryScript() {}

    /** How one ended. */
    record Ended(int code, List<String> lines) {

        @Override
        public String toString() {
            return String.join("\n", lines);
        }
    }

    /** Runs one of {@code bin} to its end. */
    static Ended run(String name, String... words) throws IOException, InterruptedException {
        return run(Path.of("../bin", name), name + "-" + String.join("-", words), List.of(words));
    }

    /**
     * Runs one to its end.
     *
     * @param log the name of what it says, without suffix
     */
    static Ended run(Path script, String log, List<String> words) throws IOException, InterruptedException {
        Path said = Files.createDirectories(Path.of("target")).resolve(log + ".log");
        List<String> argv = new ArrayList<>(List.of(script.toRealPath().toString()));
        argv.addAll(words);
        Process process = new ProcessBuilder(argv)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            int code = process.waitFor();
            return new Ended(code, Files.readAllLines(said));
        } finally {
            process.destroy();
        }
    }
}
