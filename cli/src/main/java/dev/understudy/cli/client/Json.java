package dev.understudy.cli.client;

import dev.understudy.model.fault.Fault;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON as the API writes it; members that this version does not know are passed over. */
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private Json() {}

    /** Indented. */
    public static String of(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** The same text, indented. Throws {@code cli.answer-unreadable}. */
    public static String pretty(String json) {
        try {
            return MAPPER.writeValueAsString(MAPPER.readTree(json));
        } catch (JacksonException malformed) {
            throw unreadable(malformed);
        }
    }

    /** An object with one member more, indented. Throws {@code cli.answer-unreadable}. */
    public static String with(String object, String member, String value) {
        try {
            ObjectNode whole = MAPPER.readValue(object, ObjectNode.class);
            whole.set(member, MAPPER.readTree(value));
            return MAPPER.writeValueAsString(whole);
        } catch (JacksonException malformed) {
            throw unreadable(malformed);
        }
    }

    /** Throws {@code cli.answer-unreadable}. */
    public static <T> T read(String json, Class<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JacksonException malformed) {
            throw unreadable(malformed);
        }
    }

    /** Throws {@code cli.answer-unreadable}. */
    public static <T> List<T> list(String json, Class<T> type) {
        try {
            return MAPPER.readerForListOf(type).readValue(json);
        } catch (JacksonException malformed) {
            throw unreadable(malformed);
        }
    }

    private static RuntimeException unreadable(JacksonException malformed) {
        return Fault.failed("cli.answer-unreadable", malformed.getOriginalMessage())
                .exception(malformed);
    }
}
