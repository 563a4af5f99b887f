package dev.understudy.server.api;

import dev.understudy.server.access.Role;
import dev.understudy.server.access.Route;
import dev.understudy.server.access.Sessions;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Every address of the API, in one list. */
final class Routes {

    static final String HEALTH = "/api/health";

    /** What all addresses of a project begin with. */
    private static final String PROJECT = "/api/projects/{project}";

    private Routes() {}

    static List<Route> all(Projects projects, Sessions sessions, Streams streams, Runnable shutdown) {
        ServiceRoutes service = new ServiceRoutes(shutdown, projects, sessions);
        ProjectRoutes known = new ProjectRoutes(projects);
        List<Route> routes = new ArrayList<>(List.of(
                new Route(HandlerType.GET, HEALTH, Set.of(Role.NOBODY), service::health),
                post("/api/shutdown", service::shutdown),
                post("/api/sign-in-links", service::signInLink),
                get("/api/projects", known::list),
                post("/api/projects", known::add),
                delete(PROJECT, known::remove)));
        ofProject(request -> projects.desk(request.pathParam("project")), streams).stream()
                .map(route -> route.below(PROJECT))
                .forEach(routes::add);
        return List.copyOf(routes);
    }

    /** Below the project's own address. */
    private static List<Route> ofProject(Desks desks, Streams streams) {
        EnvironmentRoutes environments = new EnvironmentRoutes(desks, streams);
        ReleaseRoutes releases = new ReleaseRoutes(desks);
        PracticeRoutes practice = new PracticeRoutes(desks);
        AfterRoutes after = new AfterRoutes(desks, practice);
        BranchRoutes branches = new BranchRoutes(desks);
        RunRoutes runs = new RunRoutes(desks, streams);
        List<Route> routes = new ArrayList<>(List.of(
                get("/status", environments::status),
                get("/environments", environments::list),
                get("/environments/{name}", environments::show),
                get("/environments/{name}/logs", environments::logs),
                get("/environments/{name}/loss", environments::loss)));
        for (Verb verb : Verb.values()) {
            if (verb != Verb.REHEARSE) {
                routes.add(post("/environments/{name}/" + verb.word(), request -> environments.act(request, verb)));
            }
        }
        routes.addAll(List.of(
                get("/releases", releases::list),
                post("/releases", releases::create),
                get("/releases/{id}", releases::show),
                post("/releases/{id}/rehearse", releases::rehearse),
                get("/releases/{id}/decision", practice::decision),
                post("/releases/{id}/approve", request -> practice.say(request, true)),
                post("/releases/{id}/reject", request -> practice.say(request, false)),
                post("/releases/{id}/withdraw", practice::withdraw),
                post("/releases/{id}/override", practice::override),
                post("/releases/{id}/emergency", practice::emergency),
                post("/releases/{id}/plan", practice::plan),
                get("/releases/{id}/announcements", practice::announcements),
                post("/releases/{id}/announcements", practice::announce),
                get("/tickets", practice::tickets),
                post("/tickets", practice::reportTicket),
                post("/releases/{id}/tickets/{ticket}/tie", request -> practice.tie(request, true)),
                post("/releases/{id}/tickets/{ticket}/untie", request -> practice.tie(request, false)),
                post("/releases/{id}/promote", practice::promote),
                get("/releases/{id}/report", practice::report),
                get("/releases/{id}/support", after::support),
                post("/releases/{id}/close", after::close),
                get("/releases/{id}/retrospective", after::retrospective),
                post("/releases/{id}/retrospective", after::lookBack),
                post("/releases/{id}/retrospective/close", after::closeRetrospective),
                get("/retrospectives", after::retrospectives),
                get("/lessons", after::lessons),
                get("/releases/{id}/key-users", practice::keyUsers),
                get("/releases/{id}/readiness", practice::readiness),
                post("/releases/{id}/readiness", practice::consider),
                get("/environments/{name}/drift", practice::drift),
                post("/environments/production/drift/accept", practice::acceptDrift),
                get("/branches", branches::list),
                post("/branches/rebase", branches::rebase),
                post("/branches/protect", branches::protect),
                post("/branches/unprotect", branches::unprotect),
                get("/load", practice::load),
                get("/calendar", practice::calendar),
                get("/calendar.ics", practice::calendarFile),
                get("/people", practice::people),
                post("/people/{name}/key", practice::issueKey),
                post("/people/{name}/revoke", practice::revokeKey),
                get("/audit-log", practice::auditLog),
                get("/audit-log/check", practice::verifyAuditLog),
                get("/runs", runs::list),
                get("/runs/{id}", runs::show),
                post("/runs/{id}/cancel", runs::cancel),
                get("/runs/{id}/events", runs::events),
                get("/runs/{id}/commands", runs::commands),
                get("/runs/{id}/evidence", runs::evidenceList),
                get("/runs/{id}/evidence/{name}", runs::evidence)));
        return routes;
    }

    /** Who may read the token may ask for anything. */
    private static Route get(String path, Handler handler) {
        return new Route(HandlerType.GET, path, Set.of(Role.OPERATOR), handler);
    }

    private static Route post(String path, Handler handler) {
        return new Route(HandlerType.POST, path, Set.of(Role.OPERATOR), handler);
    }

    private static Route delete(String path, Handler handler) {
        return new Route(HandlerType.DELETE, path, Set.of(Role.OPERATOR), handler);
    }
}
