package dev.understudy.engine.journal;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.run.Said;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Faults, what is told, and arguments as the journal keeps them. */
final class Json {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Json() {}

    static String of(Fault fault) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("kind", fault.kind().name());
        object.put("code", fault.code());
        object.put("where", Texts.clean(fault.where()));
        object.put("arguments", fault.arguments().stream().map(Texts::clean).toList());
        return JSON.writeValueAsString(object);
    }

    /** Nothing for what tells nothing. */
    static @Nullable String of(Said said) {
        return said.isEmpty() ? null : JSON.writeValueAsString(said);
    }

    static Said said(@Nullable String json) {
        return json == null ? Said.NOTHING : JSON.readValue(json, Said.class);
    }

    static @Nullable Fault fault(@Nullable String json) {
        if (json == null) {
            return null;
        }
        JsonNode node = JSON.readTree(json);
        List<String> arguments =
                node.get("arguments").valueStream().map(JsonNode::stringValue).toList();
        return new Fault(
                Fault.Kind.valueOf(node.get("kind").stringValue()),
                node.get("code").stringValue(),
                node.get("where").stringValue(),
                arguments);
    }

    static String of(Map<String, String> arguments) {
        Map<String, String> clean = new TreeMap<>();
        arguments.forEach((name, value) -> clean.put(Texts.clean(name), Texts.clean(value)));
        return JSON.writeValueAsString(clean);
    }

    static Map<String, String> arguments(String json) {
        return JSON.readValue(json, new TypeReference<>() {});
    }

    static List<String> words(String json) {
        return JSON.readValue(json, new TypeReference<>() {});
    }
}
