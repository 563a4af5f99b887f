package dev.understudy.odoo.mask;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ways to write letters by others: a link's percents, the backslashes of JSON and of programs, the equals signs of mails, the words of
 * a mail's headers. Each gives the text that is meant, and the same text where it was not written so.
 */
final class Escapes {

    private static final Pattern HEADER_WORD = Pattern.compile(
            "=\\?([A-Za-z0-9._-]{2,40})(?:\\*[A-Za-z-]{1,20})?\\?([bBqQ])\\?([^?\\s]{1,200})\\?=(?:\\s+(?==\\?))?");

    /** Letters that are told from markup by what mails write so: blanks, dots, signs, and all beyond ASCII. */
    private static final String QUOTED = "202E2C2D3D405F";

    private Escapes() {}

    /** Without the percents of a link, {@code %C3%AD}. */
    static String percents(String text) {
        return escaped(text, '%') ? bytes(text, '%') : text;
    }

    /** Without those of a mail, {@code =C3=AD}, and with its lines joined that were parted for their length. */
    static String quotedPrintable(String text) {
        for (int at = text.indexOf('='); at >= 0 && at + 1 < text.length(); at = text.indexOf('=', at + 1)) {
            char next = text.charAt(at + 1);
            if (next == '\n' || next == '\r' || (coded(text, at) && meant(text, at + 1))) {
                return bytes(text.replace("=\r\n", "").replace("=\n", ""), '=');
            }
        }
        return text;
    }

    private static boolean meant(String text, int at) {
        String code = text.substring(at, at + 2).toUpperCase(Locale.ROOT);
        int known = QUOTED.indexOf(code);
        return Character.digit(code.charAt(0), 16) > 7 || (known >= 0 && known % 2 == 0);
    }

    private static boolean escaped(String text, char sign) {
        for (int at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) {
            if (coded(text, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean coded(String text, int at) {
        return at + 2 < text.length()
                && Character.digit(text.charAt(at + 1), 16) >= 0
                && Character.digit(text.charAt(at + 2), 16) >= 0;
    }

    private static String bytes(String text, char sign) {
        StringBuilder plain = new StringBuilder(text.length());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) == sign && coded(text, at)) {
                bytes.write(Character.digit(text.charAt(at + 1), 16) * 16 + Character.digit(text.charAt(at + 2), 16));
                at += 2;
            } else {
                flush(bytes, plain);
                plain.append(text.charAt(at));
            }
        }
        flush(bytes, plain);
        return plain.toString();
    }

    private static void flush(ByteArrayOutputStream bytes, StringBuilder plain) {
        if (bytes.size() > 0) {
            plain.append(BytesText.plain(bytes.toByteArray()));
            bytes.reset();
        }
    }

    /** Without the backslashes of JSON and of programs: {@code \}{@code u00ed}, {@code \n}, {@code \"}, {@code \xc3\xad}. */
    static String backslashes(String text) {
        int first = text.indexOf('\\');
        if (first < 0) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length()).append(text, 0, first);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int at = first; at < text.length(); at++) {
            char character = text.charAt(at);
            char next = character == '\\' && at + 1 < text.length() ? text.charAt(at + 1) : 0;
            int code = next == 'x'
                    ? number(text, at + 2, 2, 16)
                    : next >= '0' && next <= '3' ? number(text, at + 1, 3, 8) : -1;
            if (code >= 0) {
                bytes.write(code);
                at += 3;
                continue;
            }
            flush(bytes, plain);
            int letter = next == 'u' ? number(text, at + 2, 4, 16) : next == 'U' ? number(text, at + 2, 8, 16) : -1;
            if (letter >= 0 && Character.isValidCodePoint(letter)) {
                plain.appendCodePoint(letter);
                at += next == 'u' ? 5 : 9;
            } else if (next == 0) {
                plain.append(character);
            } else {
                plain.append(single(next));
                at++;
            }
        }
        flush(bytes, plain);
        return plain.toString();
    }

    private static char single(char next) {
        return switch (next) {
            case 'n', 'r', 'f', 'v' -> '\n';
            case 't' -> '\t';
            case 'b' -> ' ';
            default -> next;
        };
    }

    private static int number(String text, int from, int length, int radix) {
        if (from + length > text.length()) {
            return -1;
        }
        int number = 0;
        for (int at = from; at < from + length; at++) {
            int digit = Character.digit(text.charAt(at), radix);
            if (digit < 0 || number > Character.MAX_CODE_POINT) {
                return -1;
            }
            number = number * radix + digit;
        }
        return number;
    }

    /** With the words of a mail's headers as they are read: {@code =?utf-8?Q?Mar=C3=ADa?=}. */
    static String headerWords(String text) {
        return text.contains("=?")
                ? HEADER_WORD
                        .matcher(text)
                        .replaceAll(found ->
                                Matcher.quoteReplacement(headerWord(found.group(1), found.group(2), found.group(3))))
                : text;
    }

    private static String headerWord(String charset, String way, String word) {
        byte[] bytes = way.equalsIgnoreCase("q") ? latin(word.replace('_', ' ')) : Packed.unpacked(word);
        try {
            return new String(bytes, Charset.forName(charset));
        } catch (IllegalArgumentException unknown) {
            return BytesText.plain(bytes);
        }
    }

    /** The bytes that the equals signs of a word stand for. */
    private static byte[] latin(String word) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(word.length());
        for (int at = 0; at < word.length(); at++) {
            boolean code = word.charAt(at) == '=' && coded(word, at);
            bytes.write(
                    code
                            ? Character.digit(word.charAt(at + 1), 16) * 16 + Character.digit(word.charAt(at + 2), 16)
                            : word.charAt(at));
            at += code ? 2 : 0;
        }
        return bytes.toByteArray();
    }
}
