package dev.understudy.server.web;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.view.MailView;
import dev.understudy.model.view.ProblemView;
import dev.understudy.server.api.InsightRoutes;
import dev.understudy.server.api.Insights;
import dev.understudy.server.api.Projects;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The mails that the Odoo of a copy has written and not sent. */
public final class HeldMailsPage {

    private final Projects projects;
    private final Screen screen;

    HeldMailsPage(Projects projects, Screen screen) {
        this.projects = projects;
        this.screen = screen;
    }

    /**
     * What the list shows.
     *
     * @param problem why nothing can be shown; absent when nothing is wrong
     */
    public record View(
            String environment,
            List<MailView> mails,
            @Nullable ProblemView problem) {}

    void list(Context request) {
        String environment = request.pathParam("name");
        try {
            screen.show(
                    request,
                    "heldMails",
                    new View(environment, insights(request).heldMails(environment), null));
        } catch (FaultException refused) {
            if (refused.fault().kind() != Fault.Kind.REFUSED) {
                throw refused;
            }
            screen.show(
                    request.status(HttpStatus.CONFLICT),
                    "heldMails",
                    new View(environment, List.of(), SignInPage.problem(request, refused)));
        }
    }

    void show(Context request) {
        MailFrame.show(
                screen, request, new MailFrame.View(request.pathParam("name"), "held-mails", whole(request), ""));
    }

    void body(Context request) {
        MailFrame.body(request, whole(request).html());
    }

    private MailView.Whole whole(Context request) {
        return insights(request).heldMail(request.pathParam("name"), InsightRoutes.number(request.pathParam("id")));
    }

    private Insights insights(Context request) {
        return projects.desk(request.pathParam("project")).insights();
    }
}
