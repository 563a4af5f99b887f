package dev.understudy.engine.environment;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The restore points in the control plane; the volumes stand on the host. */
public final class RestorePoints {

    private final Jdbi control;

    public RestorePoints(Jdbi control) {
        this.control = control;
    }

    /** The one that was made last first, whatever the clock said then. */
    public List<RestorePoint> of(String environment) {
        return control.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM restore_point WHERE environment = :environment ORDER BY number DESC")
                .bind("environment", environment)
                .map((row, context) -> new RestorePoint(
                        row.getString("environment"),
                        row.getString("name"),
                        row.getString("release_id"),
                        row.getString("reason"),
                        row.getTimestamp("created_at").toInstant(),
                        row.getString("code_only_for"),
                        row.getBoolean("undone")))
                .list());
    }

    /** The names of those that are an environment's alone, whatever else is noted of it. */
    public List<String> names(String environment) {
        return control
                .withHandle(handle -> handle.createQuery("""
                        SELECT name FROM restore_point own WHERE environment = :environment
                           AND NOT EXISTS (SELECT FROM restore_point other
                                            WHERE other.name = own.name AND other.environment <> own.environment)
                        """)
                        .bind("environment", environment)
                        .mapTo(String.class)
                        .list())
                .stream()
                .filter(RestorePoint::named)
                .toList();
    }

    public Optional<RestorePoint> find(String environment, String name) {
        return of(environment).stream()
                .filter(point -> point.name().equals(name))
                .findFirst();
    }

    /**
     * Where a rollback goes: to the restore point that is named, or to the newest that no undone run has left. One that
     * would take the data alone is named too, or the data asked for.
     *
     * @param data whether the data is to go back in any case
     * @throws dev.understudy.model.fault.FaultException {@code restore-point.none}, {@code
     *     restore-point.data-alone}
     */
    public RestorePoint chosen(Environment environment, Optional<String> named, boolean data) {
        if (named.isPresent()) {
            return find(environment.name(), named.get()).orElseThrow(() -> none(environment));
        }
        List<RestorePoint> kept =
                of(environment.name()).stream().filter(point -> !point.undone()).toList();
        if (kept.isEmpty()) {
            throw none(environment);
        }
        return kept.stream()
                .filter(point -> data || !point.byDataAlone(environment))
                .findFirst()
                .orElseThrow(() -> Fault.refused(
                                "restore-point.data-alone",
                                environment.name(),
                                kept.getFirst().name())
                        .exception());
    }

    private static FaultException none(Environment environment) {
        return Fault.refused("restore-point.none", environment.name()).exception();
    }

    /** Writes it; nothing when it is there. */
    public void save(RestorePoint point) {
        control.useHandle(handle -> handle.execute(
                """
                INSERT INTO restore_point (environment, name, release_id, reason, created_at, code_only_for, undone)
                VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """,
                point.environment(),
                point.name(),
                point.release(),
                point.reason(),
                Timestamp.from(point.createdAt()),
                point.codeOnlyFor(),
                point.undone()));
    }

    /** The run that took it was undone; nothing when it is not there. */
    public void undone(String environment, String name) {
        control.useHandle(handle -> handle.execute(
                "UPDATE restore_point SET undone = true WHERE environment = ? AND name = ?", environment, name));
    }

    public void delete(String environment, String name) {
        control.useHandle(handle ->
                handle.execute("DELETE FROM restore_point WHERE environment = ? AND name = ?", environment, name));
    }

    public void deleteAll(String environment) {
        control.useHandle(handle -> handle.execute("DELETE FROM restore_point WHERE environment = ?", environment));
    }
}
