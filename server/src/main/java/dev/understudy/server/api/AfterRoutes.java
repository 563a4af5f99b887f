package dev.understudy.server.api;

import dev.understudy.server.api.AfterDesk.Word;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

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

    void retrospective(Context request) {
        request.json(desk(request).retrospective(request.pathParam("id")));
    }

    void retrospectives(Context request) {
        request.json(desk(request).retrospectives());
    }

    void lookBack(Context request) {
        ObjectNode body = (ObjectNode) Json.object(request.body());
        Optional<List<String>> lessons =
                Optional.ofNullable(body.remove("lessons")).map(list -> Asked.list("lessons", list));
        List<String> followUps = Optional.ofNullable(body.remove("followUps"))
                .map(list -> Asked.list("followUps", list))
                .orElse(List.of());
        Map<String, String> said = Asked.texts(body, Set.of("well", "badly"));
        desk(request)
                .lookBack(
                        practice.voice(request),
                        request.pathParam("id"),
                        new Word(
                                Optional.ofNullable(said.get("well")),
                                Optional.ofNullable(said.get("badly")),
                                lessons,
                                followUps));
        retrospective(request);
    }

    void closeRetrospective(Context request) {
        desk(request).closeRetrospective(practice.voice(request), request.pathParam("id"));
        retrospective(request);
    }

    void lessons(Context request) {
        String release = request.queryParam("release");
        request.json(
                release == null
                        ? desk(request).lessons(asked(request, "query"), asked(request, "module"))
                        : desk(request).lessonsFor(release));
    }

    private static String asked(Context request, String name) {
        return Optional.ofNullable(request.queryParam(name)).orElse("");
    }

    private AfterDesk desk(Context request) {
        return desks.of(request).practice().after();
    }
}
