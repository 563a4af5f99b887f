package dev.understudy.model.release;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A field as a model declares it.
 *
 * @param type {@code Char}, {@code Many2one}…
 * @param arguments by keyword; positional ones by their number, from 0
 */
record FieldDefinition(String name, String type, Map<String, String> arguments) {

    /** By their own names only Odoo's own: {@code from odoo.fields import Char}. */
    private static final String IMPORTED =
            "Char|Text|Html|Integer|Float|Monetary|Boolean|Date|Datetime|Binary|Image|Selection"
                    + "|Reference|Many2oneReference|Many2one|One2many|Many2many|Json|Properties|PropertiesDefinition";

    private static final Pattern FIELD = Pattern.compile(
            "(\\w+)\\s*(?::[^=]+)?=\\s*(?:(?:odoo\\.)?fields\\.([A-Z]\\w*)|(" + IMPORTED + "))\\((.*)", Pattern.DOTALL);
    private static final Pattern KEYWORD = Pattern.compile("(\\w+)\\s*=(?!=)\\s*(.*)", Pattern.DOTALL);

    /** What stands in a relational field's first place. */
    private static final List<String> RELATIONAL = List.of("Many2one", "One2many", "Many2many");

    static Optional<FieldDefinition> of(String statement) {
        Matcher field = FIELD.matcher(statement);
        if (!field.matches()) {
            return Optional.empty();
        }
        Map<String, String> arguments = new LinkedHashMap<>();
        for (String argument : split(field.group(4).replace('\'', '"'))) {
            Matcher keyword = KEYWORD.matcher(argument);
            if (keyword.matches()) {
                arguments.put(keyword.group(1), keyword.group(2));
            } else {
                arguments.put(Integer.toString(arguments.size()), argument);
            }
        }
        return Optional.of(new FieldDefinition(
                field.group(1), field.group(2) == null ? field.group(3) : field.group(2), arguments));
    }

    String argument(String keyword) {
        return arguments.getOrDefault(keyword, "");
    }

    boolean required() {
        return argument("required").equals("True");
    }

    /** Whether it has a column of its own, as far as the declaration shows. */
    boolean stored() {
        boolean derived = arguments.containsKey("compute") || arguments.containsKey("related");
        return !argument("store").equals("False")
                && (!derived || argument("store").equals("True"));
    }

    /** The model that a relation leads to. */
    String comodel() {
        return RELATIONAL.contains(type)
                ? argument("comodel_name").isEmpty() ? argument("0") : argument("comodel_name")
                : "";
    }

    /** The arguments of a call, from after its opening bracket to the closing one or the end. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote && text.charAt(i - 1) != '\\' ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (depth == 0 && (c == ',' || c == ')')) {
                parts.add(part.toString().strip());
                part.setLength(0);
                if (c == ')') {
                    break;
                }
                continue;
            } else {
                depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            }
            part.append(c);
        }
        parts.add(part.toString().strip());
        parts.removeIf(String::isEmpty);
        return parts;
    }
}
