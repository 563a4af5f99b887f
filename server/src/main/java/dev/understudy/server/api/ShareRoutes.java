package dev.understudy.server.api;

import dev.understudy.server.access.Shares;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Links to copies, for people without an account. */
final class ShareRoutes {

    private final Desks desks;
    private final Shares shares;

    ShareRoutes(Desks desks, Shares shares) {
        this.desks = desks;
        this.shares = shares;
    }

    void list(Context request) {
        request.json(sharing(request).all());
    }

    /** Throws {@code server.share-production}, {@code server.share-name}, {@code server.share-days}, {@code server.share-allows}. */
    void make(Context request) {
        ObjectNode body = (ObjectNode) Json.object(request.body());
        JsonNode named = body.remove("allows");
        List<String> allows = named == null ? Sharing.USUAL : Asked.list("allows", named);
        Map<String, String> said = Asked.texts(body, Set.of("environment", "guest", "days"));
        String environment = said.getOrDefault("environment", "");
        if (Acts.planned(request, "note a link to " + environment + " for " + said.getOrDefault("guest", ""))) {
            return;
        }
        Sharing.Wish wish = new Sharing.Wish(
                environment,
                said.getOrDefault("guest", ""),
                allows,
                said.getOrDefault("days", Integer.toString(Shares.USUAL_DAYS)));
        request.status(201).json(sharing(request).make(wish, Asked.by(request), Problems.language(request)));
    }

    void end(Context request) {
        String id = request.pathParam("id");
        if (Acts.planned(request, "end the link " + id)) {
            return;
        }
        sharing(request).end(id, Asked.by(request));
        list(request);
    }

    private Sharing sharing(Context request) {
        return new Sharing(desks.of(request), shares, request.pathParam("project"));
    }
}
