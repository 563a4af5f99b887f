package dev.understudy.server.terminal;

import dev.understudy.model.text.Sha256;
import dev.understudy.targets.host.InteractiveProcess.Size;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a terminal showed, as an asciicast of version 2: lines of JSON, the first about the terminal, each other a time in
 * seconds, a kind and a text. What was typed is in it as far as it was shown, so that a password is not.
 *
 * @see <a href="https://docs.asciinema.org/manual/asciicast/v2/">asciicast v2</a>
 */
final class Recording {

    /** Bytes of a recording at most. */
    static final long MOST_BYTES = 64L << 20;

    /** Characters that wait at most until they are kept. */
    private static final int PIECE = 64 * 1024;

    /** How long they wait at most. */
    private static final Duration WAITS = Duration.ofSeconds(1);

    private static final JsonMapper JSON = JsonMapper.shared();

    private final InstantSource clock;
    private final Instant began;
    private final ObjIntConsumer<String> keep;
    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final MessageDigest digest = Sha256.digest();
    private final StringBuilder waiting = new StringBuilder();
    private ByteBuffer undecoded = ByteBuffer.allocate(8);
    private Instant kept;
    private long bytes;
    private int pieces;

    /**
     * Begins one.
     *
     * @param title what is recorded
     * @param keep takes its pieces, with their numbers
     */
    Recording(String title, Size size, InstantSource clock, ObjIntConsumer<String> keep) {
        this.clock = clock;
        this.began = clock.instant();
        this.kept = began;
        this.keep = keep;
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("version", 2);
        head.put("width", size.columns());
        head.put("height", size.rows());
        head.put("timestamp", began.getEpochSecond());
        head.put("title", title);
        add(JSON.writeValueAsString(head));
    }

    /** That something was shown. */
    synchronized void shown(byte[] output, int length) {
        ByteBuffer all = ByteBuffer.allocate(undecoded.position() + length);
        all.put(undecoded.flip()).put(output, 0, length).flip();
        CharBuffer text = CharBuffer.allocate(all.remaining());
        decoder.decode(all, text, false);
        // The beginning of a character whose end comes with the next.
        undecoded = ByteBuffer.allocate(Math.max(8, all.remaining() + 8)).put(all);
        if (text.position() > 0) {
            event("o", text.flip().toString());
        }
    }

    /** That the terminal shows more, or less. */
    synchronized void resized(Size size) {
        event("r", size.columns() + "x" + size.rows());
    }

    /** Keeps what has waited long enough. */
    synchronized void keepUp() {
        if (!waiting.isEmpty() && !clock.instant().isBefore(kept.plus(WAITS))) {
            flush();
        }
    }

    /** Whether no more goes in. */
    synchronized boolean full() {
        return bytes >= MOST_BYTES;
    }

    /** Keeps all of it. */
    synchronized Sealed end() {
        flush();
        return new Sealed(bytes, HexFormat.of().formatHex(digest.digest()));
    }

    /**
     * A recording that is whole.
     *
     * @param digest SHA-256 of its content, in hex
     */
    record Sealed(long bytes, String digest) {

        /** That of what is kept. */
        static Sealed of(TerminalBook book, String id) {
            MessageDigest digest = Sha256.digest();
            long[] bytes = new long[1];
            try {
                book.recording(id, piece -> {
                    byte[] content = piece.getBytes(StandardCharsets.UTF_8);
                    digest.update(content);
                    bytes[0] += content.length;
                });
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
            return new Sealed(bytes[0], HexFormat.of().formatHex(digest.digest()));
        }
    }

    private void event(String kind, String text) {
        double seconds = Duration.between(began, clock.instant()).toNanos() / 1e9;
        add("[" + String.format(Locale.ROOT, "%.6f", seconds) + ", \"" + kind + "\", " + JSON.writeValueAsString(text)
                + "]");
    }

    private void add(String line) {
        waiting.append(line).append('\n');
        if (waiting.length() >= PIECE) {
            flush();
        }
    }

    private void flush() {
        kept = clock.instant();
        if (waiting.isEmpty()) {
            return;
        }
        String piece = waiting.toString();
        waiting.setLength(0);
        byte[] content = piece.getBytes(StandardCharsets.UTF_8);
        digest.update(content);
        bytes += content.length;
        keep.accept(piece, pieces);
        pieces++;
    }
}
