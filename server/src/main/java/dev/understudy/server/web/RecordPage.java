package dev.understudy.server.web;

import dev.understudy.model.view.RecordView;
import dev.understudy.server.api.Projects;
import io.javalin.http.Context;

/** What was done and told: reminders, warnings, tickets, lessons, the audit log; and how production stands. */
public final class RecordPage {

    private final Projects projects;
    private final Screen screen;

    RecordPage(Projects projects, Screen screen) {
        this.projects = projects;
        this.screen = screen;
    }

    void show(Context request) {
        RecordView record =
                projects.desk(request.pathParam("project")).practice().record();
        screen.show(request, "record", record);
    }
}
