package dev.understudy.bench.faults;

import dev.understudy.bench.faults.Trial.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;

/** What became of all kills, as Markdown: a row for each victim and what was under way, and each kill by itself. */
final class FaultsTable {

    private static final String HEAD = """
            | killed | under way | kills | went through | undone | no run | failed requests | longest without an answer | writes | set aside | lost | violations |
            |---|---|---|---|---|---|---|---|---|---|---|---|""";

    private final List<String> facts = new ArrayList<>();
    private final List<Trial> trials = new ArrayList<>();

    void fact(String name, String value) {
        facts.add("- " + name + ": " + value);
    }

    void add(Trial trial) {
        trials.add(trial);
    }

    int violations() {
        return sum(trials, trial -> trial.violations().size());
    }

    String markdown() {
        List<String> lines = new ArrayList<>(facts);
        lines.add("");
        lines.add(HEAD);
        for (Victim victim : Victim.values()) {
            for (Act act : Act.values()) {
                List<Trial> some = trials.stream()
                        .filter(trial -> trial.strike().victim() == victim && trial.act() == act)
                        .toList();
                if (!some.isEmpty()) {
                    lines.add(row(victim.shown(), act.shown(), some));
                }
            }
        }
        lines.add(row("**all**", "", trials));
        lines.add("");
        lines.add("<details><summary>Each kill</summary>");
        lines.add("");
        trials.forEach(trial -> lines.add("- " + trial));
        lines.add("");
        lines.add("</details>");
        return String.join("\n", lines) + "\n";
    }

    private static String row(String victim, String act, List<Trial> some) {
        int requests = sum(some, trial -> trial.sums().requests());
        Duration longest = some.stream()
                .map(trial -> trial.sums().unavailable())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        return String.join(
                " | ",
                "| " + victim,
                act,
                Integer.toString(some.size()),
                Integer.toString(sum(some, trial -> trial.outcome() == Outcome.DONE ? 1 : 0)),
                Integer.toString(sum(some, trial -> trial.outcome() == Outcome.UNDONE ? 1 : 0)),
                Integer.toString(sum(some, trial -> trial.outcome() == Outcome.NO_RUN ? 1 : 0)),
                sum(some, trial -> trial.sums().failures()) + " of " + requests,
                String.format(Locale.ROOT, "%.1f s", longest.toMillis() / 1e3),
                Integer.toString(sum(some, trial -> trial.sums().written())),
                Integer.toString(sum(some, Trial::aside)),
                "**" + sum(some, Trial::lost) + "**",
                "**" + sum(some, trial -> trial.violations().size()) + "** |");
    }

    private static int sum(List<Trial> some, ToIntFunction<Trial> figure) {
        return some.stream().mapToInt(figure).sum();
    }
}
