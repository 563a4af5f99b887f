package dev.understudy.odoo.mask;

/** Walks over the numbers of a text that are long enough to be somebody's: seven digits and more, however grouped. */
final class NumberScanner {

    /** Shorter ones are amounts, dates and numbers of documents. */
    static final int LEAST = 7;

    private static final String BETWEEN = " -./()\u00a0\u202f";
    private static final int MOST = 40;

    private final CharSequence text;
    private int start;
    private int end;
    private int next;
    private final StringBuilder digits = new StringBuilder(MOST);

    NumberScanner(CharSequence text) {
        this.text = text;
    }

    /** Goes on to the next number; false when there is none. */
    boolean next() {
        int at = next;
        int length = text.length();
        while (at < length) {
            if (!digit(text.charAt(at))) {
                at++;
                continue;
            }
            read(at);
            next = end;
            if (digits.length() >= LEAST) {
                return true;
            }
            at = end;
        }
        next = length;
        return false;
    }

    private void read(int from) {
        start = from;
        digits.setLength(0);
        int at = from;
        int apart = 0;
        end = from;
        while (at < text.length() && apart <= 2 && digits.length() < MOST) {
            char character = text.charAt(at);
            if (digit(character)) {
                digits.append(character);
                end = at + 1;
                apart = 0;
            } else if (BETWEEN.indexOf(character) >= 0) {
                apart++;
            } else {
                break;
            }
            at++;
        }
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** The digits alone. */
    String digits() {
        return digits.toString();
    }

    static boolean digit(char character) {
        return character >= '0' && character <= '9';
    }

    /** The digits of a text alone. */
    static String digits(CharSequence text) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (digit(text.charAt(i))) {
                digits.append(text.charAt(i));
            }
        }
        return digits.toString();
    }
}
