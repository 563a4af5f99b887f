package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The package, installed by apt on a plain Debian that has no Java. */
@Tag("long")
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class PackageIT {

    @Test
    void aptInstallsItAndItRuns() throws Exception {
        File said = Path.of("target", "package.log").toFile();
        Process process = new ProcessBuilder(
                        Path.of("../bin/try-package").toRealPath().toString(), "trixie")
                .redirectErrorStream(true)
                .redirectOutput(said)
                .start();
        try {
            int code = process.waitFor();
            List<String> lines = Files.readAllLines(said.toPath());

            assertThat(code).as(String.join("\n", lines)).isZero();
            assertThat(lines).contains("$ understudy up", "$ understudy status", "$ ls /var/lib/understudy");
        } finally {
            process.destroy();
        }
    }
}
