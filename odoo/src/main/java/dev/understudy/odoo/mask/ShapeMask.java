package dev.understudy.odoo.mask;

import dev.understudy.odoo.mask.Literals.Part;
import dev.understudy.odoo.mask.Shape.Many;
import dev.understudy.odoo.mask.Shape.Plain;
import dev.understudy.odoo.mask.Shape.Several;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Masks values that have parts, each part as it is: the fields of a row, the elements of an array, the values of keys. */
final class ShapeMask {

    private static final Pattern DECLARED = Pattern.compile("^\\s*<\\?xml[^>]*\\?>");

    private static final XMLInputFactory XML = safe();

    private final Known known;
    private final Parts parts;

    /** What becomes of a part. */
    @FunctionalInterface
    interface Parts {
        @Nullable
        String of(Kind kind, String value, boolean inJson);
    }

    ShapeMask(Known known, Parts parts) {
        this.known = known;
        this.parts = parts;
    }

    /** What becomes of a value. */
    @Nullable
    String of(Kind kind, Shape shape, String value) {
        return switch (shape) {
            case Plain plain -> plain(kind, plain, value);
            case Many many -> Literals.bounds(value) + elements(kind, many, value);
            case Several several -> fields(kind, several, value);
        };
    }

    private String elements(Kind kind, Many many, String value) {
        return Literals.array(value).stream()
                .map(part -> element(kind, many, part))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private String element(Kind kind, Many many, Part part) {
        String text = part.text();
        if (text == null) {
            return "NULL";
        }
        if (!part.quoted() && text.startsWith("{")) {
            return elements(kind, many, text);
        }
        String masked = of(kind, many.of(), text);
        return masked == null ? "NULL" : Literals.quoted(masked);
    }

    private String fields(Kind kind, Several several, String value) {
        List<Part> fields = Literals.row(value);
        List<String> made = new ArrayList<>();
        for (int field = 0; field < fields.size(); field++) {
            String text = fields.get(field).text();
            Shape shape = field < several.fields().size() ? several.fields().get(field) : new Plain("text");
            String masked = text == null ? null : of(kind, shape, text);
            made.add(masked == null ? "" : Literals.quoted(masked));
        }
        return "(" + String.join(",", made) + ")";
    }

    private @Nullable String plain(Kind kind, Plain plain, String value) {
        if (kind == Kind.KEEP) {
            return value;
        }
        if (plain.type().equals("hstore")) {
            return pairs(kind, value);
        }
        if (plain.type().equals("xml")) {
            return xml(kind, value);
        }
        if (plain.text()) {
            String masked = parts.of(kind, value, plain.json());
            return masked == null ? null : cut(masked, plain.longest());
        }
        if (kind == Kind.SCRUB) {
            return plain.counted() || plain.type().equals(Shape.ENUM) ? value : null;
        }
        return plain.day()
                ? parts.of(Kind.BIRTHDAY, value, false)
                : plain.trace() || plain.binary() ? null : known.holdsNumber(value) ? "0" : value;
    }

    private static String cut(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest));
    }

    /** Keys stay, but for those that name somebody; of two that become one, the first is taken. */
    private String pairs(Kind kind, String value) {
        List<Part> pairs = Literals.pairs(value);
        Set<String> keys = new HashSet<>();
        List<String> made = new ArrayList<>();
        for (int at = 0; at + 1 < pairs.size(); at += 2) {
            String key = String.valueOf(pairs.get(at).text());
            String told = known.in(key).isEmpty() && key.indexOf('@') < 0 ? key : parts.of(Kind.NAME, key, false);
            String text = pairs.get(at + 1).text();
            String masked = text == null ? null : parts.of(kind, text, false);
            if (told != null && keys.add(told)) {
                made.add(Literals.quoted(told) + "=>" + (masked == null ? "NULL" : Literals.quoted(masked)));
            }
        }
        return String.join(", ", made);
    }

    /** What is no XML any more, as where names stood for tags, is told as words alone. */
    private @Nullable String xml(Kind kind, String value) {
        String masked = parts.of(
                kind == Kind.TEXT ? Kind.HTML : kind, DECLARED.matcher(value).replaceFirst(""), false);
        if (masked == null || wellFormed(masked)) {
            return masked;
        }
        String words = value.replaceAll("[<>&/=\"']+", " ");
        String told = parts.of(kind, words, false);
        return told == null ? null : told.replaceAll("[<>&]+", " ");
    }

    private static boolean wellFormed(String content) {
        try {
            XMLStreamReader reader = XML.createXMLStreamReader(new StringReader("<x>" + content + "</x>"));
            try {
                while (reader.hasNext()) {
                    reader.next();
                }
            } finally {
                reader.close();
            }
            return true;
        } catch (XMLStreamException broken) {
            return false;
        }
    }

    private static XMLInputFactory safe() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
