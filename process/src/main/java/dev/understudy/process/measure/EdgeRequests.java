package dev.understudy.process.measure;

import dev.understudy.model.calendar.LoadMap.Sample;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * How much production's users ask for, by the hour of the past weeks: the sum of the minutes that {@link
 * dev.understudy.process.traffic.TrafficWatch} has read, once an hour is over. Pictures, styles and what a page keeps open are left
 * out.
 */
public final class EdgeRequests {

    private static final Duration KEPT = Duration.ofDays(7L * 8);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Jdbi control;

    public EdgeRequests(Jdbi control) {
        this.control = control;
    }

    /** Counts the hours that are over and were not counted. What was answered until now must have been read. */
    public void look(Instant now) {
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        control.useTransaction(handle -> {
            if (last(handle).filter(last -> !last.isBefore(hour.minus(HOUR))).isEmpty()) {
                count(handle, hour);
                handle.createUpdate("DELETE FROM edge_request WHERE hour < :old")
                        .bind("old", now.minus(KEPT))
                        .execute();
            }
        });
    }

    private static Optional<Instant> last(Handle handle) {
        return handle.createQuery("SELECT max(hour) AS last FROM edge_request")
                .map((row, context) ->
                        Optional.ofNullable(row.getTimestamp("last")).map(last -> last.toInstant()))
                .one();
    }

    /** The hour before is there even when nobody asked: so it is known that it was counted. */
    private static void count(Handle handle, Instant until) {
        TreeMap<Instant, Long> hours = new TreeMap<>();
        hours.put(until.minus(HOUR), 0L);
        handle.createQuery("SELECT at, requests FROM asked_minute WHERE at < :until")
                .bind("until", until)
                .map((row, context) -> new Sample(row.getTimestamp("at").toInstant(), row.getLong("requests")))
                .forEach(minute -> hours.merge(minute.at().truncatedTo(ChronoUnit.HOURS), minute.amount(), Long::sum));
        hours.forEach((hour, requests) -> handle.createUpdate(
                        "INSERT INTO edge_request (hour, requests) VALUES (:hour, :requests) ON CONFLICT DO NOTHING")
                .bind("hour", hour)
                .bind("requests", requests)
                .execute());
        handle.createUpdate("DELETE FROM asked_minute WHERE at < :until")
                .bind("until", until)
                .execute();
    }

    /** What was counted. */
    public List<Sample> samples() {
        return control.withHandle(handle -> handle.createQuery("SELECT hour, requests FROM edge_request")
                .map((row, context) -> new Sample(row.getTimestamp("hour").toInstant(), row.getLong("requests")))
                .list());
    }
}
