package dev.understudy.odoo.mask;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Parts of a text and what stands in their place; what was said first of a part holds. */
final class Spans {

    private @Nullable TreeMap<Integer, Span> spans;

    /** A part of the text that is replaced. */
    record Span(int start, int end, String by) {}

    void add(int start, int end, String by) {
        if (start < end && free(start, end)) {
            // Most texts have none.
            spans = spans == null ? new TreeMap<>() : spans;
            spans.put(start, new Span(start, end, by));
        }
    }

    boolean free(int start, int end) {
        Map.Entry<Integer, Span> before = spans == null ? null : spans.lowerEntry(end);
        return before == null || before.getValue().end() <= start;
    }

    Iterable<Span> inOrder() {
        return spans == null ? List.of() : spans.values();
    }

    boolean isEmpty() {
        return spans == null;
    }
}
