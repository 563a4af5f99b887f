package dev.understudy.odoo.mask;

/** Walks over the numbers of a text that are long enough to be somebody's: seven digits and more, however grouped. */
final class NumberScanner {

    /** Shorter ones are amounts, dates and numbers of documents. */
    static final int LEAST = 7;

    /** A character that takes room, and parts no number: the hyphen that is not seen. */
    static final char NOTHING = '\u00ad';

    private static final String BETWEEN = " ./()[]_'\u00a0\u202f\u00b7\u2002\u2003\u2007\u2009\u200a";
    private static final int MOST = 40;

    /** Characters of a dash between blanks. */
    private static final int SPACED = 3;

    /** Digits of the longest group of those that are written so. */
    private static final int GROUP = 4;

    private final CharSequence text;
    private final boolean commas;
    private int start;
    private int end;
    private int next;
    private final StringBuilder digits = new StringBuilder(MOST);

    NumberScanner(CharSequence text) {
        this(text, false);
    }

    /** @param commas whether commas part no number either: lists and amounts have them too */
    NumberScanner(CharSequence text, boolean commas) {
        this.text = text;
        this.commas = commas;
    }

    /** Whether a comma stands between two digits or groups. */
    static boolean commas(String text) {
        for (int at = text.indexOf(','); at > 0; at = text.indexOf(',', at + 1)) {
            int next = at + 1 < text.length() && text.charAt(at + 1) == ' ' ? at + 2 : at + 1;
            if (digit(text.charAt(at - 1)) && next < text.length() && digit(text.charAt(next))) {
                return true;
            }
        }
        return false;
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
        int group = 0;
        boolean dashed = true;
        end = from;
        while (at < text.length() && digits.length() < MOST) {
            char character = text.charAt(at);
            if (character == NOTHING) {
                at++;
                continue;
            }
            if (digit(character)) {
                dashed &= apart == 0 || apart == SPACED;
                group = apart == 0 ? group + 1 : 1;
                digits.append(character);
                end = at + 1;
                apart = 0;
            } else if (!between(character)
                    || (++apart > 2 && !(dashed && group <= GROUP && spacedDash(end)) && !bracketed(apart, at))) {
                break;
            }
            at++;
        }
    }

    private boolean between(char character) {
        return BETWEEN.indexOf(character) >= 0 || dash(character) || (commas && character == ',');
    }

    /** Whether three characters between two digits are a bracket that ends, a blank, and one that begins. */
    private boolean bracketed(int apart, int at) {
        return apart == SPACED && ")]".indexOf(text.charAt(at - 2)) >= 0 && "([".indexOf(text.charAt(at)) >= 0;
    }

    private static boolean dash(char character) {
        return character == '-' || (character >= '\u2010' && character <= '\u2015') || character == '\u2212';
    }

    /** Whether a dash between two blanks stands there: two numbers are parted so, or all groups of one. */
    private boolean spacedDash(int at) {
        return at + SPACED <= text.length()
                && text.charAt(at) == ' '
                && (dash(text.charAt(at + 1)) || text.charAt(at + 1) == '.' || text.charAt(at + 1) == '/')
                && text.charAt(at + 2) == ' '
                && (at + SPACED == text.length() || digit(text.charAt(at + SPACED)));
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
