package dev.understudy.odoo.data;

import java.util.ArrayList;
import java.util.List;

/** Rows of a file as Odoo reads them: fields by comma, in double quotes where they hold one (RFC 4180). */
final class Csv {

    private final String text;
    private final List<List<String>> rows = new ArrayList<>();
    private List<String> row = new ArrayList<>();
    private final StringBuilder field = new StringBuilder();
    private boolean quoted;

    private Csv(String text) {
        this.text = text;
    }

    static List<List<String>> rows(String text) {
        return new Csv(text).read();
    }

    private List<List<String>> read() {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                field.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (quoted || (c != ',' && c != '\n' && c != '\r')) {
                field.append(c);
            } else if (c == ',') {
                endField();
            } else if (c == '\n') {
                endRow();
            }
        }
        if (!row.isEmpty() || !field.isEmpty()) {
            endRow();
        }
        return rows;
    }

    private void endField() {
        row.add(field.toString());
        field.setLength(0);
    }

    private void endRow() {
        endField();
        rows.add(row);
        row = new ArrayList<>();
    }
}
