package dev.understudy.server.api;

import static dev.understudy.server.api.Route.get;
import static dev.understudy.server.api.Route.post;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Every address of the API, in one list. */
final class Routes {

    static final String HEALTH = "/api/health";

    private Routes() {}

    static List<Route> all(Supplier<Desk> desk, Streams streams, Runnable shutdown) {
        ServiceRoutes service = new ServiceRoutes(desk, shutdown);
        EnvironmentRoutes environments = new EnvironmentRoutes(desk, streams);
        ReleaseRoutes releases = new ReleaseRoutes(desk);
        PracticeRoutes practice = new PracticeRoutes(desk);
        RunRoutes runs = new RunRoutes(desk, streams);
        List<Route> routes = new ArrayList<>(List.of(
                get(HEALTH, service::health),
                get("/api/status", service::status),
                post("/api/shutdown", service::shutdown),
                get("/api/environments", environments::list),
                get("/api/environments/{name}", environments::show),
                get("/api/environments/{name}/logs", environments::logs),
                get("/api/environments/{name}/loss", environments::loss)));
        for (Verb verb : Verb.values()) {
            if (verb != Verb.REHEARSE) {
                routes.add(post("/api/environments/{name}/" + verb.word(), request -> environments.act(request, verb)));
            }
        }
        routes.addAll(List.of(
                get("/api/releases", releases::list),
                post("/api/releases", releases::create),
                get("/api/releases/{id}", releases::show),
                post("/api/releases/{id}/rehearse", releases::rehearse),
                get("/api/releases/{id}/decision", practice::decision),
                post("/api/releases/{id}/approve", request -> practice.say(request, true)),
                post("/api/releases/{id}/reject", request -> practice.say(request, false)),
                post("/api/releases/{id}/withdraw", practice::withdraw),
                post("/api/releases/{id}/override", practice::override),
                post("/api/releases/{id}/emergency", practice::emergency),
                post("/api/releases/{id}/plan", practice::plan),
                post("/api/releases/{id}/promote", practice::promote),
                get("/api/releases/{id}/report", practice::report),
                get("/api/releases/{id}/key-users", practice::keyUsers),
                get("/api/load", practice::load),
                get("/api/calendar", practice::calendar),
                get("/api/calendar.ics", practice::calendarFile),
                get("/api/people", practice::people),
                post("/api/people/{name}/key", practice::issueKey),
                post("/api/people/{name}/revoke", practice::revokeKey),
                get("/api/audit-log", practice::auditLog),
                get("/api/audit-log/check", practice::verifyAuditLog),
                get("/api/runs", runs::list),
                get("/api/runs/{id}", runs::show),
                post("/api/runs/{id}/cancel", runs::cancel),
                get("/api/runs/{id}/events", runs::events),
                get("/api/runs/{id}/commands", runs::commands),
                get("/api/runs/{id}/evidence", runs::evidenceList),
                get("/api/runs/{id}/evidence/{name}", runs::evidence)));
        return List.copyOf(routes);
    }
}
