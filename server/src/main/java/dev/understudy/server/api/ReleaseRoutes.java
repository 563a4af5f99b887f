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
        request.json(desks.of(request).release(request.pathParam("id"), Problems.language(request)));
    }

    void create(Context request) {
        JsonNode body = Json.object(request.body());
        for (String name : body.propertyNames()) {
            if (!MEMBERS.contains(name)) {
                throw Asked.unknown(name, MEMBERS);
            }
        }
        boolean acceptUnreached = Asked.flag("accept-unreached", body.get("accept-unreached"));
        requireMayAccept(request, acceptUnreached);
        ReleaseOrder order = new ReleaseOrder(
                Asked.text("branch", body.get("branch")),
                Asked.texts(body.get("commits"), Set.of()),
                Asked.modules("install", body.get("install")),
                Asked.modules("uninstall", body.get("uninstall")),
                acceptUnreached,
                Asked.by(request));
        if (Asked.dryRun(request)) {
            request.json(new PlanView(desks.of(request).planRelease(order)));
        } else {
            request.status(201).json(desks.of(request).createRelease(order));
        }
    }

    void rehearse(Context request) {
        Map<String, String> arguments = Asked.texts(request, Verb.REHEARSE.arguments());
        requireMayAccept(
                request, arguments.values().stream().anyMatch(said -> !said.isEmpty() && !said.equals("false")));
        Action action = new Action(Verb.REHEARSE, "", request.pathParam("id"), arguments, Asked.by(request));
        Acts.answer(request, desks.of(request), action);
    }

    /** To accept what a release is refused for is the word of who answers for production. */
    private static void requireMayAccept(Context request, boolean accepts) {
        if (accepts && !Gatekeeper.visitor(request).any(Role.PERFORM)) {
            throw Fault.refused("server.not-allowed").exception();
        }
    }
}
