package dev.understudy.process.measure;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.journal.RunHistory;
import dev.understudy.engine.journal.RunHistory.PastRun;
import dev.understudy.model.config.Project;
import dev.understudy.model.drift.Drift;
import dev.understudy.model.drift.Drift.Difference;
import dev.understudy.model.drift.Trait;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.text.Sha256;
import dev.understudy.targets.postgres.Doors;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks from minute to minute whether production still is what the last run made of it. What is changed by hand within a minute
 * after a run is taken for its work.
 */
public final class DriftWatch {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What leaves production as it is. */
    private static final Set<String> HARMLESS = Set.of("rehearse", "snapshot", "backup", "leave", "live", "quiet");

    private final Jdbi control;
    private final Environments environments;
    private final RunHistory history;
    private final Function<Environment, Optional<Doors>> databases;
    private final Function<Environment, String> neutralizing;

    /**
     * @param databases an environment's database; empty while it does not run
     * @param neutralizing the statements by which an environment's modules make a copy harmless
     */
    public DriftWatch(
            Jdbi control,
            Environments environments,
            RunHistory history,
            Function<Environment, Optional<Doors>> databases,
            Function<Environment, String> neutralizing) {
        this.control = control;
        this.environments = environments;
        this.history = history;
        this.databases = databases;
        this.neutralizing = neutralizing;
    }

    /**
     * What was seen.
     *
     * @param against a run, or an environment
     * @param now all that was looked at
     */
    public record Seen(String environment, String against, Instant at, List<Difference> differences, List<Trait> now) {

        /** Of what somebody changed, with values that are not shown; the same for as long as nobody changes more. */
        public String mark() {
            Map<Drift.Key, String> values = new HashMap<>();
            now.forEach(trait -> values.put(Drift.Key.of(trait), trait.value()));
            StringBuilder all = new StringBuilder(against);
            for (Difference difference : drift()) {
                Drift.Key key = new Drift.Key(difference.kind(), difference.name());
                all.append('\0').append(key).append('\0').append(values.get(key));
            }
            return Sha256.of(all.toString());
        }

        /** What somebody changed. */
        public List<Difference> drift() {
            return differences.stream()
                    .filter(difference -> difference.expected().isEmpty())
                    .toList();
        }
    }

    /** One look at production; while a run changes it, and while its database does not run, nothing is known. */
    public Optional<Seen> look(Instant now) {
        List<PastRun> runs = history.of(Project.PRODUCTION).stream()
                .filter(run ->
                        !HARMLESS.contains(run.recipe()) && run.startedAt().isPresent())
                .toList();
        Optional<Doors> database = environments.find(Project.PRODUCTION).flatMap(databases);
        if (database.isEmpty() || runs.stream().anyMatch(run -> !run.status().ended())) {
            return Optional.empty();
        }
        String last = runs.isEmpty() ? "" : runs.getLast().id();
        List<Trait> traits = Traits.of(database.get().reader());
        Optional<Baseline> baseline = baseline().filter(known -> known.run().equals(last));
        if (baseline.isEmpty()) {
            keep(last, traits, now);
        }
        List<Difference> differences =
                baseline.map(known -> Drift.since(known.traits(), traits)).orElse(List.of());
        Seen seen = new Seen(Project.PRODUCTION, last, now, differences, traits);
        control.useHandle(
                handle -> handle.createUpdate("UPDATE drift_baseline SET looked_at = :now, differences = :count")
                        .bind("now", now)
                        .bind("count", seen.drift().size())
                        .execute());
        return Optional.of(seen);
    }

    /**
     * Takes production as it is for what it should be.
     *
     * @param mark of what was seen by who accepts it; empty for whatever there is now
     * @throws dev.understudy.model.fault.FaultException {@code process.no-database}; {@code process.drift-moved} where
     *     something else differs by now
     */
    public Seen accept(Instant now, Optional<String> mark) {
        Seen seen = look(now)
                .orElseThrow(() ->
                        Fault.refused("process.no-database", Project.PRODUCTION).exception());
        if (mark.isPresent() && !mark.get().equals(seen.mark())) {
            throw Fault.refused("process.drift-moved", seen.drift().size()).exception();
        }
        keep(seen.against(), seen.now(), now);
        return seen;
    }

    /** In what a copy differs from production now. Throws {@code process.no-database}. */
    public Seen ofCopy(String environment, Instant now) {
        List<Trait> production = traits(Project.PRODUCTION);
        List<Trait> copy = traits(environment);
        String statements = neutralizing.apply(environments.get(environment));
        return new Seen(
                environment,
                Project.PRODUCTION,
                now,
                Drift.ofCopy(production, copy, parameter -> statements.contains("'" + parameter + "'")),
                copy);
    }

    private List<Trait> traits(String environment) {
        return databases
                .apply(environments.get(environment))
                .map(doors -> Traits.of(doors.reader()))
                .orElseThrow(
                        () -> Fault.refused("process.no-database", environment).exception());
    }

    private record Baseline(String run, List<Trait> traits) {}

    private Optional<Baseline> baseline() {
        return control.withHandle(handle -> handle.createQuery("SELECT run, traits FROM drift_baseline")
                .map((row, context) -> new Baseline(
                        row.getString("run"),
                        JSON.readValue(row.getString("traits"), new TypeReference<List<Trait>>() {})))
                .findOne());
    }

    private void keep(String run, List<Trait> traits, Instant now) {
        control.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO drift_baseline (run, taken_at, traits, looked_at, differences)
                        VALUES (:run, :now, :traits::jsonb, :now, 0)
                        ON CONFLICT (only_one) DO UPDATE SET run = excluded.run, taken_at = excluded.taken_at,
                            traits = excluded.traits, looked_at = excluded.looked_at, differences = 0""")
                .bind("run", run)
                .bind("now", now)
                .bind("traits", JSON.writeValueAsString(traits))
                .execute());
    }

    /** What the last look found. */
    public record Last(Instant lookedAt, Instant since, int differences) {}

    /** The last look; empty before the first. */
    public Optional<Last> last() {
        return control.withHandle(handle -> handle.createQuery(
                        "SELECT looked_at, taken_at, differences FROM drift_baseline")
                .map((row, context) -> new Last(
                        row.getTimestamp("looked_at").toInstant(),
                        row.getTimestamp("taken_at").toInstant(),
                        row.getInt("differences")))
                .findOne());
    }
}
