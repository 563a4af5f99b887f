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

/**
 * The mails that a copy wrote and kept. What a mail says is shown in a frame that may do nothing: no script runs there, nothing is loaded
 * from elsewhere, and it is of no origin.
 */
public final class MailsPage {

    /** Of the page around the frame. */
    private static final String AROUND = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** Of what is in the frame; a mail has its styles with it. */
    private static final String WITHIN = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; "
            + "form-action 'none'; base-uri 'none'; frame-ancestors 'self'";

    private static final String POLICY = "Content-Security-Policy";

    private final Projects projects;
    private final Screen screen;

    MailsPage(Projects projects, Screen screen) {
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

    /** What the page of one shows. */
    public record OneView(String environment, MailView.Whole whole) {}

    void list(Context request) {
        String environment = request.pathParam("name");
        try {
            screen.show(
                    request, "mails", new View(environment, insights(request).mails(environment), null));
        } catch (FaultException refused) {
            if (refused.fault().kind() != Fault.Kind.REFUSED) {
                throw refused;
            }
            screen.show(
                    request.status(HttpStatus.CONFLICT),
                    "mails",
                    new View(environment, List.of(), SignInPage.problem(request, refused)));
        }
    }

    void show(Context request) {
        MailView.Whole whole = whole(request);
        screen.show(request.header(POLICY, AROUND), "mail", new OneView(request.pathParam("name"), whole));
    }

    /** What the mail itself says, for the frame. */
    void body(Context request) {
        String html = whole(request).html();
        request.header(POLICY, WITHIN)
                .contentType("text/html; charset=utf-8")
                .result("<!DOCTYPE html><meta charset=\"utf-8\"><title>-</title>" + html);
    }

    private MailView.Whole whole(Context request) {
        return insights(request).mail(request.pathParam("name"), InsightRoutes.number(request.pathParam("id")));
    }

    private Insights insights(Context request) {
        return projects.desk(request.pathParam("project")).insights();
    }
}
