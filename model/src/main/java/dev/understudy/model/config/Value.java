package dev.understudy.model.config;

import dev.understudy.model.fault.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value in the file, with its path ({@code environments.staging.port}). What is asked of it and is not so becomes a
 * problem, and the answer is empty.
 */
record Value(Node node, String path, Problems problems) {

    private static final int LONGEST_SHOWN = 60;

    /** A key as it stands in the file, and its value. */
    record Member(Value key, Value value) {}

    void problem(Fault fault) {
        problems.add(node.getStartMark(), fault);
    }

    Optional<String> text() {
        if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR)) {
            return Optional.of(scalar.getValue());
        }
        problem(Fault.usage("config.not-text", path, shown()));
        return Optional.empty();
    }

    /** A text of a form; the fault's arguments are the path and the value. */
    Optional<String> text(Pattern form, String code) {
        return text().filter(text -> {
            boolean right = form.matcher(text).matches();
            if (!right) {
                problem(Fault.usage(code, path, shown()));
            }
            return right;
        });
    }

    OptionalInt whole(int least, int greatest) {
        if (!(node instanceof ScalarNode scalar) || !scalar.getTag().equals(Tag.INT)) {
            problem(Fault.usage("config.not-number", path, shown()));
            return OptionalInt.empty();
        }
        String digits = scalar.getValue();
        int number = digits.matches("[0-9]{1,9}") ? Integer.parseInt(digits) : -1;
        if (number < least || number > greatest) {
            problem(Fault.usage("config.out-of-range", path, shown(), least, greatest));
            return OptionalInt.empty();
        }
        return OptionalInt.of(number);
    }

    Optional<Boolean> yesNo() {
        if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)) {
            return Optional.of(scalar.getValue().toLowerCase(Locale.ROOT).equals("true"));
        }
        problem(Fault.usage("config.not-yes-no", path, shown()));
        return Optional.empty();
    }

    /** One of an enum's constants, written in lower case with dashes. */
    <E extends Enum<E>> Optional<E> word(Class<E> type) {
        Map<String, E> words = Stream.of(type.getEnumConstants())
                .collect(Collectors.toMap(
                        constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        constant -> constant,
                        (first, second) -> first,
                        LinkedHashMap::new));
        return text().flatMap(text -> {
            if (!words.containsKey(text)) {
                problem(Fault.usage(
                        "config.not-a-word",
                        path,
                        shown(),
                        Nearest.of(text, words.keySet()),
                        String.join(", ", words.keySet())));
            }
            return Optional.ofNullable(words.get(text));
        });
    }

    List<Value> list() {
        if (!(node instanceof SequenceNode sequence)) {
            problem(Fault.usage("config.not-list", path, shown()));
            return List.of();
        }
        List<Value> values = new ArrayList<>();
        for (Node element : sequence.getValue()) {
            values.add(new Value(element, path + "[" + values.size() + "]", problems));
        }
        return values;
    }

    List<String> texts(Pattern form, String code) {
        return list().stream().flatMap(value -> value.text(form, code).stream()).toList();
    }

    /** The keys and values of a mapping; a key that is no text or stands there twice is a problem, and left out. */
    List<Member> members() {
        if (!(node instanceof MappingNode mapping)) {
            problem(Fault.usage("config.not-mapping", path.isEmpty() ? "understudy.yaml" : path, shown()));
            return List.of();
        }
        List<Member> members = new ArrayList<>();
        Map<String, Integer> lines = new HashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Value key = new Value(tuple.getKeyNode(), path, problems);
            if (!(key.node() instanceof ScalarNode scalar) || !scalar.getTag().equals(Tag.STR)) {
                key.problem(Fault.usage("config.key-not-text", path, key.shown()));
                continue;
            }
            String name = scalar.getValue();
            Integer earlier = lines.putIfAbsent(name, key.line());
            if (earlier != null) {
                key.problem(Fault.usage("config.duplicate-key", key.shown(), earlier));
                continue;
            }
            String memberPath = path.isEmpty() ? shown(name) : path + "." + shown(name);
            members.add(new Member(
                    new Value(scalar, memberPath, problems), new Value(tuple.getValueNode(), memberPath, problems)));
        }
        return members;
    }

    private int line() {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
    }

    /** The value, short and without characters that a terminal would obey. */
    String shown() {
        return switch (node) {
            case ScalarNode scalar -> shown(scalar.getValue());
            case SequenceNode sequence -> "[…]";
            default -> "{…}";
        };
    }

    static String shown(String text) {
        String harmless = text.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
        int end =
                harmless.offsetByCodePoints(0, Math.min(LONGEST_SHOWN, harmless.codePointCount(0, harmless.length())));
        return end == harmless.length() ? harmless : harmless.substring(0, end) + "…";
    }
}
