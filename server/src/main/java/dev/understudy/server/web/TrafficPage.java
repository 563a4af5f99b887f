package dev.understudy.server.web;

import dev.understudy.model.view.TrafficView;
import dev.understudy.server.api.InsightRoutes;
import dev.understudy.server.api.Projects;
import io.javalin.http.Context;

/** What the users of an environment asked for and how long they waited, over an hour, a day or a month, with its deploys. */
public final class TrafficPage {

    private final Projects projects;
    private final Screen screen;

    TrafficPage(Projects projects, Screen screen) {
        this.projects = projects;
        this.screen = screen;
    }

    /** What the page shows. */
    public record View(TrafficView traffic, TrafficChart chart) {}

    void show(Context request) {
        TrafficView traffic = projects.desk(request.pathParam("project"))
                .insights()
                .traffic(request.pathParam("name"), InsightRoutes.span(request.queryParam("span")));
        screen.show(request, "traffic", new View(traffic, TrafficChart.of(traffic)));
    }
}
