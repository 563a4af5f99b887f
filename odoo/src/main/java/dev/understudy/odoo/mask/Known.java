package dev.understudy.odoo.mask;

import java.util.ArrayList;
import java.util.List;

/**
 * The values that are somebody's: names, addresses, numbers. Tells where one of them stands in a text, whatever stands
 * between its words, its case, its accents and the grouping of its digits. Holds no value, only fingerprints.
 */
public final class Known {

    /** Words of a name that are looked at; what follows is not needed to tell it. */
    private static final int LONGEST = 16;

    private static final int LEAST_LETTERS = 4;
    /** Letters of a name of several words that is found without its blanks; of fewer it is any word, as of Da Ta. */
    private static final int LEAST_TOGETHER = 6;
    /** Digits of a number's end, by which it is told. */
    static final int TAIL = 9;

    private static final int MOST_DIGITS = 37;
    private static final int PREFIX = 4;

    /** Beyond the bits that tell how many words the names have that begin so. */
    private static final int IN_A_NAME = 1 << LONGEST;

    private static final int BEGINS_A_NAME = IN_A_NAME - 1;

    /** Of a sequence: found however it is written. */
    private static final int ANYHOW = 1;

    /** Of a sequence: found where a dot says of its one letter that it stands for a name. */
    private static final int LETTER_LAST = 2;

    /** The same, with the letter first. */
    private static final int LETTER_FIRST = 8;

    /** Of a sequence: a name as it was added. */
    private static final int WHOLE = 4;

    private static final int ENTITY = IN_A_NAME << 1;
    private static final int VOCABULARY = IN_A_NAME << 2;

    /** From here on, how many words the names have that begin with a letter and a dot: tags of HTML are letters, too. */
    private static final int SHORTENED_BEGIN = 19;

    private final Fingerprints words = new Fingerprints();
    private final Fingerprints sequences = new Fingerprints();
    private final Fingerprints tails = new Fingerprints();
    private int names;

    /** A place in a text where a known value stands. */
    public record Hit(int start, int end, boolean number) {}

    /** Words that are everybody's: a name made of these alone is not looked for. */
    public void vocabulary(CharSequence text) {
        WordScanner scanner = new WordScanner(text);
        while (scanner.next()) {
            if (scanner.letters() > 1) {
                words.add(scanner.fingerprint(), VOCABULARY);
            }
        }
    }

    /**
     * Adds a value.
     *
     * @return whether it is looked for: it has four letters or seven digits, and is not made of everybody's words
     */
    public boolean add(CharSequence value) {
        boolean number = numbers(value);
        boolean name = names(value);
        return number || name;
    }

    private boolean names(CharSequence value) {
        List<Long> found = new ArrayList<>();
        WordScanner scanner = new WordScanner(value);
        int letters = 0;
        int all = 0;
        boolean rare = false;
        StringBuilder squashed = new StringBuilder();
        while (scanner.next() && found.size() < LONGEST) {
            found.add(scanner.fingerprint());
            squashed.append(value, scanner.start(), scanner.end());
            letters += scanner.letters();
            all += scanner.letters() + scanner.digits();
            boolean common = scanner.letters() < 2 || (words.of(scanner.fingerprint()) & VOCABULARY) != 0;
            rare |= !common && scanner.letters() > 0;
        }
        boolean dense = letters > 0 && WordScanner.dense(squashed);
        boolean told = rare || (dense && found.size() > 1);
        if (!told || all < (dense ? 2 : LEAST_LETTERS)) {
            return false;
        }
        names += sequence(found, ANYHOW | WHOLE) ? 1 : 0;
        long whole = WordScanner.fingerprint(squashed);
        if (found.size() > 1 && letters >= (dense ? LEAST_LETTERS : LEAST_TOGETHER) && !isVocabulary(whole)) {
            sequence(List.of(whole), ANYHOW);
        }
        if (!dense && PersonNames.likely(value)) {
            PersonNames.turned(found).forEach(other -> sequence(other, ANYHOW));
            if (found.stream().skip(1).noneMatch(this::isVocabulary)) {
                for (List<Long> other : PersonNames.shortened(value, found)) {
                    sequence(other, found.contains(other.getFirst()) ? LETTER_LAST : LETTER_FIRST);
                }
            }
        }
        scanner = new WordScanner(value);
        while (scanner.next()) {
            boolean common = (words.of(scanner.fingerprint()) & VOCABULARY) != 0;
            boolean entity = !common && (scanner.letters() > 2 || dense);
            words.add(scanner.fingerprint(), entity ? IN_A_NAME | ENTITY : IN_A_NAME);
        }
        return true;
    }

    /** Adds one; true for a name that was not there as such. */
    private boolean sequence(List<Long> found, int how) {
        long sequence = 0;
        for (long word : found) {
            sequence = WordScanner.sequence(sequence, word);
        }
        words.add(found.getFirst(), 1 << (found.size() - 1 + (how == LETTER_FIRST ? SHORTENED_BEGIN : 0)));
        boolean fresh = (sequences.of(sequence) & WHOLE) == 0;
        sequences.add(sequence, how);
        return fresh;
    }

