package dev.understudy.model.view;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What the users of an environment asked for, and how long they waited.
 *
 * @param from when the time begins that it is about
 * @param step how long each of the points is
 * @param points those in which somebody asked, the oldest first
 * @param marks what was done to the environment meanwhile
 */
public record TrafficView(
        String environment, Span span, Instant from, Duration step, List<Point> points, List<Mark> marks) {

    public TrafficView {
        points = List.copyOf(points);
        marks = List.copyOf(marks);
    }

    /** How much of the past is shown, and how fine. */
    public enum Span {
        HOUR(Duration.ofHours(1), Duration.ofMinutes(1)),
        DAY(Duration.ofDays(1), Duration.ofMinutes(15)),
        MONTH(Duration.ofDays(30), Duration.ofHours(6));

        private final Duration length;
        private final Duration step;

        Span(Duration length, Duration step) {
            this.length = length;
            this.step = step;
        }

        public Duration length() {
            return length;
        }

        public Duration step() {
            return step;
        }

        /** The word in addresses. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A part of the time.
     *
     * @param requests how many were answered
     * @param failed how many of them by an error of the server (5xx)
     * @param held how many waited for Odoo to be there
     * @param usualMillis how long half of them took at most
     * @param slowMillis how long 95 of 100 took at most
     */
    public record Point(Instant at, long requests, long failed, long held, long usualMillis, long slowMillis) {}

    /** A run that ended then, e.g. a deploy. */
    public record Mark(Instant at, String run, String recipe, String release, String status) {}
}
