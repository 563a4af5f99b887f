package dev.understudy.server.api;

import dev.understudy.model.fault.Fault;
import dev.understudy.server.access.Role;
import dev.understudy.server.access.Route;
import dev.understudy.server.hooks.Hooks;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Every address of the API, in one list. */
final class Routes {

    static final String HEALTH = "/api/health";

    /** What all addresses of a project begin with. */
    private static final String PROJECT = "/api/projects/{project}";

    /** Who may read the token of the home may ask for anything. */
    private static final Set<Role> OPERATOR = Set.of(Role.OPERATOR);

    private Routes() {}

    static List<Route> all(Pages.Parts parts, Runnable shutdown) {
        Projects projects = parts.projects();
        ServiceRoutes service = new ServiceRoutes(shutdown, projects, parts.sessions());
        ProjectRoutes known = new ProjectRoutes(projects);
        List<Route> routes = new ArrayList<>(List.of(
                new Route(HandlerType.GET, HEALTH, Set.of(Role.NOBODY), service::health),
                post("/api/shutdown", OPERATOR, service::shutdown),
                post("/api/sign-in-links", OPERATOR, service::signInLink),
                get("/api/projects", OPERATOR, known::list),
                word("/api/projects", OPERATOR, known::add),
                delete(PROJECT, known::remove)));
        Desks desks = request -> projects.desk(request.pathParam("project"));
        Stream.of(
                        insights(new InsightRoutes(desks)),
                        environments(new EnvironmentRoutes(desks, parts.streams())),
                        releases(new ReleaseRoutes(desks), new PracticeRoutes(desks)),
                        after(new AfterRoutes(desks, new PracticeRoutes(desks))),
                        practice(new PracticeRoutes(desks)),
                        branches(new BranchRoutes(desks)),
                        access(new AccessRoutes(desks, parts.sessions(), parts.tokens()), new PracticeRoutes(desks)),
                        loans(new LoanRoutes(desks, new PracticeRoutes(desks))),
                        terminals(new TerminalRoutes(desks)),
                        shares(new ShareRoutes(desks, parts.shares())),
                        hooks(new HookRoutes(desks)),
                        runs(new RunRoutes(desks, parts.streams())))
                .flatMap(List::stream)
                .map(route -> route.below(PROJECT))
                .forEach(routes::add);
        routes.add(new Route(
                HandlerType.POST,
                Hooks.ADDRESS + "{project}/{id}",
                Set.of(Role.values()),
                new HookRoutes(desks)::receive));
        return List.copyOf(routes);
    }

    private static List<Route> environments(EnvironmentRoutes environments) {
        List<Route> routes = new ArrayList<>(List.of(
                get("/status", Role.SIGNED_IN, environments::status),
                get("/environments", Role.SIGNED_IN, environments::list),
                get("/environments/{name}", Role.SIGNED_IN, environments::show),
                get("/environments/{name}/logs", Role.READ_LOGS, environments::logs),
                get("/environments/{name}/loss", Role.SIGNED_IN, environments::loss),
                get("/environments/{name}/mask", Role.SIGNED_IN, environments::mask)));
        for (Verb verb : Verb.values()) {
            if (verb != Verb.REHEARSE) {
                routes.add(post(
                        "/environments/{name}/" + verb.word(),
                        verb.roles(),
                        request -> environments.act(request, verb)));
            }
        }
        return routes;
    }

