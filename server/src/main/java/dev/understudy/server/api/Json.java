package dev.understudy.server.api;

import dev.understudy.model.fault.Fault;
import io.javalin.json.JavalinJackson3;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** JSON as the API writes and reads it: members in the order of the records, times in ISO 8601, null where absent. */
final class Json {

    static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    static io.javalin.json.JsonMapper forJavalin() {
        return new JavalinJackson3(MAPPER, true);
    }

    static String of(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** Throws {@code server.bad-body}. An empty text reads as an empty object. */
    static JsonNode object(String text) {
        if (text.isBlank()) {
            return MAPPER.createObjectNode();
        }
        try {
            JsonNode node = MAPPER.readTree(text);
            if (!node.isObject()) {
                throw Fault.usage("server.bad-body", "not an object").exception();
            }
            return node;
        } catch (JacksonException malformed) {
            throw Fault.usage("server.bad-body", malformed.getOriginalMessage()).exception(malformed);
        }
    }
}
