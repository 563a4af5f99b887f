package dev.understudy.engine.masking;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Rows on their way to PostgreSQL, in the text form of {@code COPY}. */
final class RowBytes {

    private byte[] bytes;
    private int length;

    RowBytes(int room) {
        bytes = new byte[Math.max(room, 64)];
    }

    int length() {
        return length;
    }

    /** Forgets what came after a place. */
    void cut(int length) {
        this.length = length;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    /** Adds bytes as they are. */
    void add(byte[] from, int start, int stop) {
        room(stop - start);
        System.arraycopy(from, start, bytes, length, stop - start);
        length += stop - start;
    }

    void add(char ascii) {
        room(1);
        bytes[length++] = (byte) ascii;
    }

    /** Adds what stands for no value. */
    void addNothing() {
        add('\\');
        add('N');
    }

    /** Adds a text. */
    void add(String text) {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        addText(plain, 0, plain.length);
    }

    /** Adds a text in UTF-8. */
    void addText(byte[] text, int start, int stop) {
        int done = start;
        for (int i = start; i < stop; i++) {
            byte next = text[i];
            if (next > '\r' && next != '\\') {
                continue;
            }
            char escaped = switch (next) {
                case '\\' -> '\\';
                case '\n' -> 'n';
                case '\r' -> 'r';
                case '\t' -> 't';
                default -> 0;
            };
            if (escaped != 0) {
                add(text, done, i);
                add('\\');
                add(escaped);
                done = i + 1;
            }
        }
        add(text, done, stop);
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
