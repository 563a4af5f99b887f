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
        int done = 0;
        for (int i = 0; i < plain.length; i++) {
            char escaped = switch (plain[i]) {
                case '\\' -> '\\';
                case '\n' -> 'n';
                case '\r' -> 'r';
                case '\t' -> 't';
                default -> 0;
            };
            if (escaped != 0) {
                add(plain, done, i);
                add('\\');
                add(escaped);
                done = i + 1;
            }
        }
        add(plain, done, plain.length);
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
