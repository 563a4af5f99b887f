package dev.understudy.odoo.mask;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Letters that HTML writes as entities. */
final class HtmlLetters {

    private static final Pattern NUMBERED = Pattern.compile("&#(?:([0-9]{1,7})|[xX]([0-9a-fA-F]{1,6}));");
    private static final Pattern NAMED =
            Pattern.compile("&([A-Za-z])(acute|grave|circ|tilde|uml|cedil|ring|caron|ogon|slash|strok);?");
    private static final Pattern OTHER = Pattern.compile("&([A-Za-z]{2,16});");
    private static final Pattern TWICE = Pattern.compile("&amp;(?=#[0-9xX]|[A-Za-z]{2,16};)");

    private static final Pattern BLANKS =
            Pattern.compile("&(?:nbsp|ensp|emsp|thinsp|#160|#8239|#[xX](?:[aA]0|202[fF]));");
    private static final int LONGEST_TAG = 4_000;
    private static final int LONGEST_ENTITY = 32;

    /** The marks that Unicode combines with a letter, in the order of the names. */
    private static final List<String> NAMES =
            List.of("acute", "grave", "circ", "tilde", "uml", "cedil", "ring", "caron", "ogon");

    private static final String MARKS = "\u0301\u0300\u0302\u0303\u0308\u0327\u030a\u030c\u0328";

    /** Letters that are no other with a mark, and what nobody sees. */
    private static final Map<String, String> LETTERS = Map.ofEntries(
            Map.entry("szlig", "ß"),
            Map.entry("aelig", "æ"),
            Map.entry("AElig", "Æ"),
            Map.entry("oelig", "œ"),
            Map.entry("OElig", "Œ"),
            Map.entry("eth", "ð"),
            Map.entry("ETH", "Ð"),
            Map.entry("thorn", "þ"),
            Map.entry("THORN", "Þ"),
            Map.entry("inodot", "ı"),
            Map.entry("commat", "@"),
            Map.entry("period", "."),
            Map.entry("lowbar", "_"),
            Map.entry("plus", "+"),
            Map.entry("hyphen", "-"),
            Map.entry("dash", "-"),
            Map.entry("shy", ""),
            Map.entry("zwj", ""),
            Map.entry("zwnj", ""),
            Map.entry("lrm", ""),
            Map.entry("rlm", ""),
            Map.entry("NoBreak", ""),
            Map.entry("ZeroWidthSpace", ""));

    /** A tag that parts no word. */
    private static final Pattern INLINE = Pattern.compile(
            "</?(?i:a|abbr|b|big|code|em|font|i|mark|s|small|span|strong|sub|sup|tt|u|wbr)(?:\\s[^<>]{0,400})?/?>");

    /** Such tags before a letter. */
    private static final Pattern SEAM = Pattern.compile("(?:" + INLINE.pattern() + ")+(?=[\\p{L}\\p{N}])");

    private static final List<String> MARKUP = List.of("nbsp;", "amp;", "lt;", "gt;", "quot;", "apos;", " ");

    private HtmlLetters() {}

    /**
     * The text with nothing to read in place of its tags and of entities that are no letters, each letter where it was: a name may be
     * parted by them, a number by blanks alone. The same text where there are none.
     */
    static String blanked(String text) {
        if (text.indexOf('<') < 0 && text.indexOf('&') < 0) {
            return text;
        }
        char[] blanked = text.toCharArray();
        boolean any = false;
        for (int at = 0; at < blanked.length; at++) {
            int end = blanked[at] == '<' ? tag(text, at) : blanked[at] == '&' ? entity(text, at) : at;
            if (end > at) {
                boolean blank = blanked[at] == '&'
                        && BLANKS.matcher(text).region(at, end).matches();
                Arrays.fill(blanked, at, end, NumberScanner.NOTHING);
                blanked[at] = blank ? ' ' : '|';
                at = end - 1;
                any = true;
            }
        }
        return any ? new String(blanked) : text;
    }

    /** The text without tags that part no word, where one stands within a word; the same text where none does. */
    static String seamless(String text) {
        Matcher seam = null;
        for (int at = text.indexOf('<', 1); at > 0; at = text.indexOf('<', at + 1)) {
            if (WordScanner.ofWord(text.charAt(at - 1))) {
                seam = seam == null ? SEAM.matcher(text).useTransparentBounds(true) : seam;
                if (seam.region(at, text.length()).lookingAt()) {
                    return INLINE.matcher(text).replaceAll("");
                }
            }
        }
        return text;
    }

    /** Behind the tag that begins at a place; the place itself when none does. */
    private static int tag(String text, int from) {
        int at = from + (text.startsWith("/", from + 1) ? 2 : 1);
        if (at >= text.length() || !Character.isLetter(text.charAt(at))) {
            return from;
        }
        for (; at < text.length() && at < from + LONGEST_TAG && text.charAt(at) != '<'; at++) {
            if (text.charAt(at) == '>') {
                return at + 1;
            }
        }
        return from;
    }

    private static int entity(String text, int from) {
        int at = from + (text.startsWith("#", from + 1) ? 2 : 1);
        int name = at;
        while (at < text.length() && at < from + LONGEST_ENTITY && WordScanner.ofWord(text.charAt(at))) {
            at++;
        }
        return at > name && at < text.length() && text.charAt(at) == ';' ? at + 1 : from;
    }

    /** The text with its blanks that must not be broken as they are. */
    static String spaced(String text) {
        return BLANKS.matcher(text).replaceAll("\u00a0");
    }

    /** The text with its letters, digits and at signs as they are; markup's own characters stay entities. */
    static String decoded(String text) {
        if (!lettered(text)) {
            return text;
        }
        String once = text.contains("&amp;") ? TWICE.matcher(text).replaceAll("&") : text;
        String numbered = NUMBERED.matcher(once).replaceAll(found -> {
            int code = found.group(1) != null ? Integer.parseInt(found.group(1)) : Integer.parseInt(found.group(2), 16);
            boolean readable = Character.isLetterOrDigit(code)
                    || code == '@'
                    || code == '.'
                    || code == '-'
                    || code == ' '
                    || code == '+';
            return Unseen.unseen(code)
                    ? ""
                    : Matcher.quoteReplacement(
                            readable && Character.isValidCodePoint(code) ? Character.toString(code) : found.group());
        });
        String marked = NAMED.matcher(numbered).replaceAll(found -> {
            int mark = NAMES.indexOf(found.group(2));
            return Matcher.quoteReplacement(mark < 0 ? found.group(1) : composed(found.group(1) + MARKS.charAt(mark)));
        });
        return OTHER.matcher(marked)
                .replaceAll(found -> Matcher.quoteReplacement(LETTERS.getOrDefault(found.group(1), found.group())));
    }

    /** Whether a letter may be written so: most texts have no others than blanks and ampersands. */
    private static boolean lettered(String text) {
        for (int at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1)) {
            if (!markup(text, at + 1) || twice(text, at + 1)) {
                return true;
            }
        }
        return false;
    }

    /** Whether an entity is written as text. */
    private static boolean twice(String text, int at) {
        return text.startsWith("amp;", at)
                && TWICE.matcher(text)
                        .useTransparentBounds(true)
                        .region(at - 1, text.length())
                        .lookingAt();
    }

    private static boolean markup(String text, int at) {
        for (String own : MARKUP) {
            if (text.startsWith(own, at)) {
                return true;
            }
        }
        return false;
    }

    private static String composed(String letter) {
        return Normalizer.normalize(letter, Normalizer.Form.NFC);
    }
}
