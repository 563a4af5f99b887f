package dev.understudy.server.api;

import dev.understudy.server.access.Gatekeeper;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Environments: what they are, what they log, and what may be done to them. */
final class EnvironmentRoutes {

    private static final int LINES = 100;
    private static final int MOST_LINES = 100_000;

    private final Desks desks;
    private final Streams streams;

    EnvironmentRoutes(Desks desks, Streams streams) {
        this.desks = desks;
        this.streams = streams;
    }

    /** The whole project at a glance. */
    void status(Context request) {
        request.json(desks.of(request).status(Problems.language(request)));
    }

    void list(Context request) {
        request.json(desks.of(request).environments(Problems.language(request)));
    }

    void show(Context request) {
        request.json(desks.of(request).environment(request.pathParam("name"), Problems.language(request)));
    }

    void act(Context request, Verb verb) {
        Map<String, String> arguments = new LinkedHashMap<>(
                verb.arguments().isEmpty() ? nothing(request) : Asked.texts(request, verb.arguments()));
        arguments.values().removeIf(String::isEmpty);
        String release = arguments.getOrDefault("release", "");
        arguments.remove("release");
        Action action = new Action(verb, request.pathParam("name"), release, arguments, Asked.by(request));
        Acts.answer(request, desks.of(request), action);
    }

    void loss(Context request) {
        Map<String, String> arguments = new LinkedHashMap<>();
        for (String name : List.of("to", "data")) {
            String said = request.queryParam(name);
            if (said != null && !said.isEmpty()) {
                arguments.put(name, said);
            }
        }
        request.json(desks.of(request)
                .loss(new Action(Verb.ROLLBACK, request.pathParam("name"), "", arguments, Asked.by(request))));
    }

    void mask(Context request) {
        request.json(desks.of(request).mask(request.pathParam("name")));
    }

    void logs(Context request) throws IOException {
        int lines = Asked.number(request, "lines", LINES, MOST_LINES);
        String follow = request.queryParam("follow");
        try (LogReader log = desks.of(request).logs(request.pathParam("name"), lines)) {
            if (follow != null && !follow.equals("false")) {
                streams.lines(request, log, Gatekeeper.stillMay(request));
            } else {
                request.contentType("text/plain; charset=utf-8");
                StringBuilder text = new StringBuilder();
                log.read().forEach(line -> text.append(line).append('\n'));
                request.result(text.toString());
            }
        }
    }

    private static Map<String, String> nothing(Context request) {
        for (String name : Json.object(request.body()).propertyNames()) {
            throw Asked.unknown(name, Set.of());
        }
        return Map.of();
    }
}
