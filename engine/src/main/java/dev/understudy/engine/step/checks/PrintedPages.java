package dev.understudy.engine.step.checks;

import dev.understudy.engine.run.StepContext;
import dev.understudy.odoo.check.Check;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        return kept(context, FACT);
    }

    /** Those that production's own code printed in an earlier step of the run, before the update. */
    public static PrintedPages before(StepContext context) {
        return kept(context, BEFORE);
    }

    private static PrintedPages kept(StepContext context, String fact) {
        return among(context.fact(fact)
                .map(json -> List.of(JSON.readValue(json, Check[].class)))
                .orElse(List.of()));
    }

    /** Whether the result of a check is a page. */
    static boolean isOne(Check check) {
        return check.name().startsWith(PREFIX);
    }

    void keep(StepContext context) {
        keep(context, FACT);
    }

    /** As what production's own code printed. */
    public void keepBefore(StepContext context) {
        keep(context, BEFORE);
    }

    private void keep(StepContext context, String fact) {
        if (!pages.isEmpty()) {
            context.put(fact, JSON.writeValueAsString(pages.values()));
        }
    }
}
