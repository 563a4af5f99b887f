package dev.understudy.engine.step.evidence;

import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.checks.PrintedPages;
import dev.understudy.model.evidence.RehearsalReport.Print;
import dev.understudy.model.evidence.RehearsalReport.Print.Change;
import dev.understudy.model.fault.Fault;
import dev.understudy.odoo.check.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * Printed reports of real records that are not what they were.
 *
 * @param changed each once, in the order in which they were printed
 */
record Prints(List<Print> changed) {

    /** The name of the evidence with both texts of each. */
    static final String EVIDENCE = "prints";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FACT = "prints";
    private static final int NAMED = 5;

    Prints {
        changed = List.copyOf(changed);
    }

    /** Compares what was printed by production's code with what the release prints. */
    static Prints between(PrintedPages before, PrintedPages after) {
        List<Print> changed = new ArrayList<>();
        after.pages().forEach((name, page) -> {
            Check was = before.pages().get(name);
            if (was != null && !was.failed()) {
                change(was, page).ifPresent(change -> changed.add(new Print(name, change, page.error())));
            }
        });
        return new Prints(changed);
    }

    /** What is not known to be as before: production's own code did not come to print. */
    static Prints uncompared(PrintedPages after) {
        return new Prints(after.pages().entrySet().stream()
                .map(page -> new Print(
                        page.getKey(), Change.UNCOMPARED, page.getValue().error()))
                .toList());
    }

    private static Optional<Change> change(Check before, Check after) {
        if (after.failed()) {
            return Optional.of(Change.FAILS);
        }
        if (after.said().isBlank() && !before.said().isBlank()) {
            return Optional.of(Change.BLANK);
        }
        return after.said().equals(before.said()) ? Optional.empty() : Optional.of(Change.DIFFERS);
    }

    /** What an earlier step of the run has found. */
    static Prints of(StepContext context) {
        return context.fact(FACT)
                .map(json -> JSON.readValue(json, Prints.class))
                .orElse(new Prints(List.of()));
    }

    void keep(StepContext context) {
        context.put(FACT, JSON.writeValueAsString(this));
    }

    /** Those that nobody can use any more, a line each. */
    List<String> broken() {
        return changed.stream()
                .filter(print -> print.change() == Change.BLANK || print.change() == Change.FAILS)
                .map(print -> print.page() + (print.error().isEmpty() ? " (blank)" : " (" + print.error() + ")"))
                .toList();
    }

    /** Why the release must not be deployed as it is. */
    Optional<Fault> fault(String release) {
        List<String> broken = broken();
        return broken.isEmpty()
                ? Optional.empty()
                : Optional.of(Fault.failed(
                        "rehearsal.prints-broken",
                        broken.size(),
                        broken.stream().limit(NAMED).collect(Collectors.joining("; ")),
                        release));
    }
}
