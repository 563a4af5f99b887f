package dev.understudy.server.web;

import java.util.ArrayList;
import java.util.List;

/** What one of two texts says and the other does not, line by line. */
public final class Difference {

    /** Pairs of lines that are compared; texts that differ in more are marked from the first difference to the last. */
    private static final long MOST_PAIRS = 4_000_000;

    private Difference() {}

    /** A line, and whether the other text has it not, in this place. */
    public record Line(String text, boolean only) {}

    /** The lines of a text, each with whether the other has it. */
    static List<Line> of(List<String> text, List<String> other) {
        int shorter = Math.min(text.size(), other.size());
        int head = 0;
        while (head < shorter && text.get(head).equals(other.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head && text.get(text.size() - 1 - tail).equals(other.get(other.size() - 1 - tail))) {
            tail++;
        }
        List<Line> lines = new ArrayList<>(text.size());
        text.subList(0, head).forEach(line -> lines.add(new Line(line, false)));
        lines.addAll(between(text.subList(head, text.size() - tail), other.subList(head, other.size() - tail)));
        text.subList(text.size() - tail, text.size()).forEach(line -> lines.add(new Line(line, false)));
        return List.copyOf(lines);
    }

    private static List<Line> between(List<String> text, List<String> other) {
        if ((long) text.size() * other.size() > MOST_PAIRS) {
            return text.stream().map(line -> new Line(line, true)).toList();
        }
        int[][] common = common(text, other);
        List<Line> lines = new ArrayList<>(text.size());
        int there = 0;
        for (int here = 0; here < text.size(); here++) {
            while (there < other.size()
                    && !text.get(here).equals(other.get(there))
                    && common[here][there + 1] == common[here][there]) {
                there++;
            }
            boolean both = there < other.size() && text.get(here).equals(other.get(there));
            lines.add(new Line(text.get(here), !both));
            if (both) {
                there++;
            }
        }
        return lines;
    }

    /** How many lines the two have in common, in order, from each pair of places on. */
    private static int[][] common(List<String> text, List<String> other) {
        int[][] common = new int[text.size() + 1][other.size() + 1];
        for (int here = text.size() - 1; here >= 0; here--) {
            for (int there = other.size() - 1; there >= 0; there--) {
                common[here][there] = text.get(here).equals(other.get(there))
                        ? common[here + 1][there + 1] + 1
                        : Math.max(common[here + 1][there], common[here][there + 1]);
            }
        }
        return common;
    }
}
