package dev.understudy.process.measure;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.model.calendar.LoadMap.Sample;
import dev.understudy.model.config.Project;
import dev.understudy.odoo.series.Series;
import dev.understudy.targets.edge.AccessEntry;
import dev.understudy.targets.edge.AccessLog;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Jdbi;

/**
 * How much production's users ask for, by the hour of the past weeks: counted from what the edge has answered, once an hour, for
 * that log is no longer there when somebody asks. Pictures, styles and what a page keeps open are left out.
 */
public final class EdgeRequests {

    private static final Duration KEPT = Duration.ofDays(7L * 8);
    private static final List<String> NOBODYS =
            List.of("/web/assets/", "/web/static/", "/web/image", "/bus/", "/web/health");

    private final Jdbi control;
    private final Environments environments;
    private final BiFunction<Environment, Instant, AccessLog> answers;

    /** @param answers what an environment's users were answered since a time */
    public EdgeRequests(Jdbi control, Environments environments, BiFunction<Environment, Instant, AccessLog> answers) {
        this.control = control;
        this.environments = environments;
        this.answers = answers;
    }

    /** Counts the hours that are over and were not counted. */
    public void look(Instant now) {
        Instant hour = now.truncatedTo(ChronoUnit.HOURS);
        Instant since = control.withHandle(handle -> handle.createQuery("SELECT max(hour) AS last FROM edge_request")
                        .map((row, context) -> Optional.ofNullable(row.getTimestamp("last")))
                        .one())
                .map(last -> last.toInstant().plus(Duration.ofHours(1)))
                .orElse(hour.minus(KEPT));
        environments
                .find(Project.PRODUCTION)
                .filter(production -> since.isBefore(hour))
                .ifPresent(production -> keep(counted(production, since, hour), now));
    }

    private Map<Instant, Long> counted(Environment production, Instant since, Instant until) {
        Map<Instant, Long> hours = new TreeMap<>(Map.of(until.minus(Duration.ofHours(1)), 0L));
        try (AccessLog log = answers.apply(production, since)) {
            log.read(entry -> {
                if (!entry.ended().isBefore(since) && entry.ended().isBefore(until) && ofPeople(entry)) {
                    hours.merge(entry.ended().truncatedTo(ChronoUnit.HOURS), 1L, Long::sum);
                }
            });
        }
        return hours;
    }

    private static boolean ofPeople(AccessEntry entry) {
        return !Series.staysOpen(entry.path())
                && NOBODYS.stream().noneMatch(entry.path()::startsWith)
                && !entry.path().contains("/static/");
    }

    private void keep(Map<Instant, Long> hours, Instant now) {
        control.useTransaction(handle -> {
            hours.forEach((hour, requests) -> handle.createUpdate(
                            "INSERT INTO edge_request (hour, requests) VALUES (:hour, :requests) ON CONFLICT DO NOTHING")
                    .bind("hour", hour)
                    .bind("requests", requests)
                    .execute());
            handle.createUpdate("DELETE FROM edge_request WHERE hour < :old")
                    .bind("old", now.minus(KEPT))
                    .execute();
        });
    }

    /** What was counted. */
    public List<Sample> samples() {
        return control.withHandle(handle -> handle.createQuery("SELECT hour, requests FROM edge_request")
                .map((row, context) -> new Sample(row.getTimestamp("hour").toInstant(), row.getLong("requests")))
                .list());
    }
}
