package dev.understudy.odoo.mask;

import java.util.Arrays;

/** The words of one text, read once: where each stands, of what it is made, its fingerprint. May be filled again. */
final class WordList {

    private static final int FIRST = 64;
    private static final int LONGEST = 1 << 14;
    private static final char[] LATIN = WordScanner.latin();

    private int[] starts;
    private int[] ends;
    private int[] digits;
    private int[] letters;
    private long[] fingerprints;
    private char[] chars;
    private long figures;
    private int size;
    private boolean numbered;
    private boolean coded;

    WordList() {
        this(FIRST);
    }

    private WordList(int room) {
        starts = new int[room];
        ends = new int[room];
        digits = new int[room];
        letters = new int[room];
        fingerprints = new long[room];
        chars = new char[room];
    }

    /** Most texts of a database are a word or two; long ones have about a word for six letters. */
    static WordList of(CharSequence text) {
        return new WordList(Math.min(LONGEST, text.length() / 5 + 2)).read(text);
    }

    WordList read(CharSequence text) {
        String whole = text.toString();
        size = 0;
        figures = 0;
        coded = false;
        if (!latin(whole)) {
            scan(whole);
        }
        numbered = figures >= NumberScanner.LEAST;
        return this;
    }

    /** Latin letters, without the many questions that those of other scripts ask; false where there are others. */
    private boolean latin(String text) {
        int length = text.length();
        if (chars.length < length) {
            chars = new char[Math.max(length, chars.length * 2)];
        }
        char[] all = chars;
        text.getChars(0, length, all, 0);
        int at = 0;
        while (at < length) {
            char character = all[at];
            if (character >= LATIN.length) {
                size = 0;
                figures = 0;
                coded = false;
                return false;
            }
            char folded = LATIN[character];
            if (folded == 0) {
                at++;
                continue;
            }
            int start = at;
            int digit = 0;
            long hash = 0;
            while (folded != 0) {
                digit += NumberScanner.digit(character) ? 1 : 0;
                hash = WordScanner.letter(hash, folded);
                at++;
                character = at < length ? all[at] : 0;
                folded = character < LATIN.length ? LATIN[character] : 0;
            }
            add(start, at, digit, at - start - digit, WordScanner.mixed(hash));
        }
        return true;
    }

    private void scan(String text) {
        WordScanner scanner = new WordScanner(text);
        while (scanner.next()) {
            add(scanner.start(), scanner.end(), scanner.digits(), scanner.letters(), scanner.fingerprint());
        }
    }

    private void add(int start, int end, int digit, int letter, long fingerprint) {
        if (size == starts.length) {
            grow();
        }
        starts[size] = start;
        ends[size] = end;
        digits[size] = digit;
        letters[size] = letter;
        fingerprints[size] = fingerprint;
        figures += digit;
        coded |= letter > 1 && digit > 1;
        size++;
    }

    private void grow() {
        int length = size * 2;
        starts = Arrays.copyOf(starts, length);
        ends = Arrays.copyOf(ends, length);
        digits = Arrays.copyOf(digits, length);
        letters = Arrays.copyOf(letters, length);
        fingerprints = Arrays.copyOf(fingerprints, length);
    }

    int size() {
        return size;
    }

    /** Whether there are as many digits as a number has that is somebody's. */
    boolean numbered() {
        return numbered;
    }

    /** Whether a word may be the beginning of an account's number: it has letters and digits. */
    boolean coded() {
        return coded;
    }

    int start(int word) {
        return starts[word];
    }

    int end(int word) {
        return ends[word];
    }

    int digits(int word) {
        return digits[word];
    }

    int letters(int word) {
        return letters[word];
    }

    long fingerprint(int word) {
        return fingerprints[word];
    }
}
