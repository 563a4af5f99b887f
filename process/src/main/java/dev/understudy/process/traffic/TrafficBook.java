package dev.understudy.process.traffic;

import dev.understudy.model.config.Project;
import dev.understudy.model.view.TrafficView.Mark;
import dev.understudy.model.view.TrafficView.Point;
import dev.understudy.model.view.TrafficView.Span;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** What the users of environments asked for, in the control plane. */
public final class TrafficBook {

    private static final double HALF = 0.5;
    private static final double MOST = 0.95;

    private final Jdbi control;

    public TrafficBook(Jdbi control) {
        this.control = control;
    }

    /** Up to when an environment's traffic is known, that minute left out: it may not be whole. */
    Optional<Instant> until(String environment) {
        return control.withHandle(handle -> handle.createQuery(
                        "SELECT max(at) AS at FROM traffic_minute WHERE environment = :environment")
                .bind("environment", environment)
                .map((row, context) ->
                        Optional.ofNullable(row.getTimestamp("at")).map(at -> at.toInstant()))
                .one());
    }

    /** Forgets what is known from a time on, which is read again. */
    void forgetFrom(String environment, Instant from) {
        control.useTransaction(handle -> {
            handle.createUpdate("DELETE FROM traffic_minute WHERE environment = :environment AND at >= :from")
                    .bind("environment", environment)
                    .bind("from", from)
                    .execute();
            if (environment.equals(Project.PRODUCTION)) {
                handle.createUpdate("DELETE FROM asked_minute WHERE at >= :from")
                        .bind("from", from)
                        .execute();
            }
        });
    }

    /** Adds what was read; of production also what people asked for, which is counted by the hour. */
    void add(String environment, Collection<Minute> minutes) {
        control.useTransaction(handle -> {
            add(handle, environment, minutes);
            if (environment.equals(Project.PRODUCTION)) {
                addAsked(handle, minutes);
            }
        });
    }

    private static void addAsked(Handle handle, Collection<Minute> minutes) {
        for (Minute minute : minutes) {
            if (minute.ofPeople() > 0) {
                handle.createUpdate("""
                                INSERT INTO asked_minute AS known (at, requests) VALUES (:at, :requests)
                                ON CONFLICT (at) DO UPDATE SET requests = known.requests + excluded.requests""")
                        .bind("at", minute.at())
                        .bind("requests", minute.ofPeople())
                        .execute();
            }
        }
    }

    private static void add(Handle handle, String environment, Collection<Minute> minutes) {
        minutes.forEach(minute -> handle.createUpdate("""
                        INSERT INTO traffic_minute AS known (environment, at, requests, failed, held, busy_millis, took)
                        VALUES (:environment, :at, :requests, :failed, :held, :busy, :took)
                        ON CONFLICT (environment, at) DO UPDATE
                           SET requests = known.requests + excluded.requests, failed = known.failed + excluded.failed,
                               held = known.held + excluded.held,
                               busy_millis = known.busy_millis + excluded.busy_millis,
                               took = ARRAY (SELECT coalesce(a, 0) + coalesce(b, 0)
                                               FROM unnest(known.took, excluded.took) WITH ORDINALITY AS summed (a, b, n)
                                              ORDER BY n)""")
                .bind("environment", environment)
                .bind("at", minute.at())
                .bind("requests", minute.requests())
                .bind("failed", minute.failed())
                .bind("held", minute.held())
                .bind("busy", minute.busyMillis())
                .bindArray("took", Integer.class, (Object[]) minute.took())
                .execute());
    }

    /** Forgets what nobody is shown any more, and what was of environments that are gone. */
    void forget(Instant before, Collection<String> present) {
        control.useHandle(handle -> handle.createUpdate(
                        "DELETE FROM traffic_minute WHERE at < :before OR environment <> ALL (:present)")
                .bind("before", before)
                .bindArray("present", String.class, List.copyOf(present))
                .execute());
    }

    /** What was asked for from a time on. */
    public List<Point> points(String environment, Instant from, Span span) {
        TreeMap<Instant, Minute> steps = new TreeMap<>();
        long step = span.step().toSeconds();
        control.useHandle(handle -> {
            try (Stream<Minute> minutes = handle
                    .createQuery("""
                            SELECT * FROM traffic_minute WHERE environment = :environment AND at >= :from ORDER BY at""")
                    .bind("environment", environment)
                    .bind("from", from)
                    .map((row, context) -> minute(row))
                    .stream()) {
                minutes.forEach(minute -> {
                    long late = Duration.between(from, minute.at()).toSeconds();
                    Instant at = from.plusSeconds(late - late % step);
                    steps.computeIfAbsent(at, Minute::new)
                            .add(minute.requests(), minute.failed(), minute.held(), minute.took());
                });
            }
        });
        return steps.values().stream()
                .map(one -> new Point(
                        one.at(), one.requests(), one.failed(), one.held(), one.within(HALF), one.within(MOST)))
                .toList();
    }

    /** The runs that changed an environment from a time on. */
    public List<Mark> marks(String environment, Instant from) {
        return control.withHandle(handle -> handle.createQuery("""
                        SELECT number, recipe, release, status, finished_at FROM run
                         WHERE environment = :environment AND finished_at >= :from
                           AND recipe IN ('deploy', 'rollback', 'refresh', 'restore') ORDER BY finished_at""")
                .bind("environment", environment)
                .bind("from", from)
                .map((row, context) -> new Mark(
                        row.getTimestamp("finished_at").toInstant(),
                        "run-" + row.getLong("number"),
                        row.getString("recipe"),
                        row.getString("release"),
                        row.getString("status")))
                .list());
    }

    private static Minute minute(ResultSet row) throws SQLException {
        return new Minute(
                row.getTimestamp("at").toInstant(),
                row.getInt("requests"),
                row.getInt("failed"),
                row.getInt("held"),
                (Integer[]) row.getArray("took").getArray());
    }
}
