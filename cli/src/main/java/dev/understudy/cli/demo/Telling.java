package dev.understudy.cli.demo;

import java.io.PrintWriter;
import java.util.List;
import java.util.stream.IntStream;

/** Puts the story on the terminal: chapters, commands and what they answered, and the table at the end. */
final class Telling {

    private final PrintWriter out;
    private final DemoTexts texts;

    Telling(PrintWriter out, DemoTexts texts) {
        this.out = out;
        this.texts = texts;
    }

    DemoTexts texts() {
        return texts;
    }

    void chapter(String key, Object... arguments) {
        String title = texts.text(key, arguments);
        line("");
        line(title);
        line("─".repeat(title.length()));
        line(texts.text(key + ".why", arguments));
        line("");
    }

    void say(String key, Object... arguments) {
        line("  " + texts.text(key, arguments));
    }

    /** The command that a user would type for what is done now. */
    void command(String arguments) {
        line("  $ understudy " + arguments);
    }

    /** Lines as they are, such as a file's. */
    void quote(String text) {
        text.lines().forEach(line -> line("    " + line));
    }

    /** Why something did not succeed, and what to do. */
    void problem(String what, String mend, String code) {
        line("    ✗ " + what + " [" + code + "]");
        if (!mend.isEmpty()) {
            line("      " + mend);
        }
    }

    void table(List<StoryRow> rows) {
        List<List<String>> cells = rows.stream()
                .map(row -> List.of(
                        texts.text(row.step(), row.stepArguments()),
                        texts.time(row.millis()),
                        row.seen() == null ? "–" : texts.time(row.seen().unavailableMillis()),
                        row.seen() == null
                                ? "–"
                                : texts.text(
                                        "table.failed-of",
                                        row.seen().failed(),
                                        row.seen().asked()),
                        texts.text(row.result(), row.resultArguments())))
                .toList();
        List<String> head = List.of(
                texts.text("table.step"),
                texts.text("table.time"),
                texts.text("table.unavailable"),
                texts.text("table.failed"),
                texts.text("table.result"));
        int[] widths = IntStream.range(0, head.size())
                .map(column -> Math.max(
                        head.get(column).length(),
                        cells.stream()
                                .mapToInt(row -> row.get(column).length())
                                .max()
                                .orElse(0)))
                .toArray();
        line(row(head, widths));
        line("  " + "─".repeat(IntStream.of(widths).sum() + 2 * (widths.length - 1)));
        cells.forEach(cell -> line(row(cell, widths)));
        line("");
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }

    private static String row(List<String> cells, int[] widths) {
        return "  %s  %s  %s  %s  %s"
                .formatted(
                        padded(cells.get(0), widths[0]),
                        aligned(cells.get(1), widths[1]),
                        aligned(cells.get(2), widths[2]),
                        aligned(cells.get(3), widths[3]),
                        cells.get(4));
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    private static String aligned(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }
}
