package dev.understudy.server.api;

import dev.understudy.model.fault.Fault;
import dev.understudy.server.access.Gatekeeper;
import dev.understudy.server.access.Role;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Releases: made, shown, rehearsed. */
final class ReleaseRoutes {

    private static final Set<String> MEMBERS = Set.of("branch", "commits", "install", "uninstall", "accept-unreached");

    private final Desks desks;

    ReleaseRoutes(Desks desks) {
        this.desks = desks;
    }

    void list(Context request) {
        request.json(desks.of(request).releases());
    }

    void show(Context request) {
        request.json(desks.of(request).release(request.pathParam("id")));
    }

    void create(Context request) {
        JsonNode body = Json.object(request.body());
        for (String name : body.propertyNames()) {
            if (!MEMBERS.contains(name)) {
                throw Asked.unknown(name, MEMBERS);
            }
        }
        ReleaseOrder order = new ReleaseOrder(
                Asked.text("branch", body.get("branch")),
                Asked.texts(body.get("commits"), Set.of()),
                Asked.modules("install", body.get("install")),
                Asked.modules("uninstall", body.get("uninstall")),
                Asked.flag("accept-unreached", body.get("accept-unreached")),
                Asked.by(request));
        if (Asked.dryRun(request)) {
            request.json(new PlanView(desks.of(request).planRelease(order)));
        } else {
            request.status(201).json(desks.of(request).createRelease(order));
        }
    }

    void rehearse(Context request) {
        Map<String, String> arguments = Asked.texts(request, Verb.REHEARSE.arguments());
        if (!arguments.isEmpty() && !Gatekeeper.visitor(request).any(Role.PERFORM)) {
            // To accept what a rehearsal warns of is the word of who answers for production.
            throw Fault.refused("server.not-allowed").exception();
        }
        Action action = new Action(Verb.REHEARSE, "", request.pathParam("id"), arguments, Asked.by(request));
        Acts.answer(request, desks.of(request), action);
    }
}
