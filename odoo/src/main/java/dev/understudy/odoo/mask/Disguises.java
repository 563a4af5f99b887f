package dev.understudy.odoo.mask;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The other texts that a text is: with HTML's entities, a link's percents, JSON's escapes and Base64 read. */
public final class Disguises {

    /** Letters of Base64 that are worth to be read. */
    private static final int LEAST = 16;

    private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");

    private static final boolean[] PACKING = new boolean[128];

    static {
        for (char character = 0; character < PACKING.length; character++) {
            PACKING[character] = WordScanner.ofWord(character) || "+/-_".indexOf(character) >= 0;
        }
    }

    private Disguises() {}

    /** All of them; none for a plain text. */
    public static List<String> of(String text) {
        List<String> others = new ArrayList<>(0);
        String decoded = HtmlLetters.decoded(text);
        add(others, text, decoded);
        add(others, decoded, HtmlLetters.blanked(decoded));
        if (percented(text)) {
            add(others, text, percents(text));
        }
        if (text.contains("\\u")) {
            add(
                    others,
                    text,
                    ESCAPE.matcher(text)
                            .replaceAll(found -> Matcher.quoteReplacement(
                                    String.valueOf((char) Integer.parseInt(found.group(1), 16)))));
        }
        packed(text, others);
        return others;
    }

    /** Looks at every sixteenth character first: where it is none of Base64, no run of sixteen goes over it. */
    private static void packed(String text, List<String> others) {
        int from = 0;
        while (from + LEAST <= text.length()) {
            int start = from + LEAST;
            while (start > from && packing(text.charAt(start - 1))) {
                start--;
            }
            if (start > from) {
                from = start;
                continue;
            }
            int end = from + LEAST;
            while (end < text.length() && packing(text.charAt(end))) {
                end++;
            }
            unpack(text.substring(from, end), others);
            from = end + 1;
        }
    }

    private static boolean packing(char character) {
        return character < PACKING.length && PACKING[character];
    }

    private static void unpack(String letters, List<String> others) {
        byte[] bytes = unpacked(letters);
        if (bytes.length > 0 && readable(bytes)) {
            others.add(new String(bytes, StandardCharsets.UTF_8));
        }
    }

    private static void add(List<String> others, String text, String other) {
        if (!other.equals(text)) {
            others.add(other);
        }
    }

    private static boolean percented(String text) {
        int last = text.length() - 2;
        for (int at = text.indexOf('%'); at >= 0 && at < last; at = text.indexOf('%', at + 1)) {
            if (Character.digit(text.charAt(at + 1), 16) >= 0 && Character.digit(text.charAt(at + 2), 16) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static String percents(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        byte[] all = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < all.length; i++) {
            int high = i + 2 < all.length && all[i] == '%' ? Character.digit(all[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(all[i + 2], 16);
            bytes.write(low < 0 ? all[i] : high * 16 + low);
            i += low < 0 ? 0 : 2;
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static byte[] unpacked(String letters) {
        try {
            String plain = letters.replace('-', '+').replace('_', '/').replace("=", "");
            return Base64.getDecoder().decode(plain.substring(0, plain.length() - (plain.length() % 4 == 1 ? 1 : 0)));
        } catch (IllegalArgumentException otherLetters) {
            return new byte[0];
        }
    }

    /** Whether bytes are mostly text: what is not was no text before it was packed. */
    private static boolean readable(byte[] bytes) {
        int control = 0;
        for (byte next : bytes) {
            control += next >= 0 && next < 32 && next != '\n' && next != '\r' && next != '\t' ? 1 : 0;
        }
        return control * 20 < bytes.length;
    }
}
