package dev.understudy.odoo.mask;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Walks over the words of a text: runs of letters and digits, and each character by itself in scripts that write no
 * spaces. A word's fingerprint is the same whatever its case and accents.
 */
final class WordScanner {

    /** Before it there are neither marks nor characters that are words by themselves. */
    static final char LATIN_END = 0x250;

    private static final char SHARP_S = 'ß';

    /** Behind it are the scripts of China, Japan and Korea. */
    private static final char DENSE = 0x2E80;

    /** The letters of ASCII as wide as those of Chinese. */
    private static final char WIDE = 0xFF01;

    private static final char WIDE_END = 0xFF5E;

    private static final char[] FOLDED = new char[Character.MAX_VALUE + 1];

    /** What the letters and digits of ASCII are folded to; 0 for all others. */
    private static final char[] PLAIN = new char[128];

    static {
        for (char character = 0; character < PLAIN.length; character++) {
            PLAIN[character] = Character.isLetterOrDigit(character) ? Character.toLowerCase(character) : 0;
        }
    }

    private final String text;
    private final int limit;
    private int start;
    private int end;
    private int digits;
    private int letters;
    private long fingerprint;

    WordScanner(CharSequence text) {
        this(text, 0, text.length());
    }

    WordScanner(CharSequence text, int from, int limit) {
        this.text = text.toString();
        this.limit = limit;
        this.end = from;
    }

    /** Goes on to the next word; false when there is none. */
    boolean next() {
        int at = end;
        while (at < limit && !ofWord(text.charAt(at))) {
            at++;
        }
        start = at;
        end = at;
        digits = 0;
        letters = 0;
        if (at >= limit) {
            return false;
        }
        long hash = 0;
        boolean alone = alone(text.charAt(at));
        while (at < limit) {
            char character = text.charAt(at);
            if (character < 128 && !alone) {
                char plain = PLAIN[character];
                if (plain == 0) {
                    break;
                }
                if (character <= '9') {
                    digits++;
                } else {
                    letters++;
                }
                hash = mixed(hash, plain);
                at++;
                continue;
            }
            if (!ofWord(character) || (at > start && (alone || alone(character)) && !mark(character))) {
                break;
            }
            if (character >= '0' && character <= '9') {
                digits++;
            } else if (!mark(character)) {
                letters++;
            }
            hash = more(hash, character);
            at++;
        }
        end = at;
        fingerprint = mixed(hash);
        return true;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    long fingerprint() {
        return fingerprint;
    }

    int digits() {
        return digits;
    }

    int letters() {
        return letters;
    }

    String word() {
        return text.substring(start, end);
    }

    /** The fingerprint of one word. */
    static long fingerprint(CharSequence word) {
        long hash = 0;
        for (int i = 0; i < word.length(); i++) {
            hash = more(hash, word.charAt(i));
        }
        return mixed(hash);
    }

    /** A word as its fingerprint sees it: in lower case, without accents. */
    static String folded(CharSequence word) {
        StringBuilder folded = new StringBuilder(word.length());
        for (int i = 0; i < word.length(); i++) {
            char character = word.charAt(i);
            if (!mark(character)) {
                char plain = fold(character);
                folded.append(plain == SHARP_S ? "ss" : String.valueOf(plain));
            }
        }
        return folded.toString();
    }

    /** Whether a word has a letter of the scripts that write no spaces. */
    static boolean dense(CharSequence word) {
        for (int i = 0; i < word.length(); i++) {
            char character = word.charAt(i);
            if (character > DENSE && !mark(character) && fold(character) > DENSE) {
                return true;
            }
        }
        return false;
    }

    /** The fingerprint of one word more after those before. */
    static long sequence(long before, long word) {
        return mixed(before * 0x9E3779B97F4A7C15L + word);
    }

    static boolean ofWord(char character) {
        if (character < 128) {
            return PLAIN[character] != 0;
        }
        return Character.isLetterOrDigit(character) || mark(character) || Character.isSurrogate(character);
    }

    private static boolean mark(char character) {
        return character >= 0x300 && Character.getType(character) == Character.NON_SPACING_MARK;
    }

    /** Han, Kana, Hangul and Thai. */
    private static boolean alone(char character) {
        return (character >= 0x2E80 && character <= 0x9FFF)
                || (character >= 0xAC00 && character <= 0xD7AF)
                || (character >= 0x0E00 && character <= 0x0E7F);
    }

    /** What the letters and digits of Latin are folded to; 0 for all others. */
    static char[] latin() {
        char[] latin = new char[LATIN_END];
        for (char character = 0; character < LATIN_END; character++) {
            latin[character] = ofWord(character) ? fold(character) : 0;
        }
        return latin;
    }

    private static long more(long hash, char character) {
        return mark(character) ? hash : letter(hash, fold(character));
    }

    /** One letter more: a German sharp s is what it is in capitals. */
    static long letter(long hash, char folded) {
        return folded == SHARP_S ? mixed(mixed(hash, 's'), 's') : mixed(hash, folded);
    }

    static long mixed(long hash, char folded) {
        return (hash ^ folded) * 0x100000001B3L + 0x7F4A7C15L;
    }

    private static char fold(char character) {
        if (character < 128) {
            return PLAIN[character] != 0 ? PLAIN[character] : character;
        }
        char known = FOLDED[character];
        if (known == 0) {
            String bare = Normalizer.normalize(String.valueOf(character), Normalizer.Form.NFD)
                    .toLowerCase(Locale.ROOT);
            known = bare.isEmpty() || alone(character) ? character : plain(bare.charAt(0));
            FOLDED[character] = known;
        }
        return known;
    }

    /** The letter that is written where its own cannot be, or in capitals; Unicode takes none of these apart. */
    private static char plain(char letter) {
        if (letter >= WIDE && letter <= WIDE_END) {
            return Character.toLowerCase((char) (letter - WIDE + '!'));
        }
        return switch (letter) {
            case 'ς' -> 'σ';
            case 'ø' -> 'o';
            case 'ł' -> 'l';
            case 'đ' -> 'd';
            case 'ħ' -> 'h';
            case 'ŧ' -> 't';
            case 'ı' -> 'i';
            default -> letter;
        };
    }

    static long mixed(long hash) {
        long mixed = (hash ^ (hash >>> 33)) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ (mixed >>> 33)) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ (mixed >>> 33);
    }
}
