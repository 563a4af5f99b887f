package dev.understudy.cli.show;

import dev.understudy.model.text.Shown;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Rows in aligned columns; each stays one line, whatever its cells say. */
public final class Table {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    public Table row(String... cells) {
        return row(List.of(cells));
    }

    public Table row(List<String> cells) {
        rows.add(cells.stream().map(Shown::line).toList());
        return this;
    }

    /** Writes all rows, each after an indent. */
    public void print(PrintStream out, String indent) {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                widths[column] = Math.max(widths[column], width(row.get(column)));
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder(indent);
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                line.append(cell);
                if (column < row.size() - 1) {
                    line.repeat(' ', widths[column] - width(cell)).append(GAP);
                }
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private static int width(String cell) {
        String plain = Ink.plain(cell);
        return plain.codePointCount(0, plain.length());
    }
}
