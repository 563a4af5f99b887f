package dev.understudy.odoo.mask;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Fills texts and HTML as their bytes, from one end to the other: what {@link TextMask} and {@link HtmlMask} make of them, many times
 * as fast. It knows words, the most frequent signs and tags; a part in which anything else stands (an address, a link, a long number, a
 * name that is kept, another script) is handed to these.
 */
final class QuickMask {

    private static final char[] LATIN = WordScanner.latin();
    private static final byte[] BLANK = ascii("&nbsp;");
    private static final byte[] COMMENT = ascii("<!--");
    private static final byte[] END_OF_COMMENT = ascii("-->");
    private static final byte[] NO_COMMENT = ascii("<!-- -->");

    private static final byte[] AMPERSAND = ascii("&amp;");

    /** Entities that are no letters, and part what is filled. */
    private static final byte[][] PARTING = {AMPERSAND, ascii("&lt;"), ascii("&gt;"), ascii("&quot;")};

    /** Said of a part that has to be looked at more closely. */
    private static final int CLOSER = -1;

    private static final int TAGS = 1 << 15;
    private static final int MOST_TAGS = 10_000;

    /** What is remembered of a word: that a closer look at all is needed, that a filler stands for it, or how long what does is. */
    private static final long KEPT = 1L << 60;

    private static final long FILLED = 1L << 61;
    private static final int MADE = 56;
    private static final int DIGITS = 48;
    private static final int LONGEST_MADE = 14;

    /** Signs of ASCII: those of words, those that part them, and those that ask for a closer look. */
    private static final byte[] SIGNS = new byte[128];

    private static final byte OF_WORD = 1;
    private static final byte DIGIT = 2;
    private static final byte SPECIAL = 3;

    static {
        for (int sign = 0; sign < SIGNS.length; sign++) {
            boolean special = "<&@:".indexOf(sign) >= 0 || sign == 0;
            SIGNS[sign] = special ? SPECIAL : LATIN[sign] == 0 ? 0 : sign <= '9' ? DIGIT : OF_WORD;
        }
    }

    private final TextMask text;
    private final HtmlMask html;
    private final Fillers fillers;
    private final LatelyKnown lately;
    private final @Nullable Tag[] tags = new Tag[TAGS];
    private final ReadWords words = new ReadWords();
    private int remembered;
    private long draw;
    private long own;

    QuickMask(TextMask text, HtmlMask html) {
        this.text = text;
        this.html = html;
        this.fillers = text.fillers();
        this.lately = text.lately();
    }

    /** A tag that becomes always the same: between its brackets, and what stands in place of it, its end left out. */
    private static final class Tag {

        private final byte[] was;
        private final byte[] by;

        private Tag(byte[] was, byte[] by) {
            this.was = was;
            this.by = by;
        }

        static Tag of(byte[] text, int from, int to, String by) {
            return new Tag(Arrays.copyOfRange(text, from, to), by.getBytes(StandardCharsets.UTF_8));
        }

