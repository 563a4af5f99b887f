package dev.understudy.odoo.mask;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Mail addresses that stand for others, at domains that cannot exist (RFC 2606: {@code .invalid}). */
final class MailAddresses {

    private static final String TOP = ".invalid";
    private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int UNIQUE = 8;
    private static final String IN_LOCAL = ".!#$%&'*+-/=?^_`{|}~";

    private static final int TRIES = 16;
    private static final int REMEMBERED = 10_000;
    private static final int PLACES = 1 << 12;

    private final MaskKey key;
    private final PseudoWords words;
    private final Known known;
    private final Map<String, String> domains = new HashMap<>();

    /** Those that came lately, each at a place of its own: who writes stands in a mail three times. */
    private final String[] addresses = new String[PLACES];

    private final String[] lately = new String[PLACES];

    MailAddresses(MaskKey key, PseudoWords words, Known known) {
        this.key = key;
        this.words = words;
        this.known = known;
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
        int place = (lower.hashCode() ^ lower.hashCode() >>> 16) & (PLACES - 1);
        if (lower.equals(addresses[place])) {
            return lately[place];
        }
        String made = of(lower, 0);
        // What is drawn may be called as somebody else: nobody could tell it from what was left.
        for (int attempt = 1; attempt < TRIES && !known.in(made).isEmpty(); attempt++) {
            made = of(lower, attempt);
        }
        addresses[place] = lower;
        lately[place] = made;
        return made;
    }

    private String of(String lower, int attempt) {
        int at = lower.lastIndexOf('@');
        StringBuilder masked = new StringBuilder();
        WordScanner scanner = new WordScanner(lower, 0, at);
        while (scanner.next() && masked.length() < 40) {
            masked.append(masked.isEmpty() ? "" : ".");
            if (scanner.letters() > 0) {
                masked.append(WordScanner.folded(words.of(scanner.word())));
            } else {
                masked.append(digits(scanner.word(), attempt));
            }
        }
        return masked.append('.')
                .append(unique(key.number("mail" + attempt, lower)))
                .append('@')
                .append(domain(lower.substring(at + 1)))
                .toString();
    }

    /** Other ones at each attempt. */
    private String digits(String word, int attempt) {
        String digits = WordScanner.folded(words.of(word));
        for (int time = 0; time < attempt; time++) {
            digits = key.digits(digits);
        }
        return digits;
    }

    /** Forty bits, in letters and digits. */
    static String unique(long drawn) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < UNIQUE; i++) {
            letters.append(BASE32.charAt((int) (drawn >>> (i * 5)) & 31));
        }
        return letters.toString();
    }

    /** The domain that stands for another. */
    String domain(String domain) {
        String lower = domain.toLowerCase(Locale.ROOT);
        if (domains.size() >= REMEMBERED) {
            domains.clear();
        }
        return domains.computeIfAbsent(lower, this::drawn);
    }

    private String drawn(String lower) {
        String made = drawn(lower, "domain");
        for (int attempt = 1; attempt < TRIES && !known.in(made).isEmpty(); attempt++) {
            made = drawn(lower, "domain" + attempt);
        }
        return made;
    }

    private String drawn(String lower, String purpose) {
        byte[] drawn = key.bytes(purpose, lower);
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
