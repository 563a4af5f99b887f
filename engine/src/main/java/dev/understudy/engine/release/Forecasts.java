package dev.understudy.engine.release;

import dev.understudy.model.release.Forecast;
import dev.understudy.model.release.PastDeploy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** What deploys were predicted to take and what they took, in the control plane; and what the next will take. */
public final class Forecasts {

    /** The fact of a run that tells whether a standby brought the data, and not a dump: {@code true} or {@code false}. */
    public static final String BY_STANDBY = "followed-by-standby";

    /** The steps between which users wait, as far as a rehearsal performs them too. */
    public static final List<String> REHEARSED =
            List.of("snapshot", "update-modules", "neutralize-again", "start-odoo", "probe");

    private final Jdbi control;

    public Forecasts(Jdbi control) {
        this.control = control;
    }

    /**
     * How long users will wait in an environment's next deploy.
     *
     * @param rehearsedMillis what {@link #REHEARSED} took in the rehearsal; 0 when nobody waits
     */
    public Forecast of(String environment, long rehearsedMillis) {
        return Forecast.of(rehearsedMillis, past(environment));
    }

    /** The last deploys of an environment in which users waited, the newest first. */
    public List<PastDeploy> past(String environment) {
        return control.withHandle(handle -> handle.createQuery("""
                        SELECT * FROM past_deploy WHERE environment = :environment ORDER BY at DESC LIMIT :most""")
                .bind("environment", environment)
                .bind("most", Forecast.REMEMBERED)
                .map((row, context) -> deploy(row))
                .list());
    }

    /** Those in which a release was deployed, wherever, the newest first. */
    public List<PastDeploy> ofRelease(String release) {
        return control.withHandle(
                handle -> handle.createQuery("SELECT * FROM past_deploy WHERE release_id = :release ORDER BY at DESC")
                        .bind("release", release)
                        .map((row, context) -> deploy(row))
                        .list());
    }

    /**
     * Remembers that users are served again; what the run's steps took is in the journal. Remembered once: what an earlier try
     * of the same run wrote stays.
     *
     * @param run {@code run-42}
     */
    public void served(
            String run,
            String environment,
            String release,
            long rehearsedMillis,
            Forecast said,
            long actualMillis,
            Instant at) {
        control.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO past_deploy
                        SELECT :run, :environment, :release, :rehearsed, :likely, :upper,
                            coalesce(sum(extract(epoch FROM finished_at - started_at) * 1000), 0)::bigint, :actual, :at
                        FROM step WHERE run = substr(:run, 5)::bigint AND name = ANY (:steps)
                        ON CONFLICT (run_id) DO NOTHING""")
                .bind("run", run)
                .bind("environment", environment)
                .bind("release", release)
                .bind("rehearsed", rehearsedMillis)
                .bind("likely", said.likelyMillis())
                .bind("upper", said.upperMillis())
                .bindArray("steps", String.class, REHEARSED)
                .bind("actual", actualMillis)
                .bind("at", Timestamp.from(at))
                .execute());
    }

    /**
     * What a take-over does while users wait, as far as bringing the copy up to date does it too: what that took in the last
     * times that it succeeded, in milliseconds, the newest first.
     *
     * @param replicated whether a standby brought the data, and not a dump
     */
    public List<Long> followed(String environment, boolean replicated) {
        return control.withHandle(handle -> handle.createQuery("""
                        SELECT (extract(epoch FROM served.finished_at - brought.started_at) * 1000)::bigint
                        FROM run
                        JOIN step brought ON brought.run = run.number AND brought.name = 'bring-data'
                        JOIN step served ON served.run = run.number AND served.name = 'serve-requests'
                        WHERE run.environment = :environment AND run.recipe = 'follow' AND run.status = 'succeeded'
                            AND EXISTS (SELECT FROM fact WHERE fact.run = run.number AND name = :fact AND value = :replicated)
                        ORDER BY run.number DESC LIMIT :most""")
                .bind("environment", environment)
                .bind("fact", BY_STANDBY)
                .bind("replicated", Boolean.toString(replicated))
                .bind("most", Forecast.REMEMBERED)
                .mapTo(Long.class)
                .list());
    }

    /**
     * When data of the Odoo that is followed was brought over.
     *
     * @param since the first time, since it was given back if it was
     * @param last time
     */
    public record Brought(Instant since, Instant last) {}

    /** Whether a release was deployed since production was taken over from the Odoo that it followed. */
    public boolean deployedSinceTakeOver(String environment, String release) {
        return control.withHandle(handle -> handle.createQuery("""
                        SELECT EXISTS (SELECT FROM run
                            WHERE environment = :environment AND recipe = 'deploy' AND status = 'succeeded' AND release = :release
                                AND number > (SELECT max(number) FROM run
                                    WHERE environment = :environment AND recipe = 'take-over' AND status = 'succeeded'))""")
                .bind("environment", environment)
                .bind("release", release)
                .mapTo(Boolean.class)
                .one());
    }

    /** When that was; empty before the first time. */
    public Optional<Brought> brought(String environment) {
        return control.withHandle(handle -> handle.createQuery("""
                        SELECT min(brought.started_at) AS since, max(brought.started_at) AS last
                        FROM run
                        JOIN step brought ON brought.run = run.number AND brought.name = 'bring-data'
                        WHERE run.environment = :environment AND run.recipe = 'follow' AND run.status = 'succeeded'
                            AND run.number > (SELECT coalesce(max(number), 0) FROM run
                                WHERE environment = :environment AND recipe = 'give-back' AND status = 'succeeded')
                        HAVING count(*) > 0""")
                .bind("environment", environment)
                .map((row, _) -> new Brought(
                        row.getTimestamp("since").toInstant(),
                        row.getTimestamp("last").toInstant()))
                .findOne());
    }

    /** What holding requests and stopping the old installation took in the last take-overs that came so far. */
    public List<Long> stopped(String environment) {
        return control.withHandle(handle -> handle.createQuery("""
                        SELECT (extract(epoch FROM stopped.finished_at - held.started_at) * 1000)::bigint
                        FROM run
                        JOIN step held ON held.run = run.number AND held.name = 'hold-requests'
                        JOIN step stopped ON stopped.run = run.number AND stopped.name = 'stop-followed'
                        WHERE run.environment = :environment AND run.recipe = 'take-over'
                            AND stopped.finished_at IS NOT NULL AND stopped.fault IS NULL
                        ORDER BY run.number DESC LIMIT :most""")
                .bind("environment", environment)
                .bind("most", Forecast.REMEMBERED)
                .mapTo(Long.class)
                .list());
    }

    private static PastDeploy deploy(ResultSet row) throws SQLException {
        return new PastDeploy(
                row.getString("run_id"),
                row.getString("release_id"),
                row.getLong("rehearsed_ms"),
                new Forecast(row.getLong("likely_ms"), row.getLong("upper_ms")),
                row.getLong("performed_ms"),
                row.getLong("actual_ms"),
                row.getTimestamp("at").toInstant());
    }
}