    private boolean numbers(CharSequence value) {
        boolean any = false;
        if (value.toString().indexOf('/') >= 0) {
            // Two numbers, or one whose groups are parted so.
            for (String part : value.toString().split("/", -1)) {
                any |= run(part);
            }
        }
        return run(value) || any;
    }

    private boolean run(CharSequence value) {
        NumberScanner scanner = new NumberScanner(value);
        boolean any = false;
        while (scanner.next()) {
            String digits = scanner.digits();
            if (digits.length() <= MOST_DIGITS && digits.chars().distinct().count() > 1) {
                tail(digits, tail(digits));
                national(CallingCodes.national(digits, CallingCodes.plus(value, scanner.start())));
                any = true;
            }
        }
        return any;
    }

    private void tail(String digits, long tail) {
        tails.add(tail, 1 << (digits.length() - NumberScanner.LEAST));
    }

    /** Of a longer one the last digits are the same with and without its country. */
    private void national(String digits) {
        if (digits.length() >= NumberScanner.LEAST && digits.length() < TAIL) {
            tail(digits, tail(digits));
            tail("0" + digits, tail("0" + digits));
        }
    }

    private static long tail(String digits) {
        return WordScanner.fingerprint(digits.substring(Math.max(0, digits.length() - TAIL)));
    }

    /** Whether a number, its digits alone, is a known one, with or without what dials its country. */
    boolean isNumber(String digits) {
        int count = digits.length();
        if (count < NumberScanner.LEAST || count > MOST_DIGITS) {
            return false;
        }
        int flags = tails.of(tail(digits));
        int least = Math.max(0, count - NumberScanner.LEAST - PREFIX);
        int most = Math.min(30, count - NumberScanner.LEAST + PREFIX);
        int near = ((1 << (most - least + 1)) - 1) << least;
        return (flags & near) != 0;
    }

    /** Whether a word stands in a known name, or is one written without its blanks. */
    boolean inAName(long word) {
        return (words.of(word) & (IN_A_NAME | BEGINS_A_NAME)) != 0;
    }

    /** Whether a known name may begin with a word, or, where it is one letter, with that and a dot. */
    boolean beginsAName(long word) {
        return lengths(words.of(word)) != 0;
    }

    /** How many words the names have that may begin so, a bit each. */
    private static int lengths(int begins) {
        return (begins & BEGINS_A_NAME) | (begins >>> SHORTENED_BEGIN);
    }

