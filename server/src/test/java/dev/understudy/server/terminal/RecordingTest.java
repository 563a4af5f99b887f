package dev.understudy.server.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.server.terminal.Recording.Sealed;
import dev.understudy.targets.host.InteractiveProcess.Size;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a terminal showed, as others read it. */
final class RecordingTest {

    private final MemoryTerminalBook book = new MemoryTerminalBook();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-02T09:00:00Z"));
    private final Recording recording = new Recording(
            "psql on staging", new Size(80, 24), now::get, (piece, number) -> book.append("t", number, piece));

    @Test
    void itIsAnAsciicastWithTheTimesOfItsEvents() {
        shown("\u001b[31mred\u001b[0m\r\n");
        pass(1500);
        shown("\"quoted\"");
        recording.resized(new Size(132, 50));
        Sealed sealed = recording.end();

        List<JsonNode> lines = lines();
        assertThat(lines.getFirst().path("version").asInt()).isEqualTo(2);
        assertThat(lines.getFirst().path("width").asInt()).isEqualTo(80);
        assertThat(lines.getFirst().path("height").asInt()).isEqualTo(24);
        assertThat(lines.getFirst().path("timestamp").asLong()).isEqualTo(1_772_442_000L);
        assertThat(lines.get(1).toString()).isEqualTo("[0.0,\"o\",\"\\u001B[31mred\\u001B[0m\\r\\n\"]");
        assertThat(lines.get(2).get(0).asDouble()).isEqualTo(1.5);
        assertThat(lines.get(2).get(2).asString()).isEqualTo("\"quoted\"");
        assertThat(lines.get(3).toString()).isEqualTo("[1.5,\"r\",\"132x50\"]");
        assertThat(sealed.bytes()).isEqualTo(book.cast("t").getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void aCharacterThatComesInTwoHalvesIsOne() {
        byte[] euro = "a€b".getBytes(StandardCharsets.UTF_8);
        for (byte one : euro) {
            recording.shown(new byte[] {one}, 1);
        }
        recording.shown(new byte[] {(byte) 0xff, 'c'}, 2);
        Sealed _ = recording.end();
        assertThat(lines().stream()
                        .skip(1)
                        .map(event -> event.get(2).asString())
                        .reduce("", String::concat))
                .isEqualTo("a€b\ufffdc");
    }

    @Test
    void itsDigestIsThatOfItsContent() throws Exception {
        shown("some");
        pass(2000);
        recording.keepUp();
        assertThat(book.cast("t")).contains("some");
        shown("more");
        Sealed sealed = recording.end();
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(book.cast("t").getBytes(StandardCharsets.UTF_8));
        assertThat(sealed.digest()).isEqualTo(HexFormat.of().formatHex(digest));
        assertThat(Sealed.of(book, "t")).isEqualTo(sealed);
    }

    @Test
    void whatIsLargeIsKeptInPieces() {
        for (int i = 0; i < 20; i++) {
            shown("x".repeat(16_000));
        }
        assertThat(book.cast("t").length()).isGreaterThan(250_000);
        assertThat(recording.full()).isFalse();
    }

    private void shown(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        recording.shown(bytes, bytes.length);
    }

    private void pass(long millis) {
        now.updateAndGet(before -> before.plusMillis(millis));
    }

    private List<JsonNode> lines() {
        return book.cast("t")
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }
}
