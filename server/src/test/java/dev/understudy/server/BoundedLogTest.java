package dev.understudy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoundedLogTest {

    @TempDir
    Path folder;

    @Test
    void isBoundedAndLosesNoLine() throws IOException {
        Path log = folder.resolve("service.log");
        StringBuilder all = new StringBuilder();
        try (FileOutputStream out = new FileOutputStream(log.toFile(), true);
                BoundedLog bounded = new BoundedLog(out, log, 100)) {
            for (int number = 0; number < 40; number++) {
                String line = "line " + number + "\n";
                all.append(line);
                bounded.write(line.getBytes(StandardCharsets.UTF_8));
            }
        }

        StringBuilder read = new StringBuilder();
        for (int number = 5; number >= 1; number--) {
            Path older = folder.resolve("service.log." + number);
            read.append(Files.exists(older) ? Files.readString(older) : "");
        }
        read.append(Files.readString(log));
        assertThat(read).hasToString(all.toString());
        assertThat(Files.size(log)).isLessThan(110);
    }

    @Test
    void theOldestGoes() throws IOException {
        Path log = folder.resolve("service.log");
        try (FileOutputStream out = new FileOutputStream(log.toFile(), true);
                BoundedLog bounded = new BoundedLog(out, log, 5)) {
            for (int number = 0; number < 20; number++) {
                bounded.write(("line " + number).getBytes(StandardCharsets.UTF_8));
            }
        }

        assertThat(folder.resolve("service.log.1")).hasContent("line 19");
        assertThat(folder.resolve("service.log.5")).hasContent("line 15");
        assertThat(folder.resolve("service.log.6")).doesNotExist();
    }
}
