package dev.understudy.model.config;

import dev.understudy.model.fault.Fault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads {@code options}: those of {@code odoo.conf}, and whole sections of it, without what is Understudy's to say. */
final class OdooOptionsReader {

    /** Whose value is a secret by its name. */
    private static final Pattern SECRET = Pattern.compile(".*(passw|secret|token|api_?key).*");

    private OdooOptionsReader() {}

    static OdooOptions read(Value value) {
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        for (Value.Member member : value.members()) {
            String name = member.key().text().orElseThrow();
            if (member.value().node() instanceof MappingNode) {
                section(member, name).ifPresent(options -> sections.put(name, options));
            } else {
                option(member, name)
                        .ifPresent(text -> sections.computeIfAbsent(OdooOptions.MAIN, any -> new TreeMap<>())
                                .put(name, text));
            }
        }
        return new OdooOptions(sections);
    }

    private static Optional<Map<String, String>> section(Value.Member member, String name) {
        if (!Forms.SECTION.matcher(name).matches()) {
            member.key()
                    .problem(Fault.usage(
                            "config.bad-section",
                            member.key().path(),
                            member.key().shown()));
            return Optional.empty();
        }
        Map<String, String> options = new TreeMap<>();
        for (Value.Member inner : member.value().members()) {
            String option = inner.key().text().orElseThrow();
            if (named(inner)) {
                text(inner.value(), option).ifPresent(text -> options.put(option, text));
            }
        }
        return Optional.of(options);
    }

    private static Optional<String> option(Value.Member member, String name) {
        if (!named(member)) {
            return Optional.empty();
        }
        Optional<Fault> owned = OwnedOptions.refusal(name, member.key().path());
        if (owned.isPresent()) {
            member.key().problem(owned.get());
            return Optional.empty();
        }
        return text(member.value(), name).filter(text -> {
            boolean telling = !name.equals("log_handler") || OwnedOptions.leavesTheLog(text);
            if (!telling) {
                member.value()
                        .problem(
                                Fault.usage("config.option-of-log", member.key().path(), name));
            }
            return telling;
        });
    }

    private static boolean named(Value.Member member) {
        boolean right = Forms.OPTION.matcher(member.key().text().orElse("")).matches();
        if (!right) {
            member.key()
                    .problem(Fault.usage(
                            "config.bad-option",
                            member.key().path(),
                            member.key().shown()));
        }
        return right;
    }

    /** Texts, numbers and yes or no as Odoo writes them; a list with commas. */
    private static Optional<String> text(Value value, String name) {
        Optional<String> text = value.node() instanceof SequenceNode ? joined(value) : scalar(value);
        if (text.isPresent()
                && SECRET.matcher(name).matches()
                && SecretName.parse(text.get()).isEmpty()) {
            value.problem(Fault.usage("config.secret-written", value.path()));
            return Optional.empty();
        }
        return text;
    }

    private static Optional<String> joined(Value list) {
        List<String> texts = new ArrayList<>();
        for (Value element : list.list()) {
            Optional<String> text = scalar(element);
            if (text.isEmpty()) {
                return Optional.empty();
            }
            texts.add(text.get());
        }
        return Optional.of(String.join(",", texts));
    }

    private static Optional<String> scalar(Value value) {
        if (!(value.node() instanceof ScalarNode scalar) || scalar.getTag().equals(Tag.NULL)) {
            value.problem(Fault.usage("config.bad-option-value", value.path(), value.shown()));
            return Optional.empty();
        }
        if (scalar.getTag().equals(Tag.BOOL)) {
            return value.yesNo().map(yes -> yes ? "True" : "False");
        }
        if (!Forms.OPTION_VALUE.matcher(scalar.getValue()).matches()) {
            value.problem(Fault.usage("config.bad-option-value", value.path(), value.shown()));
            return Optional.empty();
        }
        return Optional.of(scalar.getValue());
    }
}
