package dev.understudy.server.web;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.view.MailView;
import dev.understudy.model.view.ProblemView;
import dev.understudy.server.api.Desk;
import dev.understudy.server.api.InsightRoutes;
import dev.understudy.server.api.Problems;
import dev.understudy.server.api.Projects;
import dev.understudy.server.mailbox.CaughtMails;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The mails that a copy or a development sent, and that were caught. */
public final class MailsPage {

    private final Projects projects;
    private final Screen screen;

    MailsPage(Projects projects, Screen screen) {
        this.projects = projects;
        this.screen = screen;
    }

    /**
     * What the list shows.
     *
     * @param search what they were looked for by; empty for all
     * @param problem why nothing can be shown; absent when nothing is wrong
     */
    public record View(
            String environment,
            String search,
            List<MailView> mails,
            @Nullable ProblemView problem) {}

    void list(Context request) {
        String environment = request.pathParam("name");
        String search = InsightRoutes.search(request);
        try {
            screen.show(
                    request,
                    "mails",
                    new View(environment, search, caught(request).list(search), null));
        } catch (FaultException refused) {
            if (refused.fault().kind() != Fault.Kind.REFUSED) {
                throw refused;
            }
            screen.show(
                    request.status(HttpStatus.CONFLICT),
                    "mails",
                    new View(environment, search, List.of(), SignInPage.problem(request, refused)));
        }
    }

    void show(Context request) {
        String environment = request.pathParam("name");
        String site = Objects.requireNonNullElse(
                desk(request)
                        .environment(environment, Problems.language(request))
                        .url(),
                "");
        MailFrame.show(
                screen,
                request,
                new MailFrame.View(environment, "mails", caught(request).one(id(request)), site));
    }

    void body(Context request) {
        MailFrame.body(request, caught(request).one(id(request)).html());
    }

    void source(Context request) {
        InsightRoutes.send(request, caught(request).source(id(request)));
    }

    void file(Context request) {
        InsightRoutes.send(
                request, caught(request).file(id(request), InsightRoutes.number(request.pathParam("number"))));
    }

    void delete(Context request) {
        caught(request).delete(id(request));
        back(request);
    }

    void clear(Context request) {
        int _ = caught(request).clear();
        back(request);
    }

    private static void back(Context request) {
        request.redirect(
                "/projects/" + request.pathParam("project") + "/environments/" + request.pathParam("name") + "/mails",
                HttpStatus.SEE_OTHER);
    }

    private static long id(Context request) {
        return InsightRoutes.number(request.pathParam("id"));
    }

    private CaughtMails caught(Context request) {
        return desk(request).insights().mails(request.pathParam("name"));
    }

    private Desk desk(Context request) {
        return projects.desk(request.pathParam("project"));
    }
}
