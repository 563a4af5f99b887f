package dev.understudy.server.report;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a schema differs in the end, a line for each table; what has no table has a line of its own. */
final class NetSchema {

    /** Of {@link dev.understudy.model.evidence.RehearsalReport.DatabaseChanges#schema}: {@code + column sale_order.urgency}. */
    private static final Pattern OF_TABLE =
            Pattern.compile("([+~-]) (column|constraint|trigger) ((?:\\w+\\.)?\\w+)\\.([^.:]+)(:.*)?", Pattern.DOTALL);

    private NetSchema() {}

    static List<String> lines(List<String> differences) {
        Map<String, List<String>> tables = differences.stream()
                .map(OF_TABLE::matcher)
                .filter(Matcher::matches)
                .collect(Collectors.groupingBy(
                        object -> object.group(3),
                        TreeMap::new,
                        Collectors.mapping(NetSchema::shown, Collectors.toList())));
        return Stream.concat(
                        tables.entrySet().stream()
                                .map(table -> table.getKey() + ": " + String.join("; ", table.getValue())),
                        differences.stream()
                                .filter(difference ->
                                        !OF_TABLE.matcher(difference).matches()))
                .toList();
    }

    private static String shown(Matcher object) {
        String change = object.group(5) == null ? "" : object.group(5);
        return object.group(1) + " " + object.group(2) + " " + object.group(4) + change;
    }
}
