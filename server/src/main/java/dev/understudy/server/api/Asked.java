package dev.understudy.server.api;

import dev.understudy.model.fault.Fault;
import dev.understudy.server.access.Gatekeeper;
import dev.understudy.server.access.Visitor;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what a request says, and refuses what it may not say. */
final class Asked {

    private static final int MOST_TEXT = 4096;
    private static final int MOST_TEXTS = 100;

    private Asked() {}

    /** Whether only the plan is wanted. */
    static boolean dryRun(Context request) {
        String said = request.queryParam("dryRun");
        return said != null && !said.equals("false");
    }

    /** Who asks, as the operator's client says; for the record, not for permission. Another client says it by its token. */
    static String by(Context request) {
        Visitor visitor = Gatekeeper.visitor(request);
        if (visitor.signedIn() && !visitor.operator()) {
            return visitor.by();
        }
        String said = request.header("Understudy-By");
        return said != null && said.matches("[\\w.@-]{1,64}") ? said : "api";
    }

    /** Throws {@code server.bad-number}. */
    static int number(Context request, String name, int otherwise, int most) {
        String said = request.queryParam(name);
        if (said == null) {
            return otherwise;
        }
        if (!said.matches("[0-9]{1,6}") || Integer.parseInt(said) > most) {
            throw Fault.usage("server.bad-number", name, said, most).exception();
        }
        return Integer.parseInt(said);
    }

    /** The members of the body, all of them texts. Throws {@code server.bad-body}, {@code server.unknown-member}. */
    static Map<String, String> texts(Context request, Set<String> allowed) {
        return texts(Json.object(request.body()), allowed);
    }

    /** The body of a request that may be larger than others. Throws {@code server.bad-body}, {@code server.body-too-large}. */
    static ObjectNode large(Context request, int most) {
        try {
            byte[] bytes = request.bodyInputStream().readNBytes(most + 1);
            if (bytes.length > most) {
                throw Fault.usage("server.body-too-large", most / 1024).exception();
            }
            return (ObjectNode) Json.object(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw Fault.usage("server.bad-body", String.valueOf(broken.getMessage()))
                    .exception(broken);
        }
    }

    static Map<String, String> texts(@Nullable JsonNode object, Set<String> allowed) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (object == null || object.isNull()) {
            return texts;
        }
        if (!object.isObject()) {
            throw Fault.usage("server.bad-body", "not an object").exception();
        }
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (!allowed.isEmpty() && !allowed.contains(member.getKey())) {
                throw unknown(member.getKey(), allowed);
            }
            texts.put(member.getKey(), text(member.getKey(), member.getValue()));
        }
        return texts;
    }

    static String text(String name, @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return "";
        }
        if (!value.isString() || value.stringValue().length() > MOST_TEXT) {
            throw Fault.usage("server.bad-body", name + " is not a text").exception();
        }
        return value.stringValue();
    }

    /** What is true or false, and false where nothing is said. Throws {@code server.bad-body}. */
    static boolean flag(String name, @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw Fault.usage("server.bad-body", name + " is neither true nor false")
                    .exception();
        }
        return value.booleanValue();
    }

    /** A list of texts. Throws {@code server.bad-body}. */
    static List<String> list(String name, JsonNode list) {
        List<String> texts = new ArrayList<>();
        if (!list.isArray() || list.size() > MOST_TEXTS) {
            throw Fault.usage("server.bad-body", name + " is not a list of at most " + MOST_TEXTS)
                    .exception();
        }
        list.forEach(element -> texts.add(text(name, element)));
        return texts;
    }

    /** A list of module names. Throws {@code server.bad-body}. */
    static Set<String> modules(String name, @Nullable JsonNode list) {
        Set<String> modules = new TreeSet<>();
        if (list == null || list.isNull()) {
            return modules;
        }
        boolean names = list.isArray();
        for (JsonNode element : list) {
            names &= element.isString() && element.stringValue().matches("\\w{1,100}");
            modules.add(element.asString());
        }
        if (!names) {
            throw Fault.usage("server.bad-body", name + " is not a list of module names")
                    .exception();
        }
        return modules;
    }

    static RuntimeException unknown(String name, Set<String> allowed) {
        return Fault.usage(
                        "server.unknown-member",
                        name,
                        allowed.isEmpty()
                                ? "-"
                                : String.join(", ", allowed.stream().sorted().toList()))
                .exception();
    }
}
