package dev.understudy.odoo.mask;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of HTML becomes another, its markup stays byte for byte, broken or not: a parser would mend it. Comments, scripts
 * and styles lose what is in them, attributes that people read are masked, links to records stay.
 */
final class HtmlMask {

    private static final Set<String> MARKUP = Set.of(
            "class",
            "id",
            "style",
            "width",
            "height",
            "border",
            "align",
            "valign",
            "bgcolor",
            "color",
            "face",
            "size",
            "colspan",
            "rowspan",
            "cellpadding",
            "cellspacing",
            "target",
            "rel",
            "type",
            "role",
            "dir",
            "lang",
            "start",
            "contenteditable");
    private static final Pattern ATTRIBUTE =
            Pattern.compile("([^\\s=/>\"']+)(?:(\\s*=\\s*)(\"[^\"]*\"|'[^']*'|[^\\s>]*))?");
    private static final Pattern ENTITY =
            Pattern.compile("&(?:[a-zA-Z][a-zA-Z0-9]{1,30}|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});");
    private static final String BLANK = "&nbsp;";
    private static final Pattern AMPERSAND = Pattern.compile("&(?!(?:[a-zA-Z]|#))");
    private static final Pattern INNER = Pattern.compile("(?:#|/(?:web|odoo|mail|my|report)\\b).*", Pattern.DOTALL);
    private static final Pattern SECRET =
            Pattern.compile("(?i)((?:access_)?token|signature|hash|key|pid|auth_login)=([^&\"'\\s]+)");
    private static final Pattern HOLLOW = Pattern.compile("(?i)(script|style)");
    private static final String PIXEL = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==";

    private static final int REMEMBERED = 10_000;
    private static final int LONGEST_TAG = 200;

    private final Set<String> nobodys = new HashSet<>();
    private final Map<String, Tag> tags = new HashMap<>();
    private final TextMask text;
    private long draw;
    private final Entities entities;
    private final UnaryOperator<String> secrets;
    private final UnaryOperator<String> phones;

    HtmlMask(TextMask text, Entities entities, UnaryOperator<String> secrets, UnaryOperator<String> phones) {
        this.text = text;
        this.entities = entities;
        this.secrets = secrets;
        this.phones = phones;
    }

    /**
     * What stands in place of a tag, without its end.
     *
     * @param hollow what ends that of which nothing is left, in lower case; empty for others
     */
    private record Tag(String by, String hollow) {}

    /**
     * What a part of a page becomes.
     *
     * @param draw from what the next part is drawn
     * @param always whether it becomes the same everywhere
     * @param hollow whether nothing is left of what follows
     */
    record Drawn(String by, long draw, boolean always, boolean hollow) {}

    /** What a tag becomes, drawn from what stands before it. */
    Drawn tag(String inner, long from) {
        draw = from;
        Tag tag = tags.get(inner);
        if (tag == null) {
            tag = made(inner);
        }
        boolean always = tags.get(inner) != null;
        return new Drawn(tag.by(), draw, always, !tag.hollow().isEmpty());
    }

    /** The same for what stands between two tags. */
    Drawn words(String part, long from) {
        draw = from;
        return new Drawn(words(part), draw, false, false);
    }

    String of(String html) {
        StringBuilder masked = new StringBuilder(html.length());
        draw = text.draw(html);
        int at = 0;
        while (at < html.length()) {
            int tag = tag(html, at);
            if (tag > at) {
                words(html.substring(at, tag), masked);
            }
            if (tag == html.length()) {
                break;
            }
            at = html.startsWith("<!--", tag) ? comment(html, tag, masked) : element(html, tag, masked);
        }
        return masked.toString();
    }