    /** Whether a known name stands at the beginning of some words; for a single one, whatever stands around it. */
    boolean begins(long[] text, int first, int size) {
        int lengths = lengths(words.of(text[first]));
        long sequence = 0;
        for (int count = 1; (lengths >> (count - 1)) != 0 && first + count <= size; count++) {
            sequence = WordScanner.sequence(sequence, text[first + count - 1]);
            if ((lengths & (1 << (count - 1))) != 0 && sequences.of(sequence) != 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a known number may end so.
     *
     * @param last digits, four bits each
     * @param count of them, at most {@link #TAIL}
     */
    boolean endsANumber(long last, int count) {
        for (int length = NumberScanner.LEAST; length <= count; length++) {
            long hash = 0;
            for (int digit = length - 1; digit >= 0; digit--) {
                hash = WordScanner.mixed(hash, (char) ('0' + (last >>> (4 * digit) & 0xF)));
            }
            if (tails.of(WordScanner.mixed(hash)) != 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether a word tells a known name from others. */
    boolean isEntity(long word) {
        return (words.of(word) & ENTITY) != 0;
    }

    /** Whether all words of a text are everybody's, and no number in it is long enough to be somebody's. */
    public boolean isVocabulary(CharSequence text) {
        if (new NumberScanner(text).next()) {
            return false;
        }
        WordScanner scanner = new WordScanner(text);
        while (scanner.next()) {
            if (scanner.letters() > 1 && !isVocabulary(scanner.fingerprint())) {
                return false;
            }
        }
        return true;
    }

    /** Whether a word is everybody's. */
    boolean isVocabulary(long word) {
        return (words.of(word) & VOCABULARY) != 0;
    }

    /** How many names are known, numbers aside. */
    public int names() {
        return names;
    }

    public int numbers() {
        return tails.size();
    }

    /** Whether there is nothing to find. */
    public boolean isEmpty() {
        return names() + numbers() == 0;
    }

    /** The places in a text where known values stand, in order; where two overlap, the longer of those that begin first. */
    public List<Hit> in(CharSequence text) {
        return isEmpty() ? List.of() : in(text, WordList.of(text));
    }

    /** The same, of a text whose words are read already. */
    List<Hit> in(CharSequence text, WordList list) {
        if (isEmpty()) {
            return List.of();
        }
        List<Hit> hits = List.of();
        int until = 0;
        for (int word = 0; word < list.size(); word++) {
            int flags = words.of(list.fingerprint(word));
            int lengths = flags & BEGINS_A_NAME;
            if (flags >>> SHORTENED_BEGIN != 0 && letter(text, list, word)) {
                lengths |= flags >>> SHORTENED_BEGIN;
            }
            if (lengths != 0 && list.start(word) >= until) {
                int end = longest(text, list, word, lengths);
                if (end > 0) {
                    hits = hits.isEmpty() ? new ArrayList<>() : hits;
                    hits.add(new Hit(list.start(word), end, false));
                    until = end;
                }
            }
        }
        return list.numbered() && tails.size() > 0 ? numbersIn(text, hits) : hits;
    }

    private int longest(CharSequence text, WordList list, int first, int lengths) {
        long sequence = WordScanner.sequence(0, list.fingerprint(first));
        boolean alone = (lengths & 1) != 0
                && (sequences.of(sequence) & ANYHOW) != 0
                && !inIdentifier(text, list.start(first), list.end(first));
        int end = alone ? list.end(first) : 0;
        for (int count = 2; count <= LONGEST && (lengths >> (count - 1)) != 0; count++) {
            int word = first + count - 1;
            if (word >= list.size()) {
                break;
            }
            sequence = WordScanner.sequence(sequence, list.fingerprint(word));
            if ((lengths & (1 << (count - 1))) != 0 && found(text, list, first, word, sequences.of(sequence))) {
                end = list.end(word);
            }
        }
        return end;
    }

    private static boolean found(CharSequence text, WordList list, int first, int last, int how) {
        return (how & ANYHOW) != 0
                || ((how & (LETTER_FIRST | LETTER_LAST)) != 0
                        && (letter(text, list, first) || letter(text, list, last)));
    }

    /** Whether a word is one letter and a dot, and not what a program writes before a name of its own: {@code e.walker}. */
    private static boolean letter(CharSequence text, WordList list, int word) {
        int end = list.end(word);
        return end == list.start(word) + 1
                && end < text.length()
                && text.charAt(end) == '.'
                && (end + 1 == text.length() || !WordScanner.ofWord(text.charAt(end + 1)));
    }

    /** Whether a word is a part of what a program calls something, as {@code acme} in {@code acme_sale.views}. */
    private static boolean inIdentifier(CharSequence text, int start, int end) {
        return (start > 0 && text.charAt(start - 1) == '_') || (end < text.length() && text.charAt(end) == '_');
    }

    private List<Hit> numbersIn(CharSequence text, List<Hit> named) {
        List<Hit> hits = new ArrayList<>(named);
        NumberScanner scanner = new NumberScanner(text);
        while (scanner.next()) {
            int start = knownPart(text, scanner);
            if (start >= 0
                    && named.stream().noneMatch(hit -> hit.start() < scanner.end() && hit.end() > scanner.start())) {
                hits.add(new Hit(scanner.start(), scanner.end(), true));
            }
        }
        if (NumberScanner.commas(text.toString())) {
            commas(text, hits);
        }
        hits.sort((one, other) -> Integer.compare(one.start(), other.start()));
        return hits;
    }

    /** Numbers whose groups are parted by commas, as a whole: most of what is written so are lists and amounts. */
    private void commas(CharSequence text, List<Hit> hits) {
        NumberScanner scanner = new NumberScanner(text, true);
        while (scanner.next()) {
            boolean free = hits.stream().noneMatch(hit -> hit.start() < scanner.end() && hit.end() > scanner.start());
            if (free && (isNumber(scanner.digits()) || nationally(text, scanner))) {
                hits.add(new Hit(scanner.start(), scanner.end(), true));
            }
        }
    }

    private boolean nationally(CharSequence text, NumberScanner run) {
        return isNumber(CallingCodes.national(run.digits(), CallingCodes.plus(text, run.start())));
    }

    /** Whether a known number, or a part of a run of groups of digits that is one, stands in a text: what the proof would find. */
    boolean holdsNumber(CharSequence text) {
        if (tails.size() == 0) {
            return false;
        }
        NumberScanner scanner = new NumberScanner(text);
        while (scanner.next()) {
            if (knownPart(text, scanner) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Where in a run of groups of digits a known number begins; -1 for nowhere. */
    private int knownPart(CharSequence text, NumberScanner run) {
        if (isNumber(run.digits()) || nationally(text, run)) {
            return run.start();
        }
        int before = 0;
        for (int from = run.start(); from < run.end(); from++) {
            if (NumberScanner.digit(text.charAt(from))) {
                boolean begins = from == run.start() || !NumberScanner.digit(text.charAt(from - 1));
                if (begins && knownFrom(text, run, from, before)) {
                    return from;
                }
                before++;
            }
        }
        return -1;
    }

    /** Whether one of the groups after a place ends a known number that begins there. */
    private boolean knownFrom(CharSequence text, NumberScanner run, int from, int before) {
        int until = before;
        for (int at = from; at < run.end(); at++) {
            if (NumberScanner.digit(text.charAt(at))) {
                until++;
                boolean ends = at + 1 == run.end() || !NumberScanner.digit(text.charAt(at + 1));
                if (ends
                        && until - before >= NumberScanner.LEAST
                        && isNumber(run.digits().substring(before, until))) {
                    return true;
                }
            }
        }
        return false;
    }
}
