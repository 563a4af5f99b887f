package dev.understudy.engine.step.evidence;

import dev.understudy.engine.release.ModulePlan;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.evidence.OwnRecord;
import dev.understudy.model.evidence.RehearsalReport.Lock;
import dev.understudy.model.evidence.RehearsalReport.RowChange;
import dev.understudy.model.release.ChangeClass;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a rehearsed update did to the database.
 *
 * @param plan what Odoo was asked to do
 * @param observed the class of what was seen
 * @param ddl statements that changed the schema
 * @param rewrites tables that were written anew
 * @param rewritten how many rows these had, as far as it is known
 * @param locks the strongest lock of each table, the longest held first
 * @param schema how the catalog differs
 * @param rows tables whose number of rows changed
 * @param ownRecords what people changed in production, and what became of it
 */
public record Observation(
        ModulePlan plan,
        ChangeClass observed,
        List<String> ddl,
        List<String> rewrites,
        Map<String, Long> rewritten,
        List<Lock> locks,
        List<String> schema,
        List<RowChange> rows,
        List<OwnRecord> ownRecords) {

    /** When there was nothing to look at. */
    public static final Observation NONE = new Observation(
            ModulePlan.NOTHING,
            ChangeClass.A,
            List.of(),
            List.of(),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of());

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FACT = "observation";

    public Observation {
        ddl = List.copyOf(ddl);
        rewrites = List.copyOf(rewrites);
        locks = List.copyOf(locks);
        schema = List.copyOf(schema);
        rows = List.copyOf(rows);
        // A run that an earlier version began does not tell.
        rewritten = Map.copyOf(Objects.requireNonNullElse(rewritten, Map.of()));
        ownRecords = List.copyOf(Objects.requireNonNullElse(ownRecords, List.of()));
    }

    void keep(StepContext context) {
        context.put(FACT, JSON.writeValueAsString(this));
    }

    /** What an earlier step of the run has seen. */
    public static Observation of(StepContext context) {
        return context.fact(FACT)
                .map(json -> JSON.readValue(json, Observation.class))
                .orElse(NONE);
    }
}
