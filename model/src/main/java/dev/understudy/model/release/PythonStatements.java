package dev.understudy.model.release;

import dev.understudy.model.release.UnifiedDiff.Line;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a stretch of Python into its statements: physical lines joined over brackets, strings and backslashes. The
 * stretch may begin in the middle of a statement; what then closes more than was opened is an {@link Statement#orphan}.
 */
final class PythonStatements {

    private final List<Statement> statements = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private int depth;
    private String quote = "";
    private boolean continued;
    private boolean orphan;

    private PythonStatements() {}

    /**
     * One statement.
     *
     * @param indent spaces before it
     * @param text on one line, without comments
     * @param lines that it stands on
     * @param orphan whether its beginning is not in sight
     */
    record Statement(int indent, String text, List<Line> lines, boolean orphan) {

        int number() {
            return lines.getFirst().number();
        }

        boolean changed() {
            return lines.stream().anyMatch(line -> line.sign() != ' ');
        }

        /** The first line that was added or removed, or the first of all. */
        int changedNumber() {
            return lines.stream()
                    .filter(line -> line.sign() != ' ')
                    .findFirst()
                    .map(Line::number)
                    .orElse(number());
        }
    }

    static List<Statement> of(List<Line> lines) {
        PythonStatements splitter = new PythonStatements();
        lines.forEach(splitter::line);
        splitter.end();
        return splitter.statements;
    }

    private void line(Line line) {
        if (lines.isEmpty() && line.text().isBlank()) {
            return;
        }
        lines.add(line);
        characters(line.text());
        if (depth < 0) {
            orphan = true;
            depth = 0;
            swallow();
        }
        if (depth == 0 && quote.isEmpty() && !continued) {
            end();
        } else {
            text.append(' ');
        }
    }

    /** Takes back the lines above that turn out to lie within the brackets that were just closed. */
    private void swallow() {
        while (!statements.isEmpty() && statements.getLast().indent() >= indent()) {
            Statement inner = statements.removeLast();
            lines.addAll(0, inner.lines());
            text.insert(0, inner.text() + " ");
        }
    }

    private void characters(String line) {
        continued = false;
        int i = 0;
        while (i < line.length()) {
            char c = line.charAt(i);
            if (!quote.isEmpty()) {
                if (c == '\\') {
                    text.append(line, i, Math.min(i + 2, line.length()));
                    i += 2;
                } else if (line.startsWith(quote, i)) {
                    text.append(quote);
                    i += quote.length();
                    quote = "";
                } else {
                    text.append(c);
                    i++;
                }
                continue;
            }
            if (c == '#') {
                break;
            }
            if (c == '"' || c == '\'') {
                String one = String.valueOf(c);
                quote = line.startsWith(one.repeat(3), i) ? one.repeat(3) : one;
                text.append(quote);
                i += quote.length();
                continue;
            }
            depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            if (c == '\\' && i == line.length() - 1) {
                continued = true;
            } else {
                text.append(c);
            }
            i++;
        }
        if (quote.length() == 1) {
            quote = "";
        }
    }

    private int indent() {
        String first = lines.getFirst().text();
        return first.length() - first.stripLeading().length();
    }

    private void end() {
        if (!lines.isEmpty()) {
            statements.add(new Statement(indent(), text.toString().strip(), List.copyOf(lines), orphan));
        }
        lines.clear();
        text.setLength(0);
        depth = 0;
        quote = "";
        continued = false;
        orphan = false;
    }
}
