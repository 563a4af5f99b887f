package dev.understudy.odoo.mask;

import java.text.Normalizer;

/**
 * Characters that nobody sees, as the hyphen where a word may be parted, and letters and digits that are others in another dress:
 * wide, bold, of another script's digits. A text without them says the same.
 */
final class Unseen {

    private static final char SOFT_HYPHEN = '\u00ad';

    /** Before it there is none but the soft hyphen. */
    private static final char FIRST = '\u034f';

    private Unseen() {}

    /** Whether a character takes no room: it parts no word. */
    static boolean unseen(int character) {
        return character == SOFT_HYPHEN
                || (character >= FIRST
                        && (character == '\u034f'
                                || character == '\u061c'
                                || character == '\u115f'
                                || character == '\u1160'
                                || character == '\u17b4'
                                || character == '\u17b5'
                                || (character >= '\u180b' && character <= '\u180e')
                                || (character >= '\u200b' && character <= '\u200f')
                                || (character >= '\u202a' && character <= '\u202e')
                                || (character >= '\u2060' && character <= '\u206f')
                                || character == '\u3164'
                                || (character >= '\ufe00' && character <= '\ufe0f')
                                || character == '\ufeff'
                                || character == '\uffa0'
                                || (character >= 0xE0000 && character <= 0xE0FFF)));
    }

    /** Whether Unicode knows a plainer one for it, or it is a digit of another script. */
    private static boolean dressed(int character) {
        return (character >= 0x660 && Character.isDigit(character))
                || (character >= 0x2460 && character <= 0x24FF)
                || (character >= 0xFB00 && character <= 0xFB4F)
                || (character >= 0xFF01 && character <= 0xFF9F)
                || (character >= 0x1D400 && character <= 0x1D7FF)
                || (character >= 0x1F110 && character <= 0x1F16B);
    }

    /** The text without them; the same where there are none, as in most. */
    static String without(String text) {
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character >= SOFT_HYPHEN
                    && (character == SOFT_HYPHEN || (character >= FIRST && odd(text.codePointAt(at))))) {
                return without(text, at);
            }
        }
        return text;
    }

    private static boolean odd(int character) {
        return unseen(character) || dressed(character);
    }

    private static String without(String text, int from) {
        StringBuilder plain = new StringBuilder(text.length()).append(text, 0, from);
        for (int at = from; at < text.length(); ) {
            int character = text.codePointAt(at);
            at += Character.charCount(character);
            if (dressed(character)) {
                plain.append(undressed(character));
            } else if (!unseen(character)) {
                plain.appendCodePoint(character);
            }
        }
        return plain.toString();
    }

    private static String undressed(int character) {
        int digit = Character.digit(character, 10);
        return digit >= 0
                ? String.valueOf(digit)
                : Normalizer.normalize(Character.toString(character), Normalizer.Form.NFKC);
    }
}
