package dev.understudy.model.view;

import dev.understudy.model.view.TrafficView.Mark;
import dev.understudy.model.view.TrafficView.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an environment takes of the machine.
 *
 * @param from when the time begins that it is about
 * @param step how long each of the points is
 * @param points those of which something is known, the oldest first
 * @param marks what was done to the environment meanwhile
 * @param statements those that were seen at work for more than a second, the longest first
 */
public record MonitorView(
        String environment,
        Span span,
        Instant from,
        Duration step,
        List<Point> points,
        List<Mark> marks,
        List<SlowStatement> statements) {

    public MonitorView {
        points = List.copyOf(points);
        marks = List.copyOf(marks);
        statements = List.copyOf(statements);
    }

    /** For who may not read what is at work in its database. */
    public MonitorView withoutStatements() {
        return new MonitorView(environment, span, from, step, points, marks, List.of());
    }

    /**
     * A part of the time.
     *
     * @param processors how many it kept at work, on average
     * @param memory the most bytes that its processes had for themselves
     * @param busy how many workers were at work on requests, on average
     * @param connections the most connections to its database; absent when that was not asked
     * @param active how many of them were at work
     * @param databaseBytes how large the database was
     */
    public record Point(
            Instant at,
            double processors,
            long memory,
            double busy,
            @Nullable Integer connections,
            @Nullable Integer active,
            @Nullable Long databaseBytes) {}

    /**
     * A statement that took long.
     *
     * @param statement without its values
     * @param seen how often it was at work when the database was looked at
     * @param longestMillis how long it had taken when it was seen
     */
    public record SlowStatement(String statement, int seen, long longestMillis, Instant first, Instant last) {}
}
