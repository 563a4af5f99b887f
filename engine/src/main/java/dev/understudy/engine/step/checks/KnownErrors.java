package dev.understudy.engine.step.checks;

import dev.understudy.engine.run.StepContext;
import java.util.Set;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The kinds of errors that an environment had logged before a run changed it, as a fact of the run. */
public final class KnownErrors {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FACT = "known-errors";

    private KnownErrors() {}

    public static void keep(StepContext context, Set<String> ids) {
        if (context.fact(FACT).isEmpty()) {
            context.put(FACT, JSON.writeValueAsString(ids));
        }
    }

    public static Set<String> of(StepContext context) {
        return context.fact(FACT)
                .map(json -> JSON.readValue(json, new TypeReference<Set<String>>() {}))
                .orElse(Set.of());
    }
}