    /** Whose word it is, a word itself says: who says it shows a person's key. */
    private static List<Route> releases(ReleaseRoutes releases, PracticeRoutes practice) {
        return List.of(
                get("/releases", Role.SIGNED_IN, releases::list),
                post("/releases", Role.REHEARSE, releases::create),
                get("/releases/{id}", Role.SIGNED_IN, releases::show),
                post("/releases/{id}/rehearse", Role.REHEARSE, releases::rehearse),
                get("/releases/{id}/decision", Role.SIGNED_IN, practice::decision),
                word("/releases/{id}/approve", Role.SIGNED_IN, request -> practice.say(request, true)),
                word("/releases/{id}/reject", Role.SIGNED_IN, request -> practice.say(request, false)),
                word("/releases/{id}/withdraw", Role.SIGNED_IN, practice::withdraw),
                word("/releases/{id}/override", Role.SIGNED_IN, practice::override),
                word("/releases/{id}/emergency", Role.SIGNED_IN, practice::emergency),
                word("/releases/{id}/plan", Role.PERFORM, practice::plan),
                get("/releases/{id}/announcements", Role.SIGNED_IN, practice::announcements),
                word("/releases/{id}/announcements", Role.PERFORM, practice::announce),
                get("/tickets", Role.SIGNED_IN, practice::tickets),
                word("/tickets", Role.SIGNED_IN, practice::reportTicket),
                word("/releases/{id}/tickets/{ticket}/tie", Role.REHEARSE, request -> practice.tie(request, true)),
                word("/releases/{id}/tickets/{ticket}/untie", Role.REHEARSE, request -> practice.tie(request, false)),
                word("/releases/{id}/promote", Role.PERFORM, practice::promote),
                get("/releases/{id}/report", Role.SIGNED_IN, practice::report),
                get("/releases/{id}/report.html", Role.SIGNED_IN, practice::reportPage),
                get("/releases/{id}/report.pdf", Role.SIGNED_IN, practice::reportPdf));
    }

    private static List<Route> after(AfterRoutes after) {
        return List.of(
                get("/releases/{id}/support", Role.SIGNED_IN, after::support),
                word("/releases/{id}/close", Role.SIGNED_IN, after::close),
                get("/releases/{id}/retrospective", Role.SIGNED_IN, after::retrospective),
                word("/releases/{id}/retrospective", Role.SIGNED_IN, after::lookBack),
                word("/releases/{id}/retrospective/close", Role.SIGNED_IN, after::closeRetrospective),
                get("/retrospectives", Role.SIGNED_IN, after::retrospectives),
                get("/lessons", Role.SIGNED_IN, after::lessons));
    }

    private static List<Route> practice(PracticeRoutes practice) {
        return List.of(
                get("/releases/{id}/key-users", Role.SIGNED_IN, practice::keyUsers),
                word("/releases/{id}/key-users/remind", Role.PERFORM, practice::remindKeyUsers),
                get("/releases/{id}/readiness", Role.SIGNED_IN, practice::readiness),
                word("/releases/{id}/readiness", Role.SIGNED_IN, practice::consider),
                get("/environments/{name}/drift", Role.SIGNED_IN, practice::drift),
                word("/environments/production/drift/accept", Role.PERFORM, practice::acceptDrift),
                get("/inbox", Role.SIGNED_IN, practice::inbox),
                get("/load", Role.SIGNED_IN, practice::load),
                get("/calendar", Role.SIGNED_IN, practice::calendar),
                get("/calendar.ics", Role.SIGNED_IN, practice::calendarFile));
    }

    /** What protects production's branches is the machine's. */
    private static List<Route> branches(BranchRoutes branches) {
        return List.of(
                get("/branches", Role.SIGNED_IN, branches::list),
                get("/environments/{name}/branches", Role.SIGNED_IN, branches::databases),
                word("/branches/rebase", Role.PERFORM, branches::rebase),
                word("/branches/protect", OPERATOR, branches::protect),
                word("/branches/unprotect", OPERATOR, branches::unprotect));
    }

    private static List<Route> access(AccessRoutes access, PracticeRoutes practice) {
        return List.of(
                get("/people", OPERATOR, access::people),
                post("/people/{name}/key", OPERATOR, access::issueKey),
                post("/people/{name}/password-link", OPERATOR, access::passwordLink),
                post("/people/{name}/revoke", OPERATOR, access::close),
                get("/tokens", OPERATOR, access::list),
                post("/tokens", OPERATOR, access::make),
                post("/tokens/{id}/revoke", OPERATOR, access::revoke),
                get("/audit-log", OPERATOR, practice::auditLog),
                get("/audit-log/check", OPERATOR, practice::verifyAuditLog),
                word("/audit-log/report", OPERATOR, practice::verifyReport));
    }

