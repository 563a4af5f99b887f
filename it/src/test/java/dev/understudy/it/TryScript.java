package dev.understudy.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One of the scripts in {@code bin} that try something on a Debian of its own. What it says stays in {@code target}. */
final class TryScript {

    private TryScript() {}

    /** How one ended. */
    record Ended(int code, List<String> lines) {

        @Override
        public String toString() {
            return String.join("\n", lines);
        }
    }

    /** Runs one to its end. */
    static Ended run(String name, String... words) throws IOException, InterruptedException {
        Path said = Files.createDirectories(Path.of("target")).resolve(name + "-" + String.join("-", words) + ".log");
        List<String> argv =
                new ArrayList<>(List.of(Path.of("../bin", name).toRealPath().toString()));
        argv.addAll(List.of(words));
        File log = said.toFile();
        Process process = new ProcessBuilder(argv)
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        try {
            int code = process.waitFor();
            return new Ended(code, Files.readAllLines(said));
        } finally {
            process.destroy();
        }
    }
}
