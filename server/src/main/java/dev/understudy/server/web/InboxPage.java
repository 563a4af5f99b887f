package dev.understudy.server.web;

import dev.understudy.engine.environment.Environment;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.model.view.InboxView;
import dev.understudy.model.view.InboxView.ItemView;
import dev.understudy.server.access.Gatekeeper;
import dev.understudy.server.access.Visitor;
import dev.understudy.server.api.Desk;
import dev.understudy.server.api.PracticeDesk.TicketReport;
import dev.understudy.server.api.Problems;
import dev.understudy.server.api.Projects;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

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
     * @param environments where a problem may have been seen: first where something is tried
     * @param reports whether the project takes problems
     * @param report how it stands with the form of a problem
     * @param saved whether they have just chosen their password
     */
    public record View(
            List<ItemView> mine,
            List<ItemView> others,
            List<String> environments,
            boolean reports,
            Reporting report,
            boolean saved) {}

    void show(Context request) {
        show(request, Reporting.NOTHING);
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
            show(request.status(HttpStatus.CREATED), Reporting.taken(title));
        } catch (FaultException refused) {
            if (refused.fault().kind() == Fault.Kind.FAILED) {
                throw refused;
            }
            show(
                    request.status(HttpStatus.CONFLICT),
                    Reporting.refused(Typed.of(request), SignInPage.problem(request, refused)));
        }
    }

    private void show(Context request, Reporting report) {
        Visitor visitor = Gatekeeper.visitor(request);
        Desk desk = desk(request);
        InboxView all = desk.inbox(Problems.language(request));
        List<ItemView> mine = all.of(visitor.name()).items();
        List<ItemView> others =
                all.items().stream().filter(item -> !mine.contains(item)).toList();
        Gathering parts = new Gathering(request);
        List<String> environments = parts.part(List.of(), () -> places(desk.environments(Problems.language(request))));
        screen.show(
                request,
                "inbox",
                new View(
                        mine,
                        others,
                        environments,
                        parts.part(false, () -> desk.practice().keepsTickets()),
                        report,
                        "password".equals(request.queryParam("saved"))),
                parts);
    }

    /** Where people work: whoever tries a release reports of the copy that they try it on. */
    private static List<String> places(List<EnvironmentView> environments) {
        String live = environments.stream()
                .filter(environment -> environment.kind().equals("live"))
                .map(environment -> String.valueOf(environment.release()))
                .findFirst()
                .orElse("");
        Predicate<EnvironmentView> tried = environment -> environment.kind().equals("copy")
                && environment.release() != null
                && !live.equals(environment.release());
        return environments.stream()
                .filter(environment -> !environment.name().equals(Environment.REHEARSAL))
                .sorted(Comparator.comparing(environment -> !tried.test(environment)))
                .map(EnvironmentView::name)
                .toList();
    }

    private Desk desk(Context request) {
        return projects.desk(request.pathParam("project"));
    }
}
