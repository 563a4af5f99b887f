package dev.understudy.odoo.mask;

import java.util.Arrays;

/** The words of one text, read once: where each stands, of what it is made, its fingerprint. May be filled again. */
final class WordList {

    private static final int FIRST = 64;

    private int[] starts = new int[FIRST];
    private int[] ends = new int[FIRST];
    private int[] digits = new int[FIRST];
    private int[] letters = new int[FIRST];
    private long[] fingerprints = new long[FIRST];
    private int size;
    private boolean numbered;
    private boolean coded;

    static WordList of(CharSequence text) {
        return new WordList().read(text);
    }

    WordList read(CharSequence text) {
        size = 0;
        coded = false;
        long figures = 0;
        WordScanner scanner = new WordScanner(text);
        while (scanner.next()) {
            if (size == starts.length) {
                grow();
            }
            starts[size] = scanner.start();
            ends[size] = scanner.end();
            digits[size] = scanner.digits();
            letters[size] = scanner.letters();
            fingerprints[size] = scanner.fingerprint();
            figures += scanner.digits();
            coded |= scanner.letters() > 1 && scanner.digits() > 1;
            size++;
        }
        numbered = figures >= NumberScanner.LEAST;
        return this;
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
