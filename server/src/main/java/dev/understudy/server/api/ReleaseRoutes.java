package dev.understudy.server.api;

import io.javalin.http.Context;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/** Releases: made, shown, rehearsed. */
final class ReleaseRoutes {

    private static final Set<String> MEMBERS = Set.of("branch", "commits", "install", "uninstall");

    private final Supplier<Desk> desk;

    ReleaseRoutes(Supplier<Desk> desk) {
        this.desk = desk;
    }

    void list(Context request) {
        request.json(desk.get().releases());
    }

    void show(Context request) {
        request.json(desk.get().release(request.pathParam("id")));
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
                Asked.by(request));
        if (Asked.dryRun(request)) {
            request.json(new PlanView(desk.get().planRelease(order)));
        } else {
            request.status(201).json(desk.get().createRelease(order));
        }
    }

    void rehearse(Context request) {
        Map<String, String> arguments = Asked.texts(request, Verb.REHEARSE.arguments());
        Action action = new Action(Verb.REHEARSE, "", request.pathParam("id"), arguments, Asked.by(request));
        Acts.answer(request, desk.get(), action);
    }
}
