package dev.understudy.odoo.mask;

import java.util.Locale;

/** Mail addresses that stand for others, at domains that cannot exist (RFC 2606: {@code .invalid}). */
final class MailAddresses {

    private static final String TOP = ".invalid";
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int UNIQUE = 8;
    private static final String IN_LOCAL = ".!#$%&'*+-/=?^_`{|}~";

    private final MaskKey key;
    private final PseudoWords words;

    MailAddresses(MaskKey key, PseudoWords words) {
        this.key = key;
        this.words = words;
    }

    /** Where the address around an at sign begins; the at sign's own place when there is none. */
    static int start(CharSequence text, int at, int floor) {
        int start = at;
        while (start > floor && local(text.charAt(start - 1))) {
            start--;
        }
        while (start < at && !Character.isLetterOrDigit(text.charAt(start))) {
            start++;
        }
        return start;
    }

    /** Where it ends; just after the at sign when no domain follows. */
    static int end(CharSequence text, int at) {
        int end = at + 1;
        while (end < text.length() && domain(text.charAt(end))) {
            end++;
        }
        while (end > at + 1 && !Character.isLetterOrDigit(text.charAt(end - 1))) {
            end--;
        }
        return end;
    }

    /** Another address; the same for all ways to write one in upper and lower case. Its end is its own, of 40 bits. */
    String of(String address) {
        String lower = address.toLowerCase(Locale.ROOT);
        int at = lower.lastIndexOf('@');
        StringBuilder masked = new StringBuilder();
        WordScanner scanner = new WordScanner(lower, 0, at);
        while (scanner.next() && masked.length() < 40) {
            masked.append(masked.isEmpty() ? "" : ".").append(WordScanner.folded(words.of(scanner.word())));
        }
        return masked.append('.')
                .append(unique(key.bytes("mail", lower)))
                .append('@')
                .append(domain(lower.substring(at + 1)))
                .toString();
    }

    /** Forty bits, in letters and digits. */
    static String unique(byte[] drawn) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < UNIQUE; i++) {
            letters.append(BASE32.charAt(drawn[i] & 31));
        }
        return letters.toString();
    }

    /** The domain that stands for another. */
    String domain(String domain) {
        String lower = domain.toLowerCase(Locale.ROOT);
        byte[] drawn = key.bytes("domain", lower);
        StringBuilder label = new StringBuilder(Alphabet.LATIN.word(drawn, 8));
        return label.append(BASE32.charAt(drawn[30] & 31)).append(TOP).toString();
    }

    private static boolean local(char character) {
        return Character.isLetterOrDigit(character) || IN_LOCAL.indexOf(character) >= 0;
    }

    private static boolean domain(char character) {
        return Character.isLetterOrDigit(character) || character == '.' || character == '-';
    }
}
