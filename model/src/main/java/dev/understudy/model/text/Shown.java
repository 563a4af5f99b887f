package dev.understudy.model.text;

/**
 * Foreign text as people may see it: names, commits, log lines and what programs said can be read, and can do nothing to
 * a terminal or to the order of the words around them. What cannot be seen is written as {@code \}{@code uXXXX}, which is
 * the same text in JSON.
 */
public final class Shown {

    private static final int NON_JOINER = 0x200C;
    private static final int JOINER = 0x200D;
    private static final String TAB = "    ";

    private Shown() {}

    /**
     * Text of several lines: its newlines stay, a tab becomes spaces, and everything else is escaped that is a control
     * character, separates lines, or hides or reorders what stands beside it. Letters of any script, their accents, and
     * emoji stay as they are.
     */
    public static String text(String foreign) {
        return shown(foreign, true);
    }

    /** Text within one line: its newlines are escaped too. */
    public static String line(String foreign) {
        return shown(foreign, false);
    }

    private static String shown(String foreign, boolean lines) {
        int first = 0;
        while (first < foreign.length() && !special(foreign.charAt(first))) {
            first++;
        }
        if (first == foreign.length()) {
            return foreign;
        }
        StringBuilder shown = new StringBuilder(foreign.length() + 16);
        int before = 0;
        for (int at = 0; at < foreign.length(); ) {
            int point = foreign.codePointAt(at);
            int length = Character.charCount(point);
            if (point == '\t') {
                shown.append(TAB);
            } else if (!hidden(point, before) || (lines && point == '\n')) {
                shown.appendCodePoint(point);
            } else {
                foreign.chars().skip(at).limit(length).forEach(unit -> shown.append("\\u%04x".formatted(unit)));
            }
            before = point;
            at += length;
        }
        return shown.toString();
    }

    /** Whether a closer look is needed. */
    private static boolean special(char unit) {
        return unit < ' ' || unit > '~';
    }

    private static boolean hidden(int point, int before) {
        return switch (Character.getType(point)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            case Character.FORMAT -> !visible(point) && !joins(point, before);
            default -> false;
        };
    }

    /** Signs of Arabic, Syriac and Kaithi that stand before numbers, and are seen (Unicode: Prepended_Concatenation_Mark). */
    private static boolean visible(int point) {
        return (point >= 0x600 && point <= 0x605)
                || point == 0x6DD
                || point == 0x70F
                || point == 0x890
                || point == 0x891
                || point == 0x8E2
                || point == 0x110BD
                || point == 0x110CD;
    }

    /** Emoji are made with joiners, and Persian and Indic words need them; Latin, Greek and Cyrillic ones do not. */
    private static boolean joins(int point, int before) {
        if ((point != NON_JOINER && point != JOINER) || before <= '~') {
            return false;
        }
        return switch (Character.UnicodeScript.of(before)) {
            case LATIN, GREEK, CYRILLIC -> false;
            default -> Character.getType(before) != Character.FORMAT;
        };
    }
}
