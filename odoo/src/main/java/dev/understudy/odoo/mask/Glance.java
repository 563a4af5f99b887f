package dev.understudy.odoo.mask;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A quick look at the bytes of a text, which may hold somebody's value or does not. It is right whenever it says no: then no word of it
 * begins a known name that goes on so, neither with its tags nor without; no run of digits, however far apart, ends as a known number;
 * and nothing in it is another text in disguise. Whatever it does not understand, it leaves to a closer look. Not to be shared by threads,
 * nor used while names are added.
 */
final class Glance {

    private static final char[] LATIN = WordScanner.latin();

    /** Bytes between two digits of one number: three characters of three bytes each, and some more. */
    private static final int APART = 12;

    /** Bytes of a tag; a longer one is looked at more closely. */
    private static final int LONGEST_TAG = 3_900;

    /** Letters that something may be packed into. */
    private static final int PACKED = 12;

    private static final int FIRST = 1 << 10;
    private static final int REMEMBERED = 10_000;

    private static final List<byte[]> ENTITIES = bytes("&nbsp;", "&amp;", "&lt;", "&gt;", "&quot;", "&apos;");
    private static final byte[] AMPERSAND = bytes("&amp;").getFirst();

    /** Tags that do not end a word. */
    private static final Set<String> WITHIN_WORDS = Set.of(
            "a", "abbr", "b", "big", "code", "em", "font", "i", "mark", "s", "small", "span", "strong", "sub", "sup",
            "tt", "u", "wbr");

    private static final byte LETTER = 1;
    private static final byte DIGIT = 2;
    private static final byte PACKING = 3;
    private static final byte SPECIAL = 4;

    /** What the signs of ASCII may be part of; zero for those that part all. */
    private static final byte[] SIGNS = new byte[128];

    static {
        for (int sign = 0; sign < SIGNS.length; sign++) {
            boolean special = "\\%&<=".indexOf(sign) >= 0 || sign == 0;
            boolean packing = "+/-_".indexOf(sign) >= 0;
            SIGNS[sign] = LATIN[sign] != 0 ? sign <= '9' ? DIGIT : LETTER : special ? SPECIAL : packing ? PACKING : 0;
        }
    }

    private final Entities entities;
    private final Known known;
    private final ReadWords lately = new ReadWords();
    private final Set<String> harmless = new HashSet<>();
    private final Digits all = new Digits();
    private final Digits untagged = new Digits();
    private long[] words = new long[FIRST];
    private boolean[] inTags = new boolean[FIRST];
    private int size;
    private boolean begun;

    /** Where the tag or entity ends that is read; a place before when none is. */
    private int behind;

    /** Bytes of tags and entities. */
    private int skipped;

    /** Where a tag ends that may stand within a word. */
    private int seam;

    /** Where a run of letters begins that something may be packed into. */
    private int packed;

    Glance(Entities entities) {
        this.entities = entities;
        this.known = entities.known();
    }

    private static List<byte[]> bytes(String... texts) {
        return Stream.of(texts)
                .map(text -> text.getBytes(StandardCharsets.US_ASCII))
                .toList();
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
        boolean end(int digit, int at) {
            count = at - place > APART ? 1 : count + 1;
            place = at;
            last = last << 4 | digit;
            return count >= NumberScanner.LEAST && known.endsANumber(last, Math.min(count, Known.TAIL));
        }
    }

