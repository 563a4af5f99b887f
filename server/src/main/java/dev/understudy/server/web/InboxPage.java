package dev.understudy.server.web;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.view.InboxView;
import dev.understudy.model.view.InboxView.ItemView;
import dev.understudy.model.view.ProblemView;
import dev.understudy.server.access.Gatekeeper;
import dev.understudy.server.access.Visitor;
import dev.understudy.server.api.Desk;
import dev.understudy.server.api.PracticeDesk.TicketReport;
import dev.understudy.server.api.Problems;
import dev.understudy.server.api.Projects;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What waits for whoever looks, with what it takes to do it there and then; and where they tell of a problem. */
public final class InboxPage {

    private final Projects projects;
    private final Screen screen;

    InboxPage(Projects projects, Screen screen) {
        this.projects = projects;
        this.screen = screen;
    }

    /**
     * What the page shows.
     *
     * @param others what waits for others alone; all of it for the operator, who is nobody in particular
     * @param environments where a problem may have been seen
     * @param told the problem that was just reported, in their words; empty for none
     * @param problem why a report was not taken; absent when nothing is wrong
     */
    public record View(
            List<ItemView> mine,
            List<ItemView> others,
            List<String> environments,
            String told,
            @Nullable ProblemView problem) {}

    void show(Context request) {
        show(request, "", null);
    }

    /** Takes a report, to be written to production's Odoo. */
    void report(Context request) {
        String title = SignInPage.said(request, "title");
        try {
            desk(request)
                    .practice()
                    .report(
                            new TicketReport(
                                    title,
                                    SignInPage.said(request, "text"),
                                    "",
                                    SignInPage.said(request, "environment"),
                                    SignInPage.said(request, "page"),
                                    "",
                                    Picture.of(request, "screenshot")),
                            Gatekeeper.visitor(request).by());
            show(request.status(HttpStatus.CREATED), title, null);
        } catch (FaultException refused) {
            if (refused.fault().kind() == Fault.Kind.FAILED) {
                throw refused;
            }
            show(request.status(HttpStatus.CONFLICT), "", SignInPage.problem(request, refused));
        }
    }

    private void show(Context request, String told, @Nullable ProblemView problem) {
        Visitor visitor = Gatekeeper.visitor(request);
        Desk desk = desk(request);
        InboxView all = desk.inbox(Problems.language(request));
        List<ItemView> mine = all.of(visitor.name()).items();
        List<ItemView> others =
                all.items().stream().filter(item -> !mine.contains(item)).toList();
        Gathering parts = new Gathering(request);
        List<String> environments = parts.part(
                List.of(),
                () -> desk.environments(Problems.language(request)).stream()
                        .map(environment -> environment.name())
                        .toList());
        screen.show(request, "inbox", new View(mine, others, environments, told, problem), parts);
    }

    private Desk desk(Context request) {
        return projects.desk(request.pathParam("project"));
    }
}
