package dev.understudy.engine.release;

import dev.understudy.model.release.ChangeClass;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import tools.jackson.databind.json.JsonMapper;

/** The rehearsals in the control plane. */
public final class Rehearsals {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Jdbi control;

    public Rehearsals(Jdbi control) {
        this.control = control;
    }

    /** The latest rehearsal of a release, whatever it proved. */
    public Optional<Rehearsal> latest(String release) {
        return Optional.ofNullable(latest(List.of(release)).get(release));
    }

    /** The latest rehearsal of each of some releases, in one question; without those that were not rehearsed. */
    public Map<String, Rehearsal> latest(Collection<String> releases) {
        return control.withHandle(handle -> handle.createQuery("""
                        SELECT DISTINCT ON (release_id) * FROM rehearsal
                        WHERE release_id = ANY (:releases)
                        ORDER BY release_id, substr(run_id, 5)::bigint DESC
                        """)
                .bindArray("releases", String.class, releases)
                .map((row, context) -> rehearsal(row))
                .collect(Collectors.toMap(Rehearsal::release, rehearsal -> rehearsal)));
    }

    /** Whether the latest rehearsal succeeded, by release; without those that were not rehearsed. */
    public Map<String, Boolean> verdicts(Collection<String> releases) {
        return control.withHandle(handle -> handle.createQuery("""
                        SELECT DISTINCT ON (release_id) release_id, succeeded FROM rehearsal
                        WHERE release_id = ANY (:releases)
                        ORDER BY release_id, substr(run_id, 5)::bigint DESC
                        """)
                .bindArray("releases", String.class, releases)
                .map((row, context) -> Map.entry(row.getString("release_id"), row.getBoolean("succeeded")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    public Optional<Rehearsal> ofRun(String run) {
        return control.withHandle(handle -> handle.createQuery("SELECT * FROM rehearsal WHERE run_id = :run")
                .bind("run", run)
                .map((row, context) -> rehearsal(row))
                .findOne());
    }

    /** Writes it; replaces what an earlier try of the same run wrote. */
    public void save(Rehearsal rehearsal) {
        control.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO rehearsal (
                            run_id, release_id, production_release, production_generation, succeeded, plan, moves,
                            observed_class, unavailability_ms, finished_at)
                        VALUES (
                            :run, :release, :productionRelease, :productionGeneration, :succeeded, :plan::jsonb, :moves::jsonb,
                            :observed, :unavailability, :finished)
                        ON CONFLICT (run_id) DO UPDATE SET
                            succeeded = excluded.succeeded, plan = excluded.plan, moves = excluded.moves,
                            observed_class = excluded.observed_class,
                            unavailability_ms = excluded.unavailability_ms, finished_at = excluded.finished_at
                        """)
                .bind("run", rehearsal.run())
                .bind("release", rehearsal.release())
                .bind("productionRelease", rehearsal.productionRelease())
                .bind("productionGeneration", rehearsal.productionGeneration())
                .bind("succeeded", rehearsal.succeeded())
                .bind("plan", JSON.writeValueAsString(rehearsal.plan()))
                .bind("moves", JSON.writeValueAsString(rehearsal.moves()))
                .bind("observed", rehearsal.observed().name())
                .bind("unavailability", rehearsal.unavailabilityMillis())
                .bind("finished", Timestamp.from(rehearsal.finishedAt()))
                .execute());
    }

    private static Rehearsal rehearsal(ResultSet row) throws SQLException {
        return new Rehearsal(
                row.getString("run_id"),
                row.getString("release_id"),
                row.getString("production_release"),
                row.getLong("production_generation"),
                row.getBoolean("succeeded"),
                JSON.readValue(row.getString("plan"), ModulePlan.class),
                JSON.readValue(row.getString("moves"), ModuleMoves.class),
                ChangeClass.valueOf(row.getString("observed_class")),
                row.getLong("unavailability_ms"),
                row.getTimestamp("finished_at").toInstant());
    }
}