    /** Whether somebody's value may stand in a text in UTF-8. */
    boolean mayHold(byte[] text, int from, int to) {
        if (known.isEmpty()) {
            return false;
        }
        size = 0;
        begun = false;
        behind = from;
        skipped = 0;
        seam = -1;
        packed = from;
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

    private boolean read(byte[] text, int from, int to) {
        int at = from;
        while (at < to) {
            int character = text[at];
            byte sign = character < 0 ? SPECIAL : SIGNS[character];
            if (sign == LETTER || sign == DIGIT || (character < 0 && QuickMask.letter(text, at, to) != 0)) {
                at = word(text, at, to);
                if (at < 0) {
                    return true;
                }
            } else if (sign == PACKING) {
                at++;
            } else {
                int length = character < 0 ? QuickMask.sign(text, at, to) : 1;
                if (length == 0 || unpacks(text, at)) {
                    return true;
                }
                packed = at + length;
                if (sign == SPECIAL && character >= 0 && special(text, at, to)) {
                    return true;
                }
                at += length;
            }
        }
        return unpacks(text, to);
    }

    /** Reads a word, and says where it ends; -1 where it may end somebody's number, or what is packed. */
    private int word(byte[] text, int from, int to) {
        int at = from;
        boolean plain = true;
        while (at < to) {
            int character = text[at];
            if (character >= 0) {
                byte sign = SIGNS[character];
                if (sign != LETTER) {
                    if (sign != DIGIT) {
                        break;
                    }
                    plain = false;
                }
                at++;
            } else if (QuickMask.letter(text, at, to) != 0) {
                plain = false;
                at += 2;
            } else {
                break;
            }
        }
        if (!plain && odd(text, from, at)) {
            return -1;
        }
        add(text, from, at);
        return at;
    }

    /** Whether the digits of a word may end somebody's number, or its letters what is packed. */
    private boolean odd(byte[] text, int from, int to) {
        for (int at = from; at < to; at++) {
            int character = text[at];
            if (character < 0) {
                if (unpacks(text, at)) {
                    return true;
                }
                at++;
                packed = at + 1;
            } else if (SIGNS[character] == DIGIT && digit(character - '0', at)) {
                return true;
            }
        }
        return false;
    }

    private boolean digit(int digit, int at) {
        return all.end(digit, at) || (at >= behind && untagged.end(digit, at - skipped) && skipped > 0);
    }

    private void add(byte[] text, int from, int to) {
        if (size == words.length) {
            words = Arrays.copyOf(words, size * 2);
            inTags = Arrays.copyOf(inTags, size * 2);
        }
        // Numbers hardly come again.
        boolean shorter = to - from <= ReadWords.LONGEST && (text[from] < 0 || SIGNS[text[from]] == LETTER);
        if (!shorter || !lately.find(text, from, to)) {
            long hash = 0;
            for (int at = from; at < to; at++) {
                int character = text[at] < 0 ? QuickMask.letter(text, at++, to) : text[at];
                hash = WordScanner.letter(hash, LATIN[character]);
            }
            long word = WordScanner.mixed(hash);
            boolean begins = known.beginsAName(word);
            if (shorter) {
                lately.put(word, begins ? 1 : 0);
            }
            words[size] = word;
            begun |= begins;
        } else {
            words[size] = lately.first();
            begun |= lately.second() != 0;
        }
        inTags[size++] = from < behind;
    }

    /** Whether a sign may begin a disguise; goes behind tags and entities, of which a text may be freed. */
    private boolean special(byte[] text, int at, int to) {
        return switch (text[at]) {
            case '%' -> code(text, at, to) >= 0;
            case '=' -> quoted(text, at, to);
            case '&' -> entity(text, at, to);
            case '<' -> at >= behind && tag(text, at, to);
            default -> true;
        };
    }

    /** What two digits say that follow a sign; -1 for none. */
    private static int code(byte[] text, int at, int to) {
        int high = at + 2 < to ? Character.digit(text[at + 1], 16) : -1;
        int low = high < 0 ? -1 : Character.digit(text[at + 2], 16);
        return low < 0 ? -1 : high * 16 + low;
    }

    /** Whether a mail's programs may have written so what is no letter of ASCII, or parted a line. */
    private static boolean quoted(byte[] text, int at, int to) {
        int next = at + 1 < to ? text[at + 1] : 0;
        int code = code(text, at, to);
        return next == '\n'
                || next == '\r'
                || next == '?'
                || code > 0x7F
                || (code >= 0 && " .,-=@_".indexOf(code) >= 0);
    }

    /** Whether an entity may be a letter. */
    private boolean entity(byte[] text, int at, int to) {
        for (byte[] entity : ENTITIES) {
            if (QuickMask.begins(entity, text, at, to)) {
                int end = at + entity.length;
                skip(at, end);
                return Arrays.equals(entity, AMPERSAND) && QuickMask.entityOfText(text, end, to);
            }
        }
        return at + 1 >= to || text[at + 1] != ' ';
    }

    /** Whether what may be a tag is too long to know, or parts a word. */
    private boolean tag(byte[] text, int at, int to) {
        int name = at + 1 < to && text[at + 1] == '/' ? at + 2 : at + 1;
        if (name >= to || (text[name] >= 0 && LATIN[text[name]] == 0)) {
            return false;
        }
        for (int end = name; end < to && text[end] != '<'; end++) {
            if (end - at > LONGEST_TAG) {
                return true;
            }
            if (text[end] == '>') {
                skip(at, end + 1);
                return text[name] < 0 || parts(text, at, name, end + 1, to);
            }
        }
        return false;
    }

    /** Whether a tag stands within a word, or several in a row. */
    private boolean parts(byte[] text, int at, int name, int end, int to) {
        boolean within = seam == at || (at > 0 && ofWord(text[at - 1]));
        if (!within || !withinWords(text, name, end)) {
            return false;
        }
        seam = end;
        return end < to && ofWord(text[end]);
    }

    private static boolean ofWord(byte character) {
        return character < 0 || LATIN[character] != 0;
    }

    private static boolean withinWords(byte[] text, int name, int to) {
        int end = name;
        while (end < to && text[end] >= 0 && SIGNS[text[end]] == LETTER) {
            end++;
        }
        return WITHIN_WORDS.contains(
                new String(text, name, end - name, StandardCharsets.US_ASCII).toLowerCase(Locale.ROOT));
    }

    private void skip(int from, int to) {
        if (from >= behind) {
            skipped += to - from - 1;
            behind = to;
        }
    }

    /** Whether a run of letters that ends at a place may be another text that was packed. */
    private boolean unpacks(byte[] text, int end) {
        if (end - packed < PACKED) {
            return false;
        }
        for (int at = packed; at < end; at++) {
            byte letter = text[at];
            boolean ofWord = (letter >= 'a' && letter <= 'z')
                    || letter == '-'
                    || letter == '_'
                    || letter == '/'
                    || (at == packed && letter >= 'A' && letter <= 'Z');
            if (!ofWord) {
                return true;
            }
        }
        // A word of a text, most likely: of what is packed, hardly a line has no capital letter and no digit.
        String run = new String(text, packed, end - packed, StandardCharsets.US_ASCII);
        if (harmless.contains(run)) {
            return false;
        }
        boolean somebodys =
                Disguises.of(run).stream().anyMatch(other -> !entities.in(other).isEmpty());
        if (!somebodys && harmless.size() < REMEMBERED) {
            harmless.add(run);
        }
        return somebodys;
    }
}
