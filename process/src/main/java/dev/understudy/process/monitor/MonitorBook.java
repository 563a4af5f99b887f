package dev.understudy.process.monitor;

import dev.understudy.model.view.MonitorView.Point;
import dev.understudy.model.view.MonitorView.SlowStatement;
import dev.understudy.model.view.TrafficView.Span;
import dev.understudy.process.monitor.Sample.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;

/** What environments took of the machine, in the control plane: by the minute for a day, by the quarter of an hour for a month. */
public final class MonitorBook {

    private static final Duration FINE = Duration.ofHours(25);
    private static final int COARSE = 900;
    private static final int MOST_STATEMENTS = 50;
    private static final int MOST_SHOWN = 20;

    private final Jdbi control;

    public MonitorBook(Jdbi control) {
        this.control = control;
    }

    void add(String environment, Sample sample) {
        control.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO machine_use
                               (environment, at, seconds, processors, memory, connections, active, database_bytes)
                        VALUES (:environment, :at, :seconds, :processors, :memory, :connections, :active, :bytes)
                        ON CONFLICT DO NOTHING""")
                .bind("environment", environment)
                .bind("at", sample.at())
                .bind("seconds", sample.seconds())
                .bind("processors", sample.processors())
                .bind("memory", sample.memory())
                .bind(
                        "connections",
                        sample.database().map(Database::connections).orElse(null))
                .bind("active", sample.database().map(Database::active).orElse(null))
                .bind("bytes", sample.database().map(Database::bytes).orElse(null))
                .execute());
    }

    /** Notes a statement that was at work for so long. */
    void saw(String environment, String statement, Duration took, Instant at) {
        control.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO slow_statement AS known
                               (environment, statement, digest, seen, longest, first_at, last_at)
                        VALUES (:environment, :statement, :digest, 1, :took, :at, :at)
                        ON CONFLICT (environment, digest) DO UPDATE
                           SET seen = known.seen + 1, last_at = :at, longest = greatest(known.longest, :took)""")
                .bind("environment", environment)
                .bind("statement", statement)
                .bind("digest", Statements.digest(statement))
                .bind("took", took.toMillis())
                .bind("at", at)
                .execute());
    }

    /** Forgets what nobody is shown any more, what was of environments that are gone, and makes coarse what is a day old. */
    void forget(Instant now, Duration kept, Collection<String> present) {
        control.useTransaction(handle -> {
            for (String table : List.of("machine_use", "slow_statement")) {
                handle.createUpdate(
                                "DELETE FROM " + table + " WHERE " + (table.equals("machine_use") ? "at" : "last_at")
                                        + " < :before OR environment <> ALL (:present)")
                        .bind("before", now.minus(kept))
                        .bindArray("present", String.class, List.copyOf(present))
                        .execute();
            }
            handle.createUpdate("""
                            DELETE FROM slow_statement USING (
                                   SELECT environment, digest, row_number() OVER (
                                          PARTITION BY environment ORDER BY last_at DESC) AS place FROM slow_statement) ranked
                             WHERE slow_statement.environment = ranked.environment
                               AND slow_statement.digest = ranked.digest AND place > :most""").bind("most", MOST_STATEMENTS).execute();
            handle.createUpdate("""
                            WITH old AS (
                              DELETE FROM machine_use WHERE at < :fine AND seconds < :coarse RETURNING *)
                            INSERT INTO machine_use
                            SELECT environment, max(at), sum(seconds), sum(processors * seconds) / sum(seconds), max(memory),
                                   max(connections), max(active), max(database_bytes)
                              FROM old GROUP BY environment, floor(extract(epoch FROM at) / :coarse)
                            ON CONFLICT DO NOTHING""")
                    .bind("fine", now.minus(FINE))
                    .bind("coarse", COARSE)
                    .execute();
        });
    }

    /** The statements that took long since a time, the longest first. */
    public List<SlowStatement> statements(String environment, Instant from) {
        return control.withHandle(handle -> handle.createQuery("""
                        SELECT * FROM slow_statement WHERE environment = :environment AND last_at >= :from
                         ORDER BY longest DESC LIMIT :most""")
                .bind("environment", environment)
                .bind("from", from)
                .bind("most", MOST_SHOWN)
                .map((row, context) -> new SlowStatement(
                        row.getString("statement"),
                        row.getInt("seen"),
                        row.getLong("longest"),
                        row.getTimestamp("first_at").toInstant(),
                        row.getTimestamp("last_at").toInstant()))
                .list());
    }

    /** What was taken from a time on. */
    public List<Point> points(String environment, Instant from, Span span) {
        Map<Instant, Double> busy = busy(environment, from, span);
        TreeMap<Instant, Step> steps = new TreeMap<>();
        samples(environment, from).forEach(sample -> {
            Instant at = step(from, span, sample.from().isBefore(from) ? from : sample.from());
            for (; at.isBefore(sample.at()); at = at.plus(span.step())) {
                steps.computeIfAbsent(at, _ -> new Step()).add(sample, seconds(at, span, sample));
            }
        });
        return steps.entrySet().stream()
                .map(one -> one.getValue().point(one.getKey(), busy.getOrDefault(one.getKey(), 0.0)))
                .toList();
    }

    /** How much of a step a sample is of. */
    private static double seconds(Instant at, Span span, Sample sample) {
        Instant end = at.plus(span.step());
        Instant first = sample.from().isAfter(at) ? sample.from() : at;
        Instant last = sample.at().isBefore(end) ? sample.at() : end;
        return Math.max(0, Duration.between(first, last).toMillis() / 1e3);
    }

    private static Instant step(Instant from, Span span, Instant at) {
        long late = Duration.between(from, at).toSeconds();
        return from.plusSeconds(late - Math.floorMod(late, span.step().toSeconds()));
    }

    private List<Sample> samples(String environment, Instant from) {
        return control.withHandle(handle -> handle.createQuery(
                        "SELECT * FROM machine_use WHERE environment = :environment AND at > :from ORDER BY at")
                .bind("environment", environment)
                .bind("from", from)
                .map((row, context) -> sample(row))
                .list());
    }

    private static Sample sample(ResultSet row) throws SQLException {
        long bytes = row.getLong("database_bytes");
        Optional<Database> told = row.wasNull()
                ? Optional.empty()
                : Optional.of(new Database(row.getInt("connections"), row.getInt("active"), bytes));
        return new Sample(
                row.getTimestamp("at").toInstant(),
                row.getDouble("seconds"),
                row.getDouble("processors"),
                row.getLong("memory"),
                told);
    }

    /** How many workers were at work on requests, on average, in each step. */
    private Map<Instant, Double> busy(String environment, Instant from, Span span) {
        Map<Instant, Double> busy = new HashMap<>();
        double millis = span.step().toMillis();
        control.useHandle(handle -> handle.createQuery("""
                        SELECT at, busy_millis FROM traffic_minute WHERE environment = :environment AND at >= :from""")
                .bind("environment", environment)
                .bind("from", from)
                .map((row, context) ->
                        Map.entry(row.getTimestamp("at").toInstant(), row.getLong("busy_millis") / millis))
                .list()
                .forEach(minute -> busy.merge(step(from, span, minute.getKey()), minute.getValue(), Double::sum)));
        return busy;
    }

    /** What is known of a part of the time. */
    private static final class Step {

        private double seconds;
        private double work;
        private long memory;
        private Optional<Database> database = Optional.empty();

        void add(Sample sample, double share) {
            seconds += share;
            work += sample.processors() * share;
            memory = Math.max(memory, sample.memory());
            database = sample.database()
                    .map(told -> database.map(known -> new Database(
                                    Math.max(known.connections(), told.connections()),
                                    Math.max(known.active(), told.active()),
                                    told.bytes()))
                            .orElse(told))
                    .or(() -> database);
        }

        Point point(Instant at, double busy) {
            return new Point(
                    at,
                    seconds > 0 ? work / seconds : 0,
                    memory,
                    busy,
                    database.map(Database::connections).orElse(null),
                    database.map(Database::active).orElse(null),
                    database.map(Database::bytes).orElse(null));
        }
    }
}
