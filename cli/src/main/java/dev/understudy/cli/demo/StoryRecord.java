package dev.understudy.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How far the story has been told: what a second {@code understudy demo} reads.
 *
 * @param ended whether it was told to its end
 * @param facts what later chapters need of earlier ones, such as a release's id
 * @param rows of the table, in order
 */
record StoryRecord(boolean ended, Map<String, String> facts, List<StoryRow> rows) {

    static final StoryRecord EMPTY = new StoryRecord(false, Map.of(), List.of());

    StoryRecord {
        facts = Map.copyOf(facts);
        rows = List.copyOf(rows);
    }

    boolean told(String step) {
        return rows.stream().anyMatch(row -> row.step().equals(step));
    }

    Optional<String> fact(String name) {
        return Optional.ofNullable(facts.get(name));
    }

    StoryRecord with(String name, String value) {
        Map<String, String> more = new TreeMap<>(facts);
        more.put(name, value);
        return new StoryRecord(ended, more, rows);
    }

    StoryRecord with(StoryRow row) {
        List<StoryRow> more = new ArrayList<>(rows);
        more.add(row);
        return new StoryRecord(ended, facts, more);
    }

    StoryRecord toldToItsEnd() {
        return new StoryRecord(true, facts, rows);
    }
}