    /** Where the next tag or comment begins; the end when there is none. */
    private static int tag(String html, int from) {
        for (int at = html.indexOf('<', from); at >= 0; at = html.indexOf('<', at + 1)) {
            char next = at + 1 < html.length() ? html.charAt(at + 1) : ' ';
            if (next == '/' || next == '!' || (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z')) {
                return at;
            }
        }
        return html.length();
    }

    private static int comment(String html, int from, StringBuilder masked) {
        masked.append("<!-- -->");
        int end = html.indexOf("-->", from + 4);
        return end < 0 ? html.length() : end + 3;
    }

    private int element(String html, int from, StringBuilder masked) {
        int end = end(html, from);
        String inner = html.substring(from + 1, Math.min(end, html.length()));
        Tag tag = tags.get(inner);
        if (tag == null) {
            tag = made(inner);
        }
        masked.append(tag.by());
        if (end < html.length()) {
            masked.append('>');
        }
        if (!tag.hollow().isEmpty()) {
            int close = html.toLowerCase(Locale.ROOT).indexOf(tag.hollow(), end);
            return close < 0 ? html.length() : close;
        }
        return Math.min(end + 1, html.length());
    }

    /** What a tag becomes; most of them come again and again. */
    private Tag made(String inner) {
        boolean closing = inner.startsWith("/");
        int named = closing ? 1 : 0;
        int rest = named;
        while (rest < inner.length()
                && (Character.isLetterOrDigit(inner.charAt(rest)) || ":-_!".indexOf(inner.charAt(rest)) >= 0)) {
            rest++;
        }
        String name = inner.substring(named, rest);
        long before = draw;
        StringBuilder made = new StringBuilder(inner.length() + 1).append('<');
        made.append(closing ? "/" : "").append(markups(name) ? name : "span");
        if (name.startsWith("!")) {
            made.append(name.equalsIgnoreCase("!doctype") ? " html" : "");
        } else {
            attributes(inner.substring(rest), made);
        }
        boolean hollow = !closing && HOLLOW.matcher(name).matches() && !inner.endsWith("/");
        Tag tag = new Tag(made.toString(), hollow ? "</" + name.toLowerCase(Locale.ROOT) : "");
        boolean always = before == draw && inner.length() < LONGEST_TAG && tags.size() < REMEMBERED;
        if (always) {
            tags.put(inner, tag);
        }
        return tag;
    }

    /** The place of the bracket that ends a tag, outside of quotes. */
    private static int end(String html, int from) {
        char quote = 0;
        for (int at = from + 1; at < html.length(); at++) {
            char character = html.charAt(at);
            if (quote != 0) {
                quote = character == quote ? 0 : quote;
            } else if (character == '>') {
                return at;
            } else if ((character == '"' || character == '\'') && html.charAt(at - 1) == '=') {
                quote = character;
            }
        }
        return html.length();
    }

    private void attributes(String inner, StringBuilder masked) {
        Matcher attribute = ATTRIBUTE.matcher(inner);
        int done = 0;
        while (attribute.find()) {
            masked.append(inner, done, attribute.start());
            done = attribute.end();
            String name = attribute.group(1);
            masked.append(markups(name) ? name : "data-x");
            if (attribute.group(2) != null) {
                String value = attribute.group(3);
                boolean quoted = value.length() > 1 && (value.startsWith("\"") || value.startsWith("'"));
                String quote = quoted ? value.substring(0, 1) : "";
                String bare = quoted ? value.substring(1, value.length() - 1) : value;
                masked.append(attribute.group(2))
                        .append(quote)
                        .append(value(name.toLowerCase(Locale.ROOT), bare))
                        .append(quote);
            }
        }
        masked.append(inner, done, inner.length());
    }

    private String value(String name, String value) {
        if (name.equals("href") || name.equals("src") || name.equals("action")) {
            return reference(name, value);
        }
        boolean markup = MARKUP.contains(name) || name.startsWith("data-oe-") || name.startsWith("t-");
        if (!markup || value.indexOf('@') >= 0 || value.contains("url(")) {
            return words(value);
        }
        boolean named = name.equals("class") || name.equals("id");
        return nobodys(value) && !(named && tells(value)) ? value : "";
    }

    private String reference(String name, String value) {
        String plain = value.strip().toLowerCase(Locale.ROOT);
        if (plain.startsWith("mailto:") || plain.startsWith("tel:")) {
            String target = value.substring(value.indexOf(':') + 1).replaceFirst("\\?.*$", "");
            String masked = plain.startsWith("tel:") ? phones.apply(target) : text.of(target, TextMask.Mode.NAMES);
            return plain.substring(0, plain.indexOf(':') + 1) + masked;
        }
        if (INNER.matcher(value).matches()) {
            String bare = SECRET.matcher(value)
                    .replaceAll(
                            found -> Matcher.quoteReplacement(found.group(1) + "=" + secrets.apply(found.group(2))));
            return entities.in(HtmlLetters.decoded(bare)).isEmpty() ? bare : "#";
        }
        if (plain.startsWith("data:")) {
            return PIXEL;
        }
        return name.equals("src") || !value.contains("://") ? "#" : words(value);
    }

    /**
     * Whether a name of a tag or an attribute is one: in a page that is broken, text stands where names do, each word by
     * itself, and together they are somebody's.
     */
    private boolean markups(String name) {
        if (MARKUP.contains(name)) {
            return true;
        }
        return !tells(name) && nobodys(name);
    }

    /** Whether a word of a known name stands in a part of markup. */
    private boolean tells(String markup) {
        WordScanner scanner = new WordScanner(HtmlLetters.decoded(markup));
        while (scanner.next()) {
            if (entities.known().isEntity(scanner.fingerprint())) {
                return true;
            }
        }
        return false;
    }

    /** Whether a part of markup names nobody; most of it comes again and again. */
    private boolean nobodys(String markup) {
        if (nobodys.contains(markup)) {
            return true;
        }
        boolean free = entities.in(HtmlLetters.decoded(markup)).isEmpty();
        if (free && nobodys.size() < REMEMBERED) {
            nobodys.add(markup);
        }
        return free;
    }

    private String words(String part) {
        StringBuilder masked = new StringBuilder(part.length() + 16);
        words(part, masked);
        return masked.toString();
    }

    /** What stands between tags, its entities left as they are where nobody is named by them. */
    private void words(String part, StringBuilder masked) {
        if (part.indexOf('&') < 0) {
            prose(part, masked);
            return;
        }
        String decoded = HtmlLetters.spaced(HtmlLetters.decoded(part));
        Matcher entity = ENTITY.matcher(decoded);
        int done = 0;
        while (entity.find()) {
            masked.append(escaped(prose(decoded.substring(done, entity.start()))))
                    .append(decoded, entity.start(), entity.end());
            done = entity.end();
        }
        masked.append(escaped(prose(decoded.substring(done))));
    }

    private String prose(String part) {
        StringBuilder masked = new StringBuilder(part.length() + 16);
        prose(part, masked);
        return masked.toString();
    }

    private void prose(String part, StringBuilder masked) {
        draw = Fillers.next(draw);
        text.append(part, TextMask.Mode.TEXT, draw, masked);
    }

    private static String escaped(String text) {
        String blank = text.replace("\u00a0", BLANK);
        return blank.indexOf('&') < 0 ? blank : AMPERSAND.matcher(blank).replaceAll("&amp;");
    }
}
