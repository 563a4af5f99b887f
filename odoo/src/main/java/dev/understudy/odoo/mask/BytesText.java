package dev.understudy.odoo.mask;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The text that bytes are: mostly UTF-8, of old programs Latin-1, of some UTF-16. */
public final class BytesText {

    private static final char NONE = '\ufffd';

    /** Bytes that are looked at to know of which kind all are. */
    private static final int SAMPLE = 4_096;

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
