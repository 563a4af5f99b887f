package dev.understudy.server.web;

import dev.understudy.model.view.TrafficView;
import dev.understudy.model.view.TrafficView.Mark;
import dev.understudy.model.view.TrafficView.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * How the traffic of an environment is drawn: bars for how much was asked for, lines for how long it took, and where something was done.
 *
 * @param bars of requests, and of those that failed
 * @param usual the line of what half of them took; in pieces, where nobody asked in between
 * @param slow the line of what 95 of 100 took
 * @param mostRequests the highest bar
 * @param mostMillis the highest point of the lines
 */
public record TrafficChart(
        List<Bar> bars,
        List<String> usual,
        List<String> slow,
        List<Line> lines,
        long mostRequests,
        long mostMillis,
        long requests,
        long failed) {

    /** Of each drawing. */
    public static final int WIDTH = 720;

    public static final int HEIGHT = 140;

    private static final double GAP = 0.15;

    public TrafficChart {
        bars = List.copyOf(bars);
        usual = List.copyOf(usual);
        slow = List.copyOf(slow);
        lines = List.copyOf(lines);
    }

    /** A bar, with what of it failed at its foot. */
    public record Bar(
            String x, String width, String y, String height, String failedY, String failedHeight, Point point) {}

    /** Where something was done. */
    public record Line(String x, Mark mark) {}

    static TrafficChart of(TrafficView traffic) {
        long mostRequests = Math.max(
                1, traffic.points().stream().mapToLong(Point::requests).max().orElse(1));
        long mostMillis = Math.max(
                100,
                traffic.points().stream().mapToLong(Point::slowMillis).max().orElse(1));
        double step = WIDTH
                * (double) traffic.step().toSeconds()
                / traffic.span().length().toSeconds();
        List<Bar> bars = traffic.points().stream()
                .map(point -> {
                    double x = x(traffic, point.at());
                    double height = (double) HEIGHT * point.requests() / mostRequests;
                    double failed = (double) HEIGHT * point.failed() / mostRequests;
                    return new Bar(
                            number(x + step * GAP / 2),
                            number(step * (1 - GAP)),
                            number(HEIGHT - height),
                            number(height),
                            number(HEIGHT - failed),
                            number(failed),
                            point);
                })
                .toList();
        List<Line> lines = traffic.marks().stream()
                .map(mark -> new Line(number(x(traffic, mark.at())), mark))
                .toList();
        return new TrafficChart(
                bars,
                pieces(traffic, Point::usualMillis, mostMillis, step),
                pieces(traffic, Point::slowMillis, mostMillis, step),
                lines,
                mostRequests,
                mostMillis,
                traffic.points().stream().mapToLong(Point::requests).sum(),
                traffic.points().stream().mapToLong(Point::failed).sum());
    }

    /** A line is drawn from point to point that follow each other; a point alone is a short line. */
    private static List<String> pieces(TrafficView traffic, ToLongFunction<Point> value, long most, double step) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        Instant next = Instant.MIN;
        for (Point point : traffic.points()) {
            if (!point.at().equals(next) && !piece.isEmpty()) {
                pieces.add(piece.toString().strip());
                piece.setLength(0);
            }
            double left = x(traffic, point.at());
            double y = HEIGHT - (double) HEIGHT * value.applyAsLong(point) / most;
            if (piece.isEmpty()) {
                piece.append(number(left)).append(',').append(number(y)).append(' ');
            }
            piece.append(number(left + step / 2)).append(',').append(number(y)).append(' ');
            next = point.at().plus(traffic.step());
            if (traffic.points().getLast().equals(point)) {
                piece.append(number(left + step)).append(',').append(number(y));
            }
        }
        if (!piece.isEmpty()) {
            pieces.add(piece.toString().strip());
        }
        return pieces;
    }

    private static double x(TrafficView traffic, Instant at) {
        double part = (double) Duration.between(traffic.from(), at).toSeconds()
                / traffic.span().length().toSeconds();
        return WIDTH * Math.clamp(part, 0, 1);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
