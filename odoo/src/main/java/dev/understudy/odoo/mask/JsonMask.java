package dev.understudy.odoo.mask;

import java.math.BigDecimal;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** The texts of JSON become others; its numbers, its order and its keys stay, but for keys that name somebody. */
final class JsonMask {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private final Entities entities;
    private final UnaryOperator<String> keys;

    /** @param keys what becomes of a key that names somebody */
    JsonMask(Entities entities, UnaryOperator<String> keys) {
        this.entities = entities;
        this.keys = keys;
    }

    /**
     * Other JSON.
     *
     * @param texts what becomes of a text
     * @throws JacksonException when it is none
     */
    String of(String json, UnaryOperator<String> texts) {
        return JSON.writeValueAsString(masked(JSON.readTree(json), texts));
    }

    private JsonNode masked(JsonNode node, UnaryOperator<String> texts) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode made = JSON.createObjectNode();
                object.properties().forEach(member -> made.set(key(member.getKey()), masked(member.getValue(), texts)));
                yield made;
            }
            case ArrayNode array -> {
                ArrayNode made = JSON.createArrayNode();
                array.forEach(element -> made.add(masked(element, texts)));
                yield made;
            }
            case StringNode text -> StringNode.valueOf(texts.apply(text.stringValue()));
            default -> number(node);
        };
    }

    private JsonNode number(JsonNode node) {
        boolean somebodys = node.isNumber() && entities.known().isNumber(NumberScanner.digits(node.asString()));
        return somebodys ? JSON.getNodeFactory().numberNode(BigDecimal.ZERO) : node;
    }

    private String key(String key) {
        return key.indexOf('@') >= 0 || !entities.in(key).isEmpty() ? keys.apply(key) : key;
    }
}
