package dev.understudy.odoo.mask;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Other ways to write the name of a person: the last name first, the first one as a letter. */
final class PersonNames {

    /** Words of a person's name; what has more is mostly a company. */
    private static final int MOST = 4;

    private static final int LEAST_SURNAME = 3;

    /** What says of a company that it is one. */
    static final Set<String> FORMS = Set.of(
            "sl", "slu", "sa", "sau", "sas", "sarl", "srl", "spa", "gmbh", "ag", "kg", "ug", "ltd", "limited", "inc",
            "llc", "llp", "corp", "co", "bv", "nv", "ab", "aps", "oy", "plc", "lda", "sro", "kft", "doo");

    private PersonNames() {}

    /** Whether a value may be a person's name: two to four words of letters, and no company's form, as {@code S.L.} is. */
    static boolean likely(CharSequence value) {
        WordScanner scanner = new WordScanner(value);
        int words = 0;
        int before = 0;
        while (scanner.next()) {
            words++;
            if (words > MOST
                    || scanner.digits() > 0
                    || (scanner.letters() < 2 && !apostrophe(value, scanner.end()))
                    || FORMS.contains(scanner.word().toLowerCase(Locale.ROOT))
                    || !parting(value, before, scanner.start())) {
                return false;
            }
            before = scanner.end();
        }
        return words > 1 && parting(value, before, value.length());
    }

    private static boolean apostrophe(CharSequence value, int at) {
        return at < value.length() && "'\u2019".indexOf(value.charAt(at)) >= 0;
    }

    private static boolean parting(CharSequence value, int from, int to) {
        for (int at = from; at < to; at++) {
            char character = value.charAt(at);
            if (" ,.-'\u2019\u00a0".indexOf(character) < 0) {
                return false;
            }
        }
        return true;
    }

    /** The words with some of the last ones first. */
    static List<List<Long>> turned(List<Long> words) {
        List<List<Long>> turned = new ArrayList<>();
        for (int by = 1; by < words.size(); by++) {
            List<Long> other = new ArrayList<>(words);
            Collections.rotate(other, by);
            turned.add(other);
        }
        return turned;
    }

    /** The first letter with the last word, and with all others; before and behind them. */
    static List<List<Long>> shortened(CharSequence value, List<Long> words) {
        WordScanner scanner = new WordScanner(value);
        if (!scanner.next()) {
            return List.of();
        }
        long letter = WordScanner.fingerprint(scanner.word().substring(0, 1));
        int last = 0;
        while (scanner.next()) {
            last = scanner.letters();
        }
        if (last < LEAST_SURNAME) {
            return List.of();
        }
        List<List<Long>> shortened = new ArrayList<>();
        List<Long> others = words.subList(1, words.size());
        for (List<Long> rest : words.size() == 2 ? List.of(others) : List.of(others, List.of(words.getLast()))) {
            List<Long> before = new ArrayList<>(rest);
            before.addFirst(letter);
            List<Long> behind = new ArrayList<>(rest);
            behind.add(letter);
            shortened.add(before);
            shortened.add(behind);
        }
        return shortened;
    }
}
