package dev.understudy.bench;

import dev.understudy.bench.traffic.Detour;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What users got of every run, as a Markdown table, with the machine and what else it was busy with. */
final class TrafficReport {

    private final List<String> facts = new ArrayList<>();
    private final List<String> loads = new ArrayList<>();
    private final StolenTime stolen = new StolenTime();
    private final List<TrafficRow> rows = new ArrayList<>();

    void fact(String name, String value) {
        facts.add("- " + name + ": " + value);
    }

    void add(Detour detour) {
        fact(
                "the edge",
                String.format(
                        Locale.ROOT,
                        "adds %.2f ms at the median: a read takes %.2f ms through it and %.2f ms at Odoo's own port (%d each, by turns)",
                        detour.addedMillis(),
                        detour.edgeMillis(),
                        detour.directMillis(),
                        detour.calls()));
    }

    /** Notes how busy the machine is before a part. */
    void load() {
        loads.add(MachineFacts.load());
    }

    void add(TrafficRow row) {
        rows.add(row);
    }

    String markdown() {
        List<String> lines = new ArrayList<>(facts);
        lines.add("- load (mean of one minute) before each: " + String.join(", ", loads));
        lines.add(stolen.line());
        lines.add("");
        lines.add(TrafficRow.HEAD.strip());
        rows.stream().map(TrafficRow::row).forEach(lines::add);
        rows.stream().filter(row -> !row.sums().errors().isEmpty()).forEach(row -> {
            lines.add("");
            lines.add(row.what() + ", the first that failed:");
            lines.add("");
            row.sums().errors().forEach(error -> lines.add("- " + error));
        });
        return String.join("\n", lines) + "\n";
    }
}
