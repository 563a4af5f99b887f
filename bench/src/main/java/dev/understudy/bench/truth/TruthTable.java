package dev.understudy.bench.truth;

import java.util.ArrayList;
import java.util.List;

/** Every release with its verdict, and how many were right. */
final class TruthTable {

    private final List<String> facts = new ArrayList<>();
    private final List<Judged> releases = new ArrayList<>();
    private final List<String> passedOver = new ArrayList<>();

    void fact(String name, String value) {
        facts.add("- " + name + ": " + value);
    }

    void add(Judged release) {
        releases.add(release);
    }

    /** What this code or data has nothing of to break. */
    void passedOver(String name) {
        passedOver.add(name);
    }

    boolean allRight() {
        return releases.stream().allMatch(Judged::right);
    }

    String markdown() {
        List<String> lines = new ArrayList<>(facts);
        lines.add("");
        lines.add("| release | declared | seen | verdict | in truth | | predicted | actual |");
        lines.add("|---|---|---|---|---|---|---|---|");
        releases.forEach(release -> lines.add(release.row()));
        lines.add("");
        long right = releases.stream().filter(Judged::right).count();
        lines.add(right + " right, " + (releases.size() - right) + " wrong. Good ones refused: "
                + releases.stream().filter(one -> one.good() && !one.passed()).count() + " of "
                + releases.stream().filter(Judged::good).count() + "; broken ones let through: "
                + releases.stream().filter(one -> !one.good() && one.passed()).count() + " of "
                + releases.stream().filter(one -> !one.good()).count() + ".");
        if (!passedOver.isEmpty()) {
            lines.add("Not tried, for there is nothing of the kind: " + String.join(", ", passedOver) + ".");
        }
        return String.join("\n", lines) + "\n";
    }
}
