package dev.understudy.odoo.mask;

import java.text.Normalizer;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Letters that HTML writes as entities. */
final class HtmlLetters {

    private static final Pattern NUMBERED = Pattern.compile("&#(?:([0-9]{1,7})|[xX]([0-9a-fA-F]{1,6}));");
    private static final Pattern NAMED =
            Pattern.compile("&([A-Za-z])(acute|grave|circ|tilde|uml|cedil|ring|caron|ogon|slash|strok);");

    private static final String BLANK = "&(?:nbsp|ensp|emsp|thinsp|#160|#8239|#[xX](?:[aA]0|202[fF]));";
    private static final Pattern BLANKS = Pattern.compile(BLANK);
    private static final Pattern MARKED = Pattern.compile("(" + BLANK
            + ")|</?[a-zA-Z][^<>]{0,4000}>|&(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});");

    /** The marks that Unicode combines with a letter, in the order of the names. */
    private static final List<String> NAMES =
            List.of("acute", "grave", "circ", "tilde", "uml", "cedil", "ring", "caron", "ogon");

    private static final String MARKS = "\u0301\u0300\u0302\u0303\u0308\u0327\u030a\u030c\u0328";

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
        Matcher markup = MARKED.matcher(text);
        StringBuilder blanked = null;
        while (markup.find()) {
            blanked = blanked == null ? new StringBuilder(text) : blanked;
            blanked.setCharAt(markup.start(), markup.group(1) == null ? '|' : ' ');
            for (int at = markup.start() + 1; at < markup.end(); at++) {
                blanked.setCharAt(at, NumberScanner.NOTHING);
            }
        }
        return blanked == null ? text : blanked.toString();
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
        String numbered = NUMBERED.matcher(text).replaceAll(found -> {
            int code = found.group(1) != null ? Integer.parseInt(found.group(1)) : Integer.parseInt(found.group(2), 16);
            boolean readable =
                    Character.isLetterOrDigit(code) || code == '@' || code == '.' || code == '-' || code == ' ';
            return Matcher.quoteReplacement(
                    readable && Character.isValidCodePoint(code) ? Character.toString(code) : found.group());
        });
        return NAMED.matcher(numbered.replace("&szlig;", "ß")).replaceAll(found -> {
            int mark = NAMES.indexOf(found.group(2));
            return Matcher.quoteReplacement(mark < 0 ? found.group(1) : composed(found.group(1) + MARKS.charAt(mark)));
        });
    }

    /** Whether a letter may be written so: most texts have no others than blanks and ampersands. */
    private static boolean lettered(String text) {
        for (int at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1)) {
            if (!markup(text, at + 1)) {
                return true;
            }
        }
        return false;
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
