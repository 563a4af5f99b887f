package dev.understudy.engine.step.checks;

import dev.understudy.engine.run.StepContext;
import dev.understudy.odoo.check.Check;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/**
 * Printed reports of real records, as text. A shell that tries a release out renders them on its way: another one would
 * cost as much as all that it does. Whether they are right is for those to say who compare them.
 *
 * @param pages by report and record, in the order in which they were printed
 */
public record PrintedPages(Map<String, Check> pages) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FACT = "printed";
    private static final String BEFORE = "printed-before";
    private static final String PREFIX = "print:";

    public PrintedPages {
        pages = new LinkedHashMap<>(pages);
    }

    /** Those among the results of checks. */
    public static PrintedPages among(Collection<Check> checks) {
        Map<String, Check> pages = new LinkedHashMap<>();
        checks.stream()
                .filter(PrintedPages::isOne)
                .forEach(check -> pages.put(check.name().substring(PREFIX.length()), check));
        return new PrintedPages(pages);
    }

    /** Those that the release printed in an earlier step of the run. */
    public static PrintedPages of(StepContext context) {
        return kept(context, FACT).orElse(new PrintedPages(Map.of()));
    }

    /** Those that production's own code printed before the update; empty where it did not come to its end. */
    public static Optional<PrintedPages> before(StepContext context) {
        return kept(context, BEFORE);
    }

    private static Optional<PrintedPages> kept(StepContext context, String fact) {
        return context.fact(fact).map(json -> among(List.of(JSON.readValue(json, Check[].class))));
    }

    /** Whether the result of a check is a page. */
    static boolean isOne(Check check) {
        return check.name().startsWith(PREFIX);
    }

    /** As what the release printed. */
    void keep(StepContext context) {
        if (!pages.isEmpty()) {
            context.put(FACT, JSON.writeValueAsString(pages.values()));
        }
    }

    /** As what production's own code printed. */
    void keepBefore(StepContext context) {
        context.put(BEFORE, JSON.writeValueAsString(pages.values()));
    }
}
