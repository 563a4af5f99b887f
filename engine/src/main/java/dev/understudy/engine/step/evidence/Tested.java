package dev.understudy.engine.step.evidence;

import dev.understudy.engine.run.StepContext;
import dev.understudy.model.evidence.RehearsalReport.Tests;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the tests of a rehearsal have found.
 *
 * @param modules whose tests ran
 * @param unsaid those of which a test failed that says nothing on this data
 */
record Tested(Tests tests, Set<String> modules, Set<String> unsaid) {

    /** Before anything was tested. */
    static final Tested NOTHING = new Tested(Tests.NONE, Set.of(), Set.of());

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FACT = "tested";

    Tested {
        modules = Set.copyOf(modules);
        unsaid = Set.copyOf(unsaid);
    }

    /** What an earlier step of the run has found. */
    static Tested of(StepContext context) {
        return context.fact(FACT)
                .map(json -> JSON.readValue(json, Tested.class))
                .orElse(NOTHING);
    }

    Tested with(Tests seen) {
        return new Tested(seen, modules, unsaid);
    }

    void keep(StepContext context) {
        context.put(FACT, JSON.writeValueAsString(this));
    }
}
