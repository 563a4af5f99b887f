package dev.understudy.targets.edge;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request and how the edge answered it.
 *
 * @param ended when the answer had been given
 * @param took from the request to the end of the answer, the time that it was held included
 * @param status the HTTP status; 0 when whoever asked went away before
 * @param method of the request, such as {@code GET}
 * @param path of what was asked for, without what follows a question mark
 * @param held whether it waited for a slot to open
 */
public record AccessEntry(Instant ended, Duration took, int status, String method, String path, boolean held) {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final double NANOS = 1e9;

    public Instant began() {
        return ended.minus(took);
    }

    /** A line as Caddy 2.6 or newer writes it; empty when it is none. */
    static Optional<AccessEntry> of(String line) {
        JsonNode node;
        try {
            node = JSON.readTree(line);
        } catch (JacksonException cutOff) {
            return Optional.empty();
        }
        JsonNode uri = node.path("request").path("uri");
        if (!node.path("ts").isNumber() || !node.path("status").isNumber() || !uri.isString()) {
            return Optional.empty();
        }
        String path = uri.asString();
        int query = path.indexOf('?');
        return Optional.of(new AccessEntry(
                Instant.EPOCH.plus(seconds(node.path("ts"))),
                seconds(node.path("duration")),
                node.path("status").asInt(),
                node.path("request").path("method").asString(""),
                query < 0 ? path : path.substring(0, query),
                node.path("resp_headers").has(Caddyfile.HELD)));
    }

    private static Duration seconds(JsonNode number) {
        double seconds = number.asDouble(0);
        return Duration.ofSeconds((long) seconds, (long) ((seconds - (long) seconds) * NANOS));
    }
}
