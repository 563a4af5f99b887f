package dev.understudy.process.measure;

import dev.understudy.odoo.log.ErrorGroup;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** The errors that environments logged, by kind, and since when their logs have been looked at. */
public final class LoggedErrors {

    /** After which what lies between is not known: the log may have been rotated away, or nobody was there. */
    private static final Duration GAP = Duration.ofDays(1);

    private static final int EXAMPLE = 8000;

    private final Jdbi control;

    public LoggedErrors(Jdbi control) {
        this.control = control;
    }

    /**
     * A kind of error.
     *
     * @param environment that logged it
     * @param release that the environment ran
     * @param example what was logged the first time, with its traceback
     */
    public record Logged(
            String environment,
            String release,
            String fingerprint,
            Instant firstAt,
            Instant lastAt,
            long times,
            String logger,
            String example) {}

    /** When a log was looked at. */
    public record Watched(Instant since, Instant lookedAt) {}

    /** Adds what was logged since the last look. */
    void add(String environment, String release, ErrorGroup group, Instant first, Instant last) {
        String text = group.example().text();
        control.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO log_error (environment, release_id, fingerprint, first_at, last_at, times, logger, example)
                        VALUES (:environment, :release, :fingerprint, :first, :last, :times, :logger, :example)
                        ON CONFLICT (environment, release_id, fingerprint) DO UPDATE
                            SET times = log_error.times + excluded.times, last_at = greatest(log_error.last_at, excluded.last_at),
                                first_at = least(log_error.first_at, excluded.first_at)""")
                .bind("environment", environment)
                .bind("release", release)
                .bind("fingerprint", group.fingerprint().id())
                .bind("first", first)
                .bind("last", last)
                .bind("times", group.count())
                .bind("logger", group.fingerprint().logger())
                .bind(
                        "example",
                        text.substring(Math.max(0, text.length() - EXAMPLE)).replace("\0", ""))
                .execute());
    }

    /** Notes that a log was looked at, while its Odoo ran. */
    void looked(String environment, Instant now) {
        control.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO log_watched (environment, since, looked_at) VALUES (:environment, :now, :now)
                        ON CONFLICT (environment) DO UPDATE
                            SET since = CASE WHEN log_watched.looked_at < :gap THEN excluded.since ELSE log_watched.since END,
                                looked_at = excluded.looked_at""")
                .bind("environment", environment)
                .bind("now", now)
                .bind("gap", now.minus(GAP))
                .execute());
    }

    /** Empty for one that was never looked at. */
    public Optional<Watched> watched(String environment) {
        return Optional.ofNullable(watched().get(environment));
    }

    /** By environment; without those that were never looked at. */
    public Map<String, Watched> watched() {
        return control.withHandle(handle -> handle.createQuery("SELECT environment, since, looked_at FROM log_watched")
                .map((row, context) -> Map.entry(
                        row.getString("environment"),
                        new Watched(
                                row.getTimestamp("since").toInstant(),
                                row.getTimestamp("looked_at").toInstant())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /**
     * Kinds of errors that a release brought to an environment: logged there since it came, and neither there before it nor by
     * any of the others, above all production.
     */
    public List<Logged> brought(String release, String environment, Instant since) {
        return brought(List.of(release)).getOrDefault(release, List.of()).stream()
                .filter(one ->
                        one.environment().equals(environment) && !one.lastAt().isBefore(since))
                .toList();
    }

    /**
     * Kinds of errors that some releases brought, wherever that was, by release, the earliest first; without those that brought
     * none.
     */
    public Map<String, List<Logged>> brought(Collection<String> releases) {
        return control
                .withHandle(handle -> handle.createQuery("""
                        SELECT * FROM log_error mine
                        WHERE release_id = ANY (:releases)
                            AND NOT EXISTS (
                                SELECT 1 FROM log_error other
                                WHERE other.fingerprint = mine.fingerprint
                                    AND (other.environment, other.release_id) <> (mine.environment, mine.release_id)
                                    AND other.first_at < mine.first_at)
                        ORDER BY first_at""")
                        .bindArray("releases", String.class, releases)
                        .map((row, context) -> logged(row))
                        .list())
                .stream()
                .collect(Collectors.groupingBy(Logged::release));
    }

    private static Logged logged(ResultSet row) throws SQLException {
        return new Logged(
                row.getString("environment"),
                row.getString("release_id"),
                row.getString("fingerprint"),
                row.getTimestamp("first_at").toInstant(),
                row.getTimestamp("last_at").toInstant(),
                row.getLong("times"),
                row.getString("logger"),
                row.getString("example"));
    }

    /** When an entry was logged: Odoo writes UTC. */
    static Instant at(ErrorGroup group) {
        return group.example().time().toInstant(ZoneOffset.UTC);
    }
}
