package dev.understudy.server.web;

import dev.understudy.model.view.TrafficView;
import dev.understudy.model.view.TrafficView.Mark;
import dev.understudy.model.view.TrafficView.Point;
import java.util.List;
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
    public static final int WIDTH = Plot.WIDTH;

    public static final int HEIGHT = Plot.HEIGHT;

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
        Plot plot = new Plot(traffic.from(), traffic.span().length(), traffic.step());
        double step = plot.stepWidth();
        List<Bar> bars = traffic.points().stream()
                .map(point -> {
                    double x = plot.x(point.at());
                    double height = (double) HEIGHT * point.requests() / mostRequests;
                    double failed = (double) HEIGHT * point.failed() / mostRequests;
                    return new Bar(
                            Plot.number(x + step * GAP / 2),
                            Plot.number(step * (1 - GAP)),
                            Plot.number(HEIGHT - height),
                            Plot.number(height),
                            Plot.number(HEIGHT - failed),
                            Plot.number(failed),
                            point);
                })
                .toList();
        return new TrafficChart(
                bars,
                plot.pieces(values(traffic, Point::usualMillis), (double) mostMillis),
                plot.pieces(values(traffic, Point::slowMillis), (double) mostMillis),
                plot.lines(traffic.marks()),
                mostRequests,
                mostMillis,
                traffic.points().stream().mapToLong(Point::requests).sum(),
                traffic.points().stream().mapToLong(Point::failed).sum());
    }

    private static List<Plot.Value> values(TrafficView traffic, ToLongFunction<Point> value) {
        return traffic.points().stream()
                .map(point -> new Plot.Value(point.at(), value.applyAsLong(point)))
                .toList();
    }
}
