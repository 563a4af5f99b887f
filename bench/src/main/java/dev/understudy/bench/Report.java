package dev.understudy.bench;

import java.util.ArrayList;
import java.util.List;

/** The figures as a Markdown table, with the machine they were measured on. */
final class Report {

    private final List<Figure> figures = new ArrayList<>();
    private final List<String> facts = new ArrayList<>();
    private final List<String> loads = new ArrayList<>();
    private final StolenTime stolen = new StolenTime();

    void fact(String name, String value) {
        facts.add("- " + name + ": " + value);
    }

    /** What else the machine was busy with. */
    void load(String before) {
        loads.add(before + " " + MachineFacts.load());
    }

    void add(Figure figure) {
        figures.add(figure);
    }

    String markdown() {
        List<String> lines = new ArrayList<>(facts);
        lines.add("- load (mean of one minute) before each part: " + String.join(", ", loads));
        lines.add(stolen.line());
        lines.add("");
        lines.add("| what | to reach | least | median | most | measured | reached |");
        lines.add("|---|---|---|---|---|---|---|");
        figures.stream().map(Figure::row).forEach(lines::add);
        lines.add("");
        lines.add("Each value, in the order in which they were measured:");
        lines.add("");
        figures.stream().map(figure -> "- " + figure.all()).forEach(lines::add);
        return String.join("\n", lines) + "\n";
    }
}
