package dev.understudy.targets.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LogFilesTest {

    /** What Odoo logs with, and as much as it logs in a busy hour. */
    private static final String LOGGER = """
            import logging, logging.handlers, sys, time
            handler = logging.handlers.WatchedFileHandler(sys.argv[1])
            logger = logging.getLogger()
            logger.addHandler(handler)
            for number in range(2000):
                logger.warning("line %d", number)
                time.sleep(0.0002)
            print("done")
            """;

    @TempDir
    Path folder;

    private Path log;
    private LogFiles files;

    @BeforeEach
    void log() {
        log = folder.resolve("production-web-blue.log");
        files = new LogFiles(log);
    }

    @Test
    void isBoundedBySizeAndCount() throws IOException {
        for (int number = 1; number <= 5; number++) {
            Files.writeString(log, "line " + number + "\n");
            assertThat(files.rotate(5, 3)).isTrue();
        }
        Files.writeString(log, "6\n");
        assertThat(files.rotate(5, 3)).isFalse();

        assertThat(log).hasContent("6");
        assertThat(files.older(1)).hasContent("line 5");
        assertThat(files.older(3)).hasContent("line 3");
        assertThat(files.older(4)).doesNotExist();
        assertThat(end(1000)).isEqualTo("line 3\nline 4\nline 5\n6\n");
        assertThat(end(4)).isEqualTo("5\n6\n");
    }

    /** A busy production logs more in a day than a service has memory. */
    @Test
    void isReadInPiecesOfWholeLines() throws IOException {
        String line = "é".repeat(50) + "\n";
        Files.writeString(files.older(1), line.repeat(5_000));
        Files.writeString(log, line.repeat(5_000) + "not ended");

        List<String> pieces = new ArrayList<>();
        files.end(1 << 30, pieces::add);

        assertThat(String.join("", pieces)).isEqualTo(line.repeat(10_000) + "not ended");
        assertThat(pieces).allSatisfy(piece -> assertThat(piece.length()).isLessThan(100_000));
        assertThat(pieces.subList(0, pieces.size() - 1))
                .hasSizeGreaterThan(10)
                .allSatisfy(piece -> assertThat(piece).endsWith("\n"));
    }

    private String end(long most) {
        StringBuilder text = new StringBuilder();
        files.end(most, text::append);
        return text.toString();
    }

    @Test
    void aLinkIsNotFollowed() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "much longer than five bytes");
        Files.createSymbolicLink(log, secret);

        assertThat(files.rotate(5, 3)).isFalse();
        assertThat(secret).exists();
    }

    @Test
    void noLineIsLostWhileItIsWrittenTo() throws Exception {
        Process odoo = new ProcessBuilder("python3", "-c", LOGGER, log.toString()).start();
        int rotated = 0;
        while (odoo.isAlive()) {
            rotated += files.rotate(4000, 50) ? 1 : 0;
            TimeUnit.MILLISECONDS.sleep(5);
        }
        try (BufferedReader said = odoo.inputReader()) {
            assertThat(said.readLine()).isEqualTo("done");
        }

        assertThat(rotated).isPositive();
        StringBuilder all = new StringBuilder();
        for (int number = 0; number < 2000; number++) {
            all.append("line ").append(number).append('\n');
        }
        assertThat(end(1 << 20)).isEqualTo(all.toString());
    }
}
