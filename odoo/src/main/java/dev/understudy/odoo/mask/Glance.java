package dev.understudy.odoo.mask;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A quick look at the bytes of a text, which may hold somebody's value or does not. It is right whenever it says no: then no word of
 * it begins a known name that goes on so, neither with its tags nor without; no run of digits, however far apart, ends as a known
 * number; and nothing in it is another text in disguise. Whatever it does not understand, it leaves to a closer look. Not to be shared by
 * threads.
 */
final class Glance {

    private static final char[] LATIN = WordScanner.latin();

    /** Bytes between two digits of one number: three characters of three bytes each, and some more. */
    private static final int APART = 12;

    /** Bytes of a tag; a longer one is looked at more closely. */
    private static final int LONGEST_TAG = 3_900;

    /** Letters that Base64 may have packed something into. */
    private static final int PACKED = 16;

    private static final int FIRST = 1 << 10;

    private static final List<byte[]> ENTITIES = Stream.of("&nbsp;", "&amp;", "&lt;", "&gt;", "&quot;", "&apos;")
            .map(entity -> entity.getBytes(StandardCharsets.US_ASCII))
            .toList();

    private static final boolean[] PACKING = new boolean[128];

    static {
        for (char character = 0; character < PACKING.length; character++) {
            PACKING[character] = WordScanner.ofWord(character) || "+/-_".indexOf(character) >= 0;
        }
    }

    private final Entities entities;
    private final Known known;
    private long[] words = new long[FIRST];
    private boolean[] inTags = new boolean[FIRST];
    private int size;
    private boolean begun;

    /** Where the tag or entity ends that is read; a place before when none is. */
    private int behind;

    /** Bytes of tags and entities. */
    private int skipped;

    private final Digits all = new Digits();
    private final Digits untagged = new Digits();

    Glance(Entities entities) {
        this.entities = entities;
        this.known = entities.known();
    }

    /** The last digits of a run of them, four bits each. */
    private final class Digits {

        private long last;
        private int count;
        private int place;

        void begin() {
            count = 0;
            place = 0;
        }

        /** Whether a known number may end with one digit more. */
        boolean ends(int digit, int at) {
            count = at - place > APART ? 1 : count + 1;
            place = at;
            last = last << 4 | digit;
            return count >= NumberScanner.LEAST && known.endsANumber(last, Math.min(count, Known.TAIL));
        }
    }

    boolean mayHold(byte[] text, int from, int to) {
        if (known.isEmpty()) {
            return false;
        }
        size = 0;
        begun = false;
        behind = from;
        skipped = 0;
        all.begin();
        untagged.begin();
        return read(text, from, to) || (begun && (names() || (skipped > 0 && untagged() && names())));
    }

    /** Whether one of the words begins a known name that goes on so. */
    private boolean names() {
        for (int word = 0; word < size; word++) {
            if (known.begins(words, word, size)) {
                return true;
            }
        }
        return false;
    }

    /** Forgets the words that stand in tags and entities; false when there are none. */
    private boolean untagged() {
        int left = 0;
        for (int word = 0; word < size; word++) {
            if (!inTags[word]) {
                words[left++] = words[word];
            }
        }
        boolean fewer = left < size;
        size = left;
        return fewer;
    }

    private void add(long word, boolean inTag) {
        if (size == words.length) {
            words = Arrays.copyOf(words, size * 2);
            inTags = Arrays.copyOf(inTags, size * 2);
        }
        words[size] = word;
        inTags[size++] = inTag;
        begun |= known.beginsAName(word);
    }

    private boolean read(byte[] text, int from, int to) {
        int at = from;
        int packed = from;
        while (at < to) {
            int character = text[at];
            if (character >= 0 && LATIN[character] == 0) {
                if (!PACKING[character]) {
                    if (at - packed >= PACKED && unpacks(text, packed, at)) {
                        return true;
                    }
                    packed = at + 1;
                    if (special(text, at, to)) {
                        return true;
                    }
                }
                at++;
                continue;
            }
            int begin = at;
            long hash = 0;
            while (at < to) {
                int next = text[at];
                int length = 1;
                if (next < 0) {
                    next = QuickMask.letter(text, at, to);
                    length = 2;
                    if (next == 0) {
                        break;
                    }
                    if (at - packed >= PACKED && unpacks(text, packed, at)) {
                        return true;
                    }
                    packed = at + 2;
                }
                char folded = LATIN[next];
                if (folded == 0) {
                    break;
                }
                if (next <= '9' && digit(next - '0', at)) {
                    return true;
                }
                hash = WordScanner.letter(hash, folded);
                at += length;
            }
            if (at > begin) {
                add(WordScanner.mixed(hash), begin < behind);
            } else {
                int sign = QuickMask.sign(text, at, to);
                if (sign == 0 || (at - packed >= PACKED && unpacks(text, packed, at))) {
                    return true;
                }
                at += sign;
                packed = at;
            }
        }
        return at - packed >= PACKED && unpacks(text, packed, at);
    }

    private boolean digit(int digit, int at) {
        return all.ends(digit, at) || (at >= behind && untagged.ends(digit, at - skipped) && skipped > 0);
    }

    /** Whether a sign may begin a disguise; goes behind tags and entities, of which a text may be freed. */
    private boolean special(byte[] text, int at, int to) {
        return switch (text[at]) {
            case '\\', 0 -> true;
            case '%' -> at + 2 < to && hex(text[at + 1]) && hex(text[at + 2]);
            case '&' -> entity(text, at, to);
            case '<' -> at >= behind && tag(text, at, to);
            default -> false;
        };
    }

    /** Whether an entity may be a letter. */
    private boolean entity(byte[] text, int at, int to) {
        for (byte[] entity : ENTITIES) {
            if (QuickMask.begins(entity, text, at, to)) {
                skip(at, at + entity.length);
                return false;
            }
        }
        return at + 1 >= to || text[at + 1] != ' ';
    }

    /** Whether what may be a tag is too long to know. */
    private boolean tag(byte[] text, int at, int to) {
        int next = at + 1 < to && text[at + 1] == '/' ? at + 2 : at + 1;
        if (next >= to || (text[next] >= 0 && LATIN[text[next]] == 0)) {
            return false;
        }
        for (int end = next; end < to && text[end] != '<'; end++) {
            if (end - at > LONGEST_TAG) {
                return true;
            }
            if (text[end] == '>') {
                skip(at, end + 1);
                return text[next] < 0;
            }
        }
        return false;
    }

    private void skip(int from, int to) {
        if (from >= behind) {
            skipped += to - from - 1;
            behind = to;
        }
    }

    /** Whether a long run of letters may be another text that was packed. */
    private boolean unpacks(byte[] text, int from, int to) {
        for (int at = from; at < to; at++) {
            boolean word = (text[at] >= 'a' && text[at] <= 'z') || text[at] == '-' || text[at] == '_' || text[at] == '/';
            if (!word) {
                return true;
            }
        }
        List<String> others = new ArrayList<>(0);
        Disguises.unpack(new String(text, from, to - from, StandardCharsets.US_ASCII), others);
        return others.stream().anyMatch(other -> !entities.in(other).isEmpty());
    }

    private static boolean hex(byte character) {
        return Character.digit(character, 16) >= 0;
    }
}
