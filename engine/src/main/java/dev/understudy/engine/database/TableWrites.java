package dev.understudy.engine.database;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How many rows were ever inserted into tables or changed, as PostgreSQL counts.
 *
 * @param byTable of the tables that people may write to
 */
public record TableWrites(Map<String, Long> byTable) {

    public TableWrites {
        byTable = Map.copyOf(byTable);
    }

    /** As {@link #text()} told them; empty for any other text. */
    public static TableWrites read(String text) {
        return new TableWrites(text.lines()
                .map(line -> line.split("=", 2))
                .filter(line -> line.length == 2)
                .collect(Collectors.toMap(line -> line[0], line -> Long.parseLong(line[1]))));
    }

    /** A line per table. */
    public String text() {
        return new TreeMap<>(byTable)
                .entrySet().stream()
                        .map(table -> table.getKey() + "=" + table.getValue())
                        .collect(Collectors.joining("\n"));
    }

    /** The tables that were written to since. */
    public Set<String> since(TableWrites earlier) {
        return byTable.entrySet().stream()
                .filter(table -> !Objects.equals(earlier.byTable.get(table.getKey()), table.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }
}
