package dev.understudy.process.monitor;

import dev.understudy.model.text.Sha256;

/**
 * Statements without their values: the same work on other rows is the same statement, and what people wrote is in none. What was cut off in
 * the middle of a value ends there.
 */
final class Statements {

    private static final char VALUE = '?';
    private static final String BEFORE_A_SIGN = "(,=<> ";

    private final String given;
    private final StringBuilder plain = new StringBuilder();
    private int at;

    private Statements(String given) {
        this.given = given.replace('\0', ' ').strip();
    }

    static String withoutValues(String statement) {
        return new Statements(statement).read();
    }

    static String digest(String statement) {
        return Sha256.of(statement);
    }

    private String read() {
        while (at < given.length()) {
            char c = given.charAt(at);
            if (c == '\'') {
                skipText();
            } else if (c == '"') {
                int end = after("\"", at + 1);
                plain.append(given, at, end);
                at = end;
            } else if (given.startsWith("--", at)) {
                at = after("\n", at);
                blank();
            } else if (given.startsWith("/*", at)) {
                skipRemark();
                blank();
            } else if (c == '$' && !inWord()) {
                dollar();
            } else if (isDigit(c) && !inWord()) {
                skipNumber();
            } else if (Character.isWhitespace(c)) {
                at++;
                blank();
            } else {
                at++;
                plain.append(c);
                sameRow();
            }
        }
        return plain.toString().strip();
    }

    /** Quotes within are doubled, or stand after a backslash where the text says so by an E before it. */
    private void skipText() {
        boolean escaped = isEscaped();
        do {
            at++;
            while (at < given.length() && given.charAt(at) != '\'') {
                at += escaped && given.charAt(at) == '\\' ? 2 : 1;
            }
            at = Math.min(at + 1, given.length());
        } while (at < given.length() && given.charAt(at) == '\'');
        value();
    }

    private boolean isEscaped() {
        boolean said = at > 0 && (given.charAt(at - 1) == 'E' || given.charAt(at - 1) == 'e');
        return said && (at < 2 || !isWord(given.charAt(at - 2)));
    }

    /** Remarks stand within remarks. */
    private void skipRemark() {
        int depth = 0;
        do {
            if (given.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (given.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else {
                at++;
            }
        } while (depth > 0 && at < given.length());
    }

    private void skipNumber() {
        while (at < given.length() && (isDigit(given.charAt(at)) || given.charAt(at) == '.')) {
            at++;
        }
        value();
    }

    /** A parameter, or a text between two of the same tag. */
    private void dollar() {
        int end = at + 1;
        while (end < given.length() && isWord(given.charAt(end))) {
            end++;
        }
        boolean text = end < given.length() && given.charAt(end) == '$';
        if (text) {
            at = after(given.substring(at, end + 1), end + 1);
            value();
        } else {
            plain.append(given, at, end);
            at = end;
        }
    }

    private int after(String end, int from) {
        int found = given.indexOf(end, from);
        return found < 0 ? given.length() : found + end.length();
    }

    private boolean inWord() {
        return at > 0 && (isWord(given.charAt(at - 1)) || given.charAt(at - 1) == '$');
    }

    private void blank() {
        if (!plain.isEmpty() && plain.charAt(plain.length() - 1) != ' ') {
            plain.append(' ');
        }
    }

    /** Of a list of values one is left. */
    private void value() {
        int last = plain.length() - 1;
        if (last > 0 && plain.charAt(last) == '-' && BEFORE_A_SIGN.indexOf(plain.charAt(last - 1)) >= 0) {
            plain.setLength(last);
        }
        int before = beforeComma();
        if (before >= 0 && plain.charAt(before) == VALUE) {
            plain.setLength(before);
        }
        plain.append(VALUE);
    }

    /** Of rows of values one is left. */
    private void sameRow() {
        if (plain.length() > 3 && plain.substring(plain.length() - 3).equals("(?)")) {
            int whole = plain.length();
            plain.setLength(whole - 3);
            int before = beforeComma();
            boolean same =
                    before >= 2 && plain.substring(before - 2, before + 1).equals("(?)");
            if (same) {
                plain.setLength(before + 1);
            } else {
                plain.append("(?)");
            }
        }
    }

    /** Where what stands before a comma at the end ends; negative when there is none. */
    private int beforeComma() {
        int i = plain.length() - 1;
        while (i >= 0 && plain.charAt(i) == ' ') {
            i--;
        }
        if (i < 0 || plain.charAt(i) != ',') {
            return -1;
        }
        i--;
        while (i >= 0 && plain.charAt(i) == ' ') {
            i--;
        }
        return i;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }
}
