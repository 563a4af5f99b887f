package dev.understudy.odoo.mask;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL writes of values that have parts: {@code (a,"b c",)}, {@code {a,NULL,{"b"}}}, {@code "a"=>"b", "c"=>NULL}. */
final class Literals {

    /**
     * A part.
     *
     * @param text without quotes; null for no value
     * @param quoted whether it was in quotes
     */
    record Part(@Nullable String text, boolean quoted) {}

    private Literals() {}

    /** The fields of a row: nothing stands for no value. */
    static List<Part> row(String literal) {
        return parts(literal, 1, literal.length() - 1, false).stream()
                .map(part ->
                        !part.quoted() && part.text() != null && part.text().isEmpty() ? new Part(null, false) : part)
                .toList();
    }

    /** The elements of an array; those of one of more dimensions are arrays. */
    static List<Part> array(String literal) {
        int from = literal.indexOf('{') + 1;
        int to = literal.length() - 1;
        return from > to || literal.substring(from, to).isBlank()
                ? List.of()
                : parts(literal, from, to, true).stream()
                        .map(part -> !part.quoted() && "NULL".equals(part.text()) ? new Part(null, false) : part)
                        .toList();
    }

    /** What says in which place an array begins; empty for most. */
    static String bounds(String array) {
        return array.startsWith("[") ? array.substring(0, array.indexOf('{')) : "";
    }

    private static List<Part> parts(String literal, int from, int to, boolean array) {
        List<Part> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        boolean quoted = false;
        boolean inside = false;
        int depth = 0;
        for (int at = from; at < to; at++) {
            char character = literal.charAt(at);
            boolean nested = depth > 0;
            if (character == '\\' && at + 1 < to) {
                text.append(nested ? "\\" : "").append(literal.charAt(++at));
            } else if (character == '"') {
                boolean twice = inside && at + 1 < to && literal.charAt(at + 1) == '"';
                quoted |= !nested;
                if (nested || twice) {
                    text.append(nested && twice ? "\"\"" : "\"");
                }
                at += twice ? 1 : 0;
                inside ^= !twice;
            } else if (character == ',' && !inside && !nested) {
                parts.add(new Part(text.toString(), quoted));
                text.setLength(0);
                quoted = false;
            } else {
                depth += inside || !array ? 0 : character == '{' ? 1 : character == '}' ? -1 : 0;
                text.append(character);
            }
        }
        parts.add(new Part(text.toString(), quoted));
        return parts;
    }

    /** The keys and values of an {@code hstore}, by turns. */
    static List<Part> pairs(String literal) {
        List<Part> pairs = new ArrayList<>();
        for (int at = 0; at < literal.length(); at++) {
            if (literal.charAt(at) == '"') {
                StringBuilder text = new StringBuilder();
                for (at++; at < literal.length() && literal.charAt(at) != '"'; at++) {
                    at += literal.charAt(at) == '\\' ? 1 : 0;
                    text.append(literal.charAt(at));
                }
                pairs.add(new Part(text.toString(), true));
            } else if (literal.startsWith("NULL", at)) {
                pairs.add(new Part(null, false));
            }
        }
        return pairs;
    }

    static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
