package dev.understudy.odoo.mask;

/** What is dialled before a phone's number from another country (ITU-T E.164). */
final class CallingCodes {

    /** Those of two digits; of the others, those that begin with 1 or 7 have one, and all others three. */
    private static final String OF_TWO =
            " 20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63"
                    + " 64 65 66 81 82 84 86 90 91 92 93 94 95 98 ";

    private static final String ABROAD = "00";
    private static final int ENOUGH = 5;

    private CallingCodes() {}

    /**
     * The digits of a number without its country's; empty where it has none.
     *
     * @param plus whether a plus sign stands before it
     */
    static String national(String digits, boolean plus) {
        boolean abroad = digits.startsWith(ABROAD);
        if ((!plus && !abroad) || digits.length() < NumberScanner.LEAST) {
            return "";
        }
        String dialled = abroad ? digits.substring(ABROAD.length()) : digits;
        if (dialled.length() < ENOUGH) {
            return "";
        }
        boolean one = dialled.charAt(0) == '1' || dialled.charAt(0) == '7';
        int code = one ? 1 : OF_TWO.contains(" " + dialled.substring(0, 2) + " ") ? 2 : 3;
        return dialled.substring(code);
    }

    /** Whether a number that begins at a place of a text is written with a plus sign. */
    static boolean plus(CharSequence text, int start) {
        int before = start - 1;
        while (before >= 0 && (text.charAt(before) == '(' || text.charAt(before) == ' ')) {
            before--;
        }
        return before >= 0 && text.charAt(before) == '+';
    }
}