    private static List<Route> loans(LoanRoutes loans) {
        return List.of(
                get("/roles", Role.SIGNED_IN, loans::list),
                post("/roles", Role.SIGNED_IN, loans::ask),
                post("/roles/{id}/lend", Role.PERFORM, request -> loans.answer(request, true)),
                post("/roles/{id}/refuse", Role.PERFORM, request -> loans.answer(request, false)),
                post("/roles/{id}/end", Role.SIGNED_IN, loans::end));
    }

    private static List<Route> insights(InsightRoutes insights) {
        return List.of(
                get("/environments/{name}/traffic", Role.SIGNED_IN, insights::traffic),
                get("/environments/{name}/monitoring", Role.SIGNED_IN, insights::monitoring),
                get("/environments/{name}/mails", Role.READ_LOGS, insights::mails),
                get("/environments/{name}/mails/{id}", Role.READ_LOGS, insights::mail),
                get("/environments/{name}/mails/{id}/source", Role.READ_LOGS, insights::mailSource),
                get("/environments/{name}/mails/{id}/files/{number}", Role.READ_LOGS, insights::mailFile),
                word("/environments/{name}/mails/{id}/delete", Role.READ_LOGS, insights::deleteMail),
                word("/environments/{name}/mails/clear", Role.READ_LOGS, insights::clearMails),
                get("/environments/{name}/held-mails", Role.READ_LOGS, insights::heldMails),
                get("/environments/{name}/held-mails/{id}", Role.READ_LOGS, insights::heldMail));
    }

    private static List<Route> terminals(TerminalRoutes terminals) {
        return List.of(
                get("/environments/{name}/terminals", Role.REPLAY, terminals::list),
                word("/environments/{name}/terminals", OPERATOR, terminals::open),
                Route.socket("/environments/{name}/terminals/{id}/socket", OPERATOR, terminals::socket),
                word("/environments/{name}/terminals/{id}/end", Role.PERFORM, terminals::end),
                get("/environments/{name}/terminals/{id}/recording", Role.REPLAY, terminals::recording));
    }

    private static List<Route> shares(ShareRoutes shares) {
        return List.of(
                get("/shares", Role.PERFORM, shares::list),
                post("/shares", Role.PERFORM, shares::make),
                post("/shares/{id}/end", Role.PERFORM, shares::end));
    }

    private static List<Route> hooks(HookRoutes hooks) {
        return List.of(
                get("/hooks", OPERATOR, hooks::list),
                post("/hooks", OPERATOR, hooks::add),
                post("/hooks/{id}/remove", OPERATOR, hooks::remove),
                post("/hooks/{id}/test", OPERATOR, hooks::test),
                get("/hooks/{id}/deliveries", OPERATOR, hooks::deliveries),
                post("/hooks/{id}/deliveries/{number}/again", OPERATOR, hooks::again));
    }

    private static List<Route> runs(RunRoutes runs) {
        return List.of(
                get("/runs", Role.SIGNED_IN, runs::list),
                get("/runs/{id}", Role.SIGNED_IN, runs::show),
                post("/runs/{id}/cancel", Role.PERFORM, runs::cancel),
                get("/runs/{id}/events", Role.SIGNED_IN, runs::events),
                get("/runs/{id}/commands", Role.SIGNED_IN, runs::commands),
                get("/runs/{id}/evidence", Role.READ_LOGS, runs::evidenceList),
                get("/runs/{id}/evidence/{name}", Role.READ_LOGS, runs::evidence));
    }

    private static Route get(String path, Set<Role> roles, Handler handler) {
        return new Route(HandlerType.GET, path, roles, handler);
    }

    private static Route post(String path, Set<Role> roles, Handler handler) {
        return new Route(HandlerType.POST, path, roles, handler);
    }

    /** What only writes something down, or is undone as easily: it has no plan, and whoever asks for one does nothing by mistake. */
    private static Route word(String path, Set<Role> roles, Handler handler) {
        return post(path, roles, request -> {
            if (Asked.dryRun(request)) {
                throw Fault.usage("server.no-dry-run").exception();
            }
            handler.handle(request);
        });
    }

    private static Route delete(String path, Handler handler) {
        return new Route(HandlerType.DELETE, path, OPERATOR, handler);
    }
}
