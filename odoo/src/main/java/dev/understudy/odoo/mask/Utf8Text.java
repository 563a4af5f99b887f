package dev.understudy.odoo.mask;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A text that grows, as its bytes in UTF-8: what is never a string is neither decoded nor encoded. */
public final class Utf8Text {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int ROOM = 1 << 12;

    private byte[] bytes;
    private int length;

    public Utf8Text() {
        this(ROOM);
    }

    /** @param room bytes that it has room for at first */
    public Utf8Text(int room) {
        bytes = new byte[room];
    }

    /** The bytes; those from {@link #length} on mean nothing. They are others when the text has grown. */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /** Forgets what came after a place. */
    public void cut(int length) {
        this.length = length;
    }

    /** Adds bytes as they are. */
    public void add(byte[] from, int start, int stop) {
        int more = stop - start;
        room(more);
        System.arraycopy(from, start, bytes, length, more);
        length += more;
    }

    void add(byte character) {
        room(1);
        bytes[length++] = character;
    }

    void add(byte[] all) {
        add(all, 0, all.length);
    }

    void add(CharSequence text) {
        add(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Adds the first of sixteen bytes, the lowest first. A call for each word to copy its bytes takes longer. */
    void add(long low, long high, int count) {
        room(2 * Long.BYTES);
        LONGS.set(bytes, length, low);
        LONGS.set(bytes, length + Long.BYTES, high);
        length += count;
    }

    /** Adds what COPY writes for special characters as these; other bytes as they are. */
    public void addUnescaped(byte[] row, int start, int stop) {
        room(stop - start);
        int done = start;
        for (int i = start; i < stop - 1; i++) {
            if (row[i] == '\\') {
                add(row, done, i);
                i++;
                add(
                        switch (row[i]) {
                            case 'n' -> (byte) '\n';
                            case 't' -> (byte) '\t';
                            case 'r' -> (byte) '\r';
                            case 'b' -> (byte) '\b';
                            case 'f' -> (byte) '\f';
                            case 'v' -> (byte) 11;
                            default -> row[i];
                        });
                done = i + 1;
            }
        }
        add(row, done, stop);
    }

    /** Up to eight bytes as a number, the first the lowest. */
    static long packed(byte[] text, int from) {
        long packed = 0;
        for (int i = Math.min(text.length, from + Long.BYTES) - 1; i >= from; i--) {
            packed = (packed << Byte.SIZE) | (text[i] & 0xFF);
        }
        return packed;
    }

    /** 64 bits that follow from a text; not by a key. */
    static long hash(byte[] text, int from, int to) {
        long hash = (long) to - from;
        int at = from;
        for (; at + Long.BYTES <= to; at += Long.BYTES) {
            hash = (hash ^ (long) LONGS.get(text, at)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        for (; at < to; at++) {
            hash = (hash ^ text[at]) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        return hash;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
