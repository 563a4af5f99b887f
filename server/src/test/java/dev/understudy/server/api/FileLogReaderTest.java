package dev.understudy.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileLogReaderTest {

    @TempDir
    Path folder;

    @Test
    void itBeginsWithTheLastLinesAndGoesOn() throws IOException {
        Path log = Files.writeString(folder.resolve("log"), "one\ntwo\nthrée\nhalf");
        FileLogReader reader = new FileLogReader(log, 2);

        assertThat(reader.read()).containsExactly("thrée");
        assertThat(reader.read()).isEmpty();
        append(log, " a line\nnext\n");
        assertThat(reader.read()).containsExactly("half a line", "next");
    }

    @Test
    void aReplacedOrCutFileIsReadFromItsBeginning() throws IOException {
        Path log = Files.writeString(folder.resolve("log"), "one\ntwo\n");
        FileLogReader reader = new FileLogReader(log, 10);
        assertThat(reader.read()).containsExactly("one", "two");

        Files.move(log, folder.resolve("log.1"));
        Files.writeString(log, "three\n");
        assertThat(reader.read()).containsExactly("three");
        Files.writeString(log, "4\n");
        assertThat(reader.read()).containsExactly("4");
    }

    @Test
    void whatWasWrittenBeforeARotationIsReadToo() throws IOException {
        Path log = Files.writeString(folder.resolve("log"), "one\n");
        FileLogReader reader = new FileLogReader(log, 10);
        assertThat(reader.read()).containsExactly("one");

        append(log, "two\n");
        Files.move(log, folder.resolve("log.1"));
        append(folder.resolve("log.1"), "three\n");
        Files.writeString(log, "four\n");

        assertThat(reader.read()).containsExactly("two", "three", "four");
        append(log, "five\n");
        assertThat(reader.read()).containsExactly("five");
    }

    @Test
    void anAbsentFileIsEmptyUntilItComes() throws IOException {
        Path log = folder.resolve("log");
        FileLogReader reader = new FileLogReader(log, 10);

        assertThat(reader.read()).isEmpty();
        Files.writeString(log, "first\n");
        assertThat(reader.read()).containsExactly("first");
    }

    @Test
    void manyLinesAreFoundFromTheEnd() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < 50_000; line++) {
            text.append("line ").append(line).append('\n');
        }
        Path log = Files.writeString(folder.resolve("log"), text);

        assertThat(new FileLogReader(log, 20_000).read())
                .hasSize(20_000)
                .first()
                .isEqualTo("line 30000");
        assertThat(new FileLogReader(log, 0).read()).isEmpty();
    }

    private static void append(Path log, String text) throws IOException {
        Files.writeString(log, text, StandardOpenOption.APPEND);
    }
}
