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

    /** Entities that are no letters, and part what is filled. */
    private static final byte[][] PARTING = {ascii("&amp;"), ascii("&lt;"), ascii("&gt;"), ascii("&quot;")};

    /** Said of a part that has to be looked at more closely. */
    private static final int CLOSER = -1;

    private static final int TAGS = 1 << 15;
    private static final int MOST_TAGS = 10_000;

    private final TextMask text;
    private final HtmlMask html;
    private final Fillers fillers;
    private final LatelyKnown lately;
    private final @Nullable Tag[] tags = new Tag[TAGS];
    private int remembered;
    private long draw;

    QuickMask(TextMask text, HtmlMask html) {
        this.text = text;
        this.html = html;
        this.fillers = text.fillers();
        this.lately = text.lately();
    }

    /**
     * A tag that becomes always the same.
     *
     * @param inner between its brackets
     * @param by what stands in place of it, its end left out
     */
    private record Tag(byte[] inner, byte[] by) {

        boolean is(byte[] html, int from, int to) {
            return Arrays.equals(inner, 0, inner.length, html, from, to);
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
            masked.add(known.by());
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
        HtmlMask.Drawn tag = html.tag(new String(from, start, end - start, StandardCharsets.UTF_8), draw);
        if (tag.hollow()) {
            return false;
        }
        draw = tag.draw();
        byte[] by = tag.by().getBytes(StandardCharsets.UTF_8);
        if (tag.always() && (tags[place] != null || remembered < MOST_TAGS)) {
            remembered += tags[place] == null ? 1 : 0;
            tags[place] = new Tag(Arrays.copyOfRange(from, start, end), by);
        }
        masked.add(by);
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
        HtmlMask.Drawn words = html.words(new String(from, start, end - start, StandardCharsets.UTF_8), drawn);
        draw = words.draw();
        masked.add(words.by());
        return end;
    }

    /** Adds what becomes of words, up to the end or the next tag, and says where that is. */
    private int prose(byte[] from, int start, int stop, long drawn, Utf8Text masked, boolean markup) {
        long own = drawn;
        int piece = start;
        int figures = 0;
        boolean spaced = false;
        boolean parted = false;
        int at = start;
        while (at < stop) {
            int character = from[at];
            if (character < 0 ? letter(from, at, stop) == 0 : LATIN[character] == 0) {
                if (character < 0) {
                    int sign = sign(from, at, stop);
                    spaced |= sign == 2 && from[at + 1] == (byte) 0xA0;
                    if (sign == 0 || (spaced && parted)) {
                        return CLOSER;
                    }
                    masked.add(from, at, at + sign);
                    at += sign;
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
                continue;
            }
            int begin = at;
            char first = 0;
            int letters = 0;
            int digits = 0;
            long hash = 0;
            while (at < stop) {
                int next = from[at];
                int size = 1;
                if (next < 0) {
                    next = letter(from, at, stop);
                    size = 2;
                }
                char folded = LATIN[next];
                if (folded == 0 || next == 0) {
                    break;
                }
                first = begin == at ? (char) next : first;
                if (next <= '9') {
                    digits++;
                } else {
                    letters++;
                }
                hash = WordScanner.letter(hash, folded);
                at += size;
            }
            figures += digits;
            long fingerprint = WordScanner.mixed(hash);
            int is = lately.of(fingerprint);
            if ((is & LatelyKnown.KEPT) != 0 || figures >= NumberScanner.LEAST) {
                return CLOSER;
            }
            boolean dotted = begin - piece > 1 && from[begin - 1] == '.';
            if (digits == 0 && is == 0 && !dotted) {
                own = Fillers.next(own);
                fillers.append(from, begin, at, letters, first, own, masked);
            } else if (letters == 0) {
                masked.add(from, begin, at);
            } else {
                String word = new String(from, begin, at - begin, StandardCharsets.UTF_8);
                if (dotted && TextMask.endsAFile(word)) {
                    masked.add(from, begin, at);
                } else if (digits == 0 && is == 0) {
                    own = Fillers.next(own);
                    fillers.append(from, begin, at, letters, first, own, masked);
                } else {
                    masked.add(text.own(word, letters, digits, fingerprint));
                }
            }
        }
        return at;
    }

    /** The Latin letter of two bytes that stands at a place; 0 for another character. */
    static int letter(byte[] from, int at, int stop) {
        int lead = from[at] & 0xFF;
        if (lead < 0xC2 || lead > 0xC9 || at + 1 >= stop) {
            return 0;
        }
        int code = (lead & 0x1F) << 6 | from[at + 1] & 0x3F;
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
                return entity.length;
            }
        }
        return 0;
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
