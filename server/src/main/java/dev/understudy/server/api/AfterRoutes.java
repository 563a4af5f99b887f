package dev.understudy.server.api;

import io.javalin.http.Context;
import java.util.Map;
import java.util.Set;

/** What people do after a deploy to production. */
final class AfterRoutes {

    private final Desks desks;
    private final PracticeRoutes practice;

    /**
     * @param practice finds out who speaks
     */
    AfterRoutes(Desks desks, PracticeRoutes practice) {
        this.desks = desks;
        this.practice = practice;
    }

    void support(Context request) {
        request.json(desk(request).support(request.pathParam("id"), Problems.language(request)));
    }

    void close(Context request) {
        Map<String, String> said = Asked.texts(request, Set.of("note", "despiteErrors"));
        desk(request)
                .close(
                        practice.voice(request),
                        request.pathParam("id"),
                        said.getOrDefault("note", ""),
                        Boolean.parseBoolean(said.get("despiteErrors")));
        support(request);
    }

    private AfterDesk desk(Context request) {
        return desks.of(request).practice().after();
    }
}
