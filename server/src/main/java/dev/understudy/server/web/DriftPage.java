package dev.understudy.server.web;

import dev.understudy.model.config.Project;
import dev.understudy.server.access.Gatekeeper;
import dev.understudy.server.api.Desk;
import dev.understudy.server.api.Problems;
import dev.understudy.server.api.Projects;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Optional;

/** In what an environment differs from what it should be; what of production that is, somebody may accept. */
public final class DriftPage {

    private final Projects projects;
    private final Screen screen;

    DriftPage(Projects projects, Screen screen) {
        this.projects = projects;
        this.screen = screen;
    }

    void show(Context request) {
        Desk desk = projects.desk(request.pathParam("project"));
        String name = request.pathParam("name");
        // Refused first where there is no such environment.
        String known = desk.environment(name, Problems.language(request)).name();
        screen.show(request, "drift", desk.practice().drift(known));
    }

    void accept(Context request) {
        String project = request.pathParam("project");
        projects.desk(project)
                .practice()
                .acceptDrift(Gatekeeper.visitor(request).name(), Optional.ofNullable(request.formParam("mark")));
        request.redirect(
                "/projects/" + project + "/environments/" + Project.PRODUCTION + "/drift", HttpStatus.SEE_OTHER);
    }
}
