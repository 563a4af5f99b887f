package dev.understudy.engine.step.evidence;

import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.model.fault.Fault;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Why a rehearsal will not succeed, as a fact of its run. */
public final class Findings {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Findings() {}

    public static void put(StepContext context, Fault fault) {
        context.put(Facts.FINDING, JSON.writeValueAsString(fault));
    }

    public static Optional<Fault> get(StepContext context) {
        return context.fact(Facts.FINDING).map(json -> JSON.readValue(json, Fault.class));
    }
}