        boolean is(byte[] text, int from, int to) {
            return Arrays.equals(was, 0, was.length, text, from, to);
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Adds what becomes of a text without markup; false when it needs a closer look, and anything may be added then. */
    boolean text(byte[] from, int start, int stop, Utf8Text masked) {
        draw = text.draw(from, start, stop);
        return prose(from, start, stop, draw, masked, false) == stop;
    }

    /** The same for HTML. */
    boolean html(byte[] from, int start, int stop, Utf8Text masked) {
        draw = text.draw(from, start, stop);
        int at = start;
        while (at < stop && at != CLOSER) {
            if (!tag(from, at, stop)) {
                at = words(from, at, stop, masked);
            } else if (begins(COMMENT, from, at, stop)) {
                masked.add(NO_COMMENT);
                int end = find(END_OF_COMMENT, from, at + COMMENT.length, stop);
                at = end < 0 ? stop : end + END_OF_COMMENT.length;
            } else {
                at = element(from, at, stop, masked);
            }
        }
        return at != CLOSER;
    }

    /** Whether a tag or a comment begins at a place. */
    private static boolean tag(byte[] html, int at, int stop) {
        if (html[at] != '<' || at + 1 >= stop) {
            return false;
        }
        int next = html[at + 1];
        return next == '/' || next == '!' || (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
    }

    static boolean begins(byte[] beginning, byte[] text, int at, int stop) {
        return stop - at >= beginning.length
                && Arrays.equals(beginning, 0, beginning.length, text, at, at + beginning.length);
    }

    private static int find(byte[] sought, byte[] text, int from, int stop) {
        for (int at = from; at <= stop - sought.length; at++) {
            if (begins(sought, text, at, stop)) {
                return at;
            }
        }
        return -1;
    }

    /** Adds a tag, and says where it ends. */
    private int element(byte[] from, int start, int stop, Utf8Text masked) {
        long hash = 0;
        byte quote = 0;
        int end = start + 1;
        for (; end < stop; end++) {
            byte character = from[end];
            if (quote != 0) {
                quote = character == quote ? 0 : quote;
            } else if (character == '>') {
                break;
            } else if ((character == '"' || character == '\'') && from[end - 1] == '=') {
                quote = character;
            }
            hash = (hash ^ character) * 0x9E3779B97F4A7C15L;
        }
        int place = (int) (hash >>> 40) & (TAGS - 1);
        Tag known = tags[place];
        if (known != null && known.is(from, start + 1, end)) {
            masked.add(known.by);
        } else if (!made(from, start + 1, end, place, masked)) {
            return CLOSER;
        }
        if (end < stop) {
            masked.add((byte) '>');
        }
        return Math.min(end + 1, stop);
    }

    /** Adds a tag that came for the first time; not one of which nothing is left until it is closed. */
    private boolean made(byte[] from, int start, int end, int place, Utf8Text masked) {
        HtmlMask.Drawn drawn = html.tag(text(from, start, end), draw);
        if (drawn.hollow()) {
            return false;
        }
        draw = drawn.draw();
        Tag made = Tag.of(from, start, end, drawn.by());
        if (drawn.always() && (tags[place] != null || remembered < MOST_TAGS)) {
            remembered += tags[place] == null ? 1 : 0;
            tags[place] = made;
        }
        masked.add(made.by);
        return true;
    }

    /** Adds what stands before the next tag, and says where that begins. */
    private int words(byte[] from, int start, int stop, Utf8Text masked) {
        int before = masked.length();
        long drawn = draw;
        draw = Fillers.next(draw);
        int at = prose(from, start, stop, draw, masked, true);
        if (at != CLOSER) {
            return at;
        }
        masked.cut(before);
        int end = start;
        while (end < stop && !tag(from, end, stop)) {
            end++;
        }
        HtmlMask.Drawn words = html.words(text(from, start, end), drawn);
        draw = words.draw();
        masked.add(words.by());
        return end;
    }

    /** Adds what becomes of words, up to the end or the next tag, and says where that is. */
    private int prose(byte[] from, int start, int stop, long drawn, Utf8Text masked, boolean markup) {
        own = drawn;
        int piece = start;
        int figures = 0;
        boolean spaced = false;
        boolean parted = false;
        int at = start;
        while (at < stop) {
            int character = from[at];
            byte sign = character < 0 ? (letter(from, at, stop) == 0 ? SPECIAL : OF_WORD) : SIGNS[character];
            if (sign == 0) {
                masked.add((byte) character);
                at++;
            } else if (sign != SPECIAL) {
                int end = word(from, at, stop);
                int digits = word(from, at, end, at - piece, masked);
                figures += digits;
                if (digits < 0 || figures >= NumberScanner.LEAST) {
                    return CLOSER;
                }
                at = end;
            } else if (character < 0) {
                int size = sign(from, at, stop);
                spaced |= size == 2 && from[at + 1] == (byte) 0xA0;
                if (size == 0 || (spaced && parted)) {
                    return CLOSER;
                }
                masked.add(from, at, at + size);
                at += size;
            } else if (character == '<' && markup && tag(from, at, stop)) {
                return at;
            } else if (character == '&' && markup) {
                parted = true;
                int entity = entity(from, at, stop);
                if (entity == 0 || spaced) {
                    return CLOSER;
                }
                masked.add(from, at, at + entity);
                at += entity;
                if (entity != BLANK.length || !begins(BLANK, from, at - entity, stop)) {
                    draw = Fillers.next(draw);
                    own = draw;
                    piece = at;
                }
            } else if (closer(from, at, stop)) {
                return CLOSER;
            } else {
                masked.add((byte) character);
                at++;
            }
        }
        return at;
    }

    /** Where the word ends that begins at a place. */
    private static int word(byte[] from, int start, int stop) {
        int at = start;
        while (at < stop) {
            int character = from[at];
            if (character < 0) {
                if (letter(from, at, stop) == 0) {
                    break;
                }
                at++;
            } else if (LATIN[character] == 0) {
                break;
            }
            at++;
        }
        return at;
    }

    /** Adds what becomes of a word, and says how many digits it has; {@link #CLOSER} for one that may be of a name that is kept. */
    private int word(byte[] from, int start, int end, int before, Utf8Text masked) {
        boolean dotted = before > 1 && from[start - 1] == '.';
        boolean plain = !dotted && end - start <= ReadWords.LONGEST && SIGNS[from[start] & 0x7F] != DIGIT;
        if (plain && words.find(from, start, end)) {
            long first = words.first();
            long second = words.second();
            if ((second & FILLED) != 0) {
                own = Fillers.next(own);
                fillers.append(from, start, end, (int) second & 0xFFFF, (char) first, own, masked);
            } else if ((second & KEPT) != 0) {
                return CLOSER;
            } else {
                masked.add(first, second & (1L << DIGITS) - 1, (int) (second >>> MADE) & 0xF);
            }
            return (int) (second >>> DIGITS) & 0xF;
        }
        return read(from, start, end, dotted, plain, masked);
    }

    /** The same for one that did not come lately. */
    private int read(byte[] from, int start, int end, boolean dotted, boolean plain, Utf8Text masked) {
        char first = 0;
        int length = 0;
        int digits = 0;
        long hash = 0;
        for (int at = start; at < end; at++) {
            int character = from[at] < 0 ? letter(from, at++, end) : from[at];
            first = length++ == 0 ? (char) character : first;
            digits += character >= '0' && character <= '9' ? 1 : 0;
            hash = WordScanner.letter(hash, LATIN[character]);
        }
        int letters = length - digits;
        long fingerprint = WordScanner.mixed(hash);
        int is = lately.of(fingerprint);
        if ((is & LatelyKnown.KEPT) != 0) {
            if (plain) {
                words.put(0, KEPT);
            }
            return CLOSER;
        }
        if (letters == 0 || (dotted && TextMask.endsAFile(text(from, start, end)))) {
            masked.add(from, start, end);
        } else if (digits == 0 && is == 0) {
            own = Fillers.next(own);
            fillers.append(from, start, end, length, first, own, masked);
            if (plain) {
                words.put(first, FILLED | length);
            }
        } else {
            byte[] made = text.own(text(from, start, end), letters, digits, fingerprint)
                    .getBytes(StandardCharsets.UTF_8);
            masked.add(made);
            if (plain && made.length <= LONGEST_MADE && digits < NumberScanner.LEAST) {
                words.put(
                        Utf8Text.packed(made, 0),
                        Utf8Text.packed(made, Long.BYTES) | (long) made.length << MADE | (long) digits << DIGITS);
            }
        }
        return digits;
    }

    private static String text(byte[] from, int start, int end) {
        return new String(from, start, end - start, StandardCharsets.UTF_8);
    }

    /** The Latin letter of two bytes that stands at a place; 0 for another character. */
    static int letter(byte[] from, int at, int stop) {
        int lead = from[at] & 0xFF;
        if (lead < 0xC2 || lead > 0xC9 || at + 1 >= stop) {
            return 0;
        }
        int code = ((lead & 0x1F) << 6) | (from[at + 1] & 0x3F);
        return code < WordScanner.LATIN_END && LATIN[code] != 0 ? code : 0;
    }

    /** The bytes of a sign beyond ASCII that parts words, and is nothing else; 0 for any other character. */
    static int sign(byte[] from, int at, int stop) {
        int lead = from[at] & 0xFF;
        int next = at + 1 < stop ? from[at + 1] & 0xFF : 0;
        if (lead == 0xC2) {
            return next >= 0xA0 && next != 0xAD ? 2 : 0;
        }
        if (lead == 0xC3 || lead != 0xE2 || at + 2 >= stop) {
            return lead == 0xC3 ? 2 : 0;
        }
        int last = from[at + 2] & 0xFF;
        boolean quote = next == 0x80 && last >= 0x93 && last <= 0xA6 && last != 0x95 && last != 0x96 && last != 0x97;
        boolean euro = next == 0x82 && last == 0xAC;
        return quote || euro ? 3 : 0;
    }

    private static int entity(byte[] from, int at, int stop) {
        if (begins(BLANK, from, at, stop)) {
            return BLANK.length;
        }
        for (byte[] entity : PARTING) {
            if (begins(entity, from, at, stop)) {
                return begins(AMPERSAND, from, at, stop) && entityOfText(from, at + entity.length, stop)
                        ? 0
                        : entity.length;
            }
        }
        return 0;
    }

    /** Whether what follows an ampersand is an entity when it is read once more. */
    static boolean entityOfText(byte[] text, int from, int stop) {
        if (from < stop && text[from] == '#') {
            return true;
        }
        int at = from;
        while (at < stop && text[at] >= 0 && SIGNS[text[at]] == OF_WORD) {
            at++;
        }
        return at > from && at < stop && text[at] == ';';
    }

    /** Whether a sign of ASCII is part of more than a sentence. */
    private static boolean closer(byte[] from, int at, int stop) {
        return switch (from[at]) {
            case '@', '<', '&', 0 -> true;
            case ':' -> at + 2 < stop && from[at + 1] == '/' && from[at + 2] == '/';
            default -> false;
        };
    }
}
