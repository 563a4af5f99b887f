package dev.understudy.odoo.mask;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Texts that are packed in others as Base64, also over several lines, or as the digits of their bytes. */
final class Packed {

    /** Letters that are worth to be read: nine bytes of Base64, six of digits. */
    private static final int LEAST = 12;

    /** Bytes of which none has a letter among its digits: of fewer, some numbers would be called as somebody. */
    private static final int LEAST_OF_A_NUMBER = 10;

    /** Letters of few lines. */
    private static final int FEW = 400;

    private static final int DEEPEST_INDENT = 40;

    private static final boolean[] PACKING = new boolean[128];

    static {
        for (char character = 0; character < PACKING.length; character++) {
            PACKING[character] = WordScanner.ofWord(character) || "+/-_".indexOf(character) >= 0;
        }
    }

    private Packed() {}

    /** Adds all that a text has in it. Looks at every twelfth character first: where it is none of Base64, no run goes over it. */
    static void of(String text, List<String> others) {
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
            int end = run(text, from);
            String line = text.substring(from, end);
            int last = continued(text, end);
            unpack(line, others);
            if (last > end) {
                unpack(text.substring(from, last).replaceAll("[^A-Za-z0-9+/_-]", ""), others);
            }
            // Long words of a sentence look like lines: what follows them is read by itself as well.
            from = (last - from < FEW ? end : last) + 1;
        }
    }

    private static int run(String text, int from) {
        int end = from;
        while (end < text.length() && packing(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Where the last line ends of what goes on in lines of one length; the first and the last may have another. */
    private static int continued(String text, int end) {
        int length = 0;
        int last = end;
        while (true) {
            int next = last;
            while (next < text.length() && next - last < DEEPEST_INDENT && blank(text.charAt(next))) {
                next++;
            }
            int line = next > last ? run(text, next) - next : 0;
            length = length == 0 ? line : length;
            if (line == 0 || line > length) {
                return last;
            }
            last = next + line;
            if (line < length) {
                return last;
            }
        }
    }

    private static boolean blank(char character) {
        return character == '\n' || character == '\r' || character == ' ' || character == '\t' || character == '>';
    }

    private static boolean packing(char character) {
        return character < PACKING.length && PACKING[character];
    }

    /**
     * What stands before, as in a path, may move the beginning by up to three letters. A number is no Base64, and of bytes only where it is
     * long and all of them are words.
     */
    private static void unpack(String letters, List<String> others) {
        int first = letters.startsWith("0x") ? 2 : letters.startsWith("x") ? 1 : 0;
        boolean number = number(letters, first);
        if (digits(letters, first)) {
            byte[] bytes = HexFormat.of().parseHex(letters, first, letters.length() - (letters.length() - first) % 2);
            if (!number || (bytes.length >= LEAST_OF_A_NUMBER && BytesText.words(bytes))) {
                add(bytes, others);
            }
        }
        for (int moved = 0; moved < 4 && !number; moved++) {
            if (add(unpacked(letters.substring(moved)), others)) {
                return;
            }
        }
    }

    private static boolean number(String letters, int from) {
        for (int at = from; at < letters.length(); at++) {
            char letter = letters.charAt(at);
            if (!NumberScanner.digit(letter) && "+/-_".indexOf(letter) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean digits(String letters, int from) {
        for (int at = from; at < letters.length(); at++) {
            if (Character.digit(letters.charAt(at), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean add(byte[] bytes, List<String> others) {
        boolean text = bytes.length > 0 && BytesText.written(bytes);
        return text && others.add(BytesText.read(bytes, bytes.length));
    }

    /** The bytes of Base64, of either alphabet; none where it is not. */
    static byte[] unpacked(String letters) {
        try {
            String plain = letters.replace('-', '+').replace('_', '/').replace("=", "");
            return Base64.getDecoder().decode(plain.substring(0, plain.length() - (plain.length() % 4 == 1 ? 1 : 0)));
        } catch (IllegalArgumentException otherLetters) {
            return new byte[0];
        }
    }
}
