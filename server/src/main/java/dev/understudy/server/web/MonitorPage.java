package dev.understudy.server.web;

import dev.understudy.model.view.MonitorView;
import dev.understudy.model.view.MonitorView.Point;
import dev.understudy.server.api.InsightRoutes;
import dev.understudy.server.api.Projects;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What an environment takes of the machine, over an hour, a day or a month, with its deploys, and what its database was long at. */
public final class MonitorPage {

    private final Projects projects;
    private final Screen screen;

    MonitorPage(Projects projects, Screen screen) {
        this.projects = projects;
        this.screen = screen;
    }

    /** What the page shows. */
    public record View(MonitorView monitoring, List<Curve> curves, List<TrafficChart.Line> lines) {

        public View {
            curves = List.copyOf(curves);
            lines = List.copyOf(lines);
        }
    }

    /**
     * A drawing.
     *
     * @param name of what is drawn, as the texts know it
     * @param bytes whether it is so many bytes; a number of something otherwise
     * @param pieces of the line
     * @param most the highest value
     * @param last the newest value
     */
    public record Curve(String name, boolean bytes, List<String> pieces, double most, double last) {

        public Curve {
            pieces = List.copyOf(pieces);
        }
    }

    void show(Context request) {
        MonitorView monitoring = InsightRoutes.shown(
                request,
                projects.desk(request.pathParam("project"))
                        .insights()
                        .monitoring(request.pathParam("name"), InsightRoutes.span(request.queryParam("span"))));
        Plot plot = new Plot(monitoring.from(), monitoring.span().length(), monitoring.step());
        List<Curve> curves = new ArrayList<>();
        curve(plot, monitoring, "processors", false, Point::processors).ifPresent(curves::add);
        curve(plot, monitoring, "memory", true, point -> (double) point.memory())
                .ifPresent(curves::add);
        curve(plot, monitoring, "busy", false, Point::busy).ifPresent(curves::add);
        curve(plot, monitoring, "connections", false, point -> number(point.connections()))
                .ifPresent(curves::add);
        curve(plot, monitoring, "database", true, point -> number(point.databaseBytes()))
                .ifPresent(curves::add);
        screen.show(request, "monitoring", new View(monitoring, curves, plot.lines(monitoring.marks())));
    }

    private static @Nullable Double number(@Nullable Number known) {
        return known == null ? null : known.doubleValue();
    }

    private static Optional<Curve> curve(
            Plot plot, MonitorView monitoring, String name, boolean bytes, Function<Point, @Nullable Double> value) {
        List<Plot.Value> values = new ArrayList<>();
        for (Point point : monitoring.points()) {
            Double known = value.apply(point);
            if (known != null) {
                values.add(new Plot.Value(point.at(), known));
            }
        }
        if (values.isEmpty()) {
            return Optional.empty();
        }
        double most = values.stream().mapToDouble(Plot.Value::value).max().orElse(0);
        // A tenth of a processor is little: a line at rest lies at the foot.
        double edge = bytes ? Math.max(1, 1.1 * most) : Math.max(1, most);
        return Optional.of(new Curve(
                name, bytes, plot.pieces(values, edge), most, values.getLast().value()));
    }
}
