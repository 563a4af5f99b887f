package dev.understudy.odoo.mask;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The text that bytes are: mostly UTF-8, of old programs Latin-1, of some UTF-16. */
public final class BytesText {

    private static final char NONE = '\ufffd';

    /** Bytes that are looked at to know of which kind all are. */
    private static final int SAMPLE = 4_096;

    /** Of so many letters of Latin-1 fewer than one has an accent, or is a sign of its own. */
    private static final int MOST_ACCENTS = 3;

    /** Signs that hardly stand in what people write, and of so many letters fewer than one. */
    private static final String ODD = "^~`|\\$#%*+\t\n\r";

    private static final int MOST_ODD = 10;

    /** Windows' own Latin-1, which has all that is in the standard's and more. */
    private static final Charset LATIN = Charset.forName("windows-1252");

    private BytesText() {}

    /** The text of a few bytes, which are either UTF-8 or Latin-1. */
    static String plain(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return text.indexOf(NONE) >= 0 ? new String(bytes, LATIN) : text;
    }

    /**
     * All that bytes may say: where some of them are no UTF-8, all as Latin-1 behind it.
     *
     * @param length how many
     */
    public static String read(byte[] bytes, int length) {
        Charset wide = wide(bytes, length);
        String text = new String(bytes, 0, length, wide == null ? StandardCharsets.UTF_8 : wide);
        return wide == null && text.indexOf(NONE) >= 0 && readable(bytes, length)
                ? text + "\n" + new String(bytes, 0, length, LATIN)
                : text;
    }

    /** UTF-16, by the zeros in every second place; null for others. */
    private static @Nullable Charset wide(byte[] bytes, int length) {
        int sample = Math.min(length, SAMPLE) & ~1;
        if (sample < 4) {
            return null;
        }
        int even = 0;
        int odd = 0;
        for (int at = 0; at < sample; at += 2) {
            even += bytes[at] == 0 ? 1 : 0;
            odd += bytes[at + 1] == 0 ? 1 : 0;
        }
        int many = sample / 4;
        if (odd > many && even == 0) {
            return StandardCharsets.UTF_16LE;
        }
        return even > many && odd == 0 ? StandardCharsets.UTF_16BE : null;
    }

    /**
     * Whether bytes that were unpacked were a text before: in UTF-8 throughout, in UTF-16, or in Latin-1 with accents as languages have
     * them. Tokens, checksums and numbers are none; whatever they say by chance is nobody's name.
     */
    static boolean written(byte[] bytes) {
        if (!readable(bytes, bytes.length)) {
            return false;
        }
        if (wide(bytes, bytes.length) != null) {
            return true;
        }
        return new String(bytes, StandardCharsets.UTF_8).indexOf(NONE) < 0 || latin(bytes);
    }

    private static boolean latin(byte[] bytes) {
        int accents = 0;
        int odd = 0;
        byte before = 0;
        for (byte next : bytes) {
            accents += next < 0 ? 1 : 0;
            // Behind another one it may be the rest of a letter of UTF-8.
            boolean sign = next < 0 ? before >= 0 && (next & 0xFF) < 0xC0 : ODD.indexOf(next) >= 0;
            odd += sign ? 1 : 0;
            before = next;
        }
        return accents * MOST_ACCENTS < bytes.length && odd * MOST_ODD < bytes.length;
    }

    /** Whether there is nothing in some bytes but words, as of a name or an address. */
    static boolean words(byte[] bytes) {
        for (byte next : bytes) {
            boolean letter = next < 0 || ((next | 0x20) >= 'a' && (next | 0x20) <= 'z');
            if (!letter && " .-'@_".indexOf(next) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether bytes are mostly text, by the first of them: what is not was no text before it was packed. */
    static boolean readable(byte[] bytes, int length) {
        int sample = Math.min(length, SAMPLE);
        int control = 0;
        for (int at = 0; at < sample; at++) {
            byte next = bytes[at];
            control += next >= 0 && next < 32 && next != '\n' && next != '\r' && next != '\t' ? 1 : 0;
        }
        return control * 20 < sample || wide(bytes, length) != null;
    }
}
