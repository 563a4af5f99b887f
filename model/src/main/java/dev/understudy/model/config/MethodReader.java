package dev.understudy.model.config;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.method.ApprovalRule;
import dev.understudy.model.method.ApprovalRule.Never;
import dev.understudy.model.method.Gate;
import dev.understudy.model.method.Gate.Demand;
import dev.understudy.model.method.Gate.Mode;
import dev.understudy.model.method.Method;
import dev.understudy.model.method.Promotion;
import dev.understudy.model.method.Proof;
import dev.understudy.model.method.Stage;
import dev.understudy.model.release.ChangeClass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads a method's file. */
final class MethodReader {

    static final List<String> KEYS =
            List.of("method", "extends", "overriders", "standard", "emergency", "promotion", "stages");
    static final List<String> STAGE_KEYS =
            List.of("name", "environment", "act", "after", "gates", "without", "back", "restart");
    static final List<String> GATE_KEYS =
            List.of("gate", "name", "mode", "within", "lasting", "by", "needed", "never", "from", "touches");

    private static final List<String> STANDARD_KEYS = List.of("up_to", "modules", "last");
    private static final List<String> EMERGENCY_KEYS = List.of("by", "delay", "review");
    private static final int MOST = 100;

    private final Function<Value, Optional<Method>> others;

    /** @param others finds the method that another extends, or tells why not */
    MethodReader(Function<Value, Optional<Method>> others) {
        this.others = others;
    }

    /** The kinds of gates, as a file names them. */
    private enum Kind {
        TESTS,
        REHEARSAL,
        BACKUP,
        DRIFT,
        READINESS,
        CLEAN_LOGS,
        ON_DUTY,
        ANNOUNCED,
        KEY_USERS,
        SOAK,
        WINDOW,
        APPROVAL
    }

    /** What may be restarted with Odoo. */
    private enum Restart {
        DATABASE
    }

    Method read(Value whole) {
        Section top = new Section(whole, KEYS);
        String name = top.required("method", "method: ours")
                .flatMap(value -> value.text(Forms.NAME, "config.bad-name"))
                .orElse("");
        Optional<Method> base = top.value("extends").flatMap(others);
        List<Stage> stages = new ArrayList<>(base.map(Method::stages).orElse(List.of()));
        Optional<Value> list = base.isPresent()
                ? top.value("stages")
                : top.required("stages", "stages: [{ name: development }, { name: production }]");
        list.ifPresent(value -> value.list().forEach(element -> stage(new Section(element, STAGE_KEYS), stages)));
        if (list.isPresent() && stages.isEmpty()) {
            list.get().problem(Fault.usage("config.empty-list", list.get().path()));
        }
        return new Method(
                name,
                stages,
                top.value("overriders")
                        .map(MethodReader::names)
                        .orElse(base.map(Method::overriders).orElse(Set.of())),
                top.value("standard").map(MethodReader::standard).or(() -> base.flatMap(Method::standard)),
                top.value("emergency").map(MethodReader::emergency).or(() -> base.flatMap(Method::emergency)),
                top.value("promotion")
                        .flatMap(value -> value.word(Promotion.class))
                        .orElse(base.map(Method::promotion).orElse(Promotion.NONE)));
    }

    /** A stage of a name that is there already changes that one; another comes after the last. */
    private static void stage(Section section, List<Stage> stages) {
        String name = section.required("name", "name: staging")
                .flatMap(value -> value.text(Forms.NAME, "config.bad-name"))
                .orElse("");
        Optional<Stage> known =
                stages.stream().filter(stage -> stage.name().equals(name)).findFirst();
        Optional<String> above = stages.isEmpty()
                ? Optional.empty()
                : Optional.of(stages.getLast().name());
        Stage before = known.orElseGet(
                () -> new Stage(name, Optional.empty(), Stage.Act.KEEP, above, List.of(), Optional.empty(), false));
        Stage read = new Stage(
                name,
                named(section, "environment").or(before::environment),
                section.value("act")
                        .flatMap(value -> value.word(Stage.Act.class))
                        .orElse(before.act()),
                named(section, "after").or(before::after),
                gates(section, before.gates()),
                named(section, "back").or(before::back),
                section.value("restart")
                        .map(value -> value.word(Restart.class).isPresent())
                        .orElse(before.restartDatabase()));
        if (known.isPresent()) {
            stages.set(stages.indexOf(known.get()), read);
        } else {
            stages.add(read);
        }
    }

    private static Optional<String> named(Section section, String key) {
        return section.value(key).flatMap(value -> value.text(Forms.NAME, "config.bad-name"));
    }

    private static List<Gate> gates(Section section, List<Gate> before) {
        List<Gate> gates = new ArrayList<>(before);
        section.value("without").ifPresent(value -> {
            for (Value element : value.list()) {
                Optional<String> gone = element.text(Forms.NAME, "config.bad-name");
                if (gone.isPresent() && !gates.removeIf(gate -> gate.name().equals(gone.get()))) {
                    element.problem(
                            Fault.usage("method.no-such-gate", element.shown(), String.join(", ", names(before))));
                }
            }
        });
        section.value("gates").ifPresent(value -> {
            for (Value element : value.list()) {
                gate(new Section(element, GATE_KEYS)).ifPresent(gate -> {
                    gates.removeIf(other -> other.name().equals(gate.name()));
                    gates.add(gate);
                });
            }
        });
        return gates;
    }

    private static List<String> names(List<Gate> gates) {
        return gates.stream().map(Gate::name).toList();
    }

    private static Optional<Gate> gate(Section section) {
        Optional<Kind> kind = section.required("gate", "gate: approval").flatMap(value -> value.word(Kind.class));
        Mode mode =
                section.value("mode").flatMap(value -> value.word(Mode.class)).orElse(Mode.ENFORCE);
        return kind.flatMap(found -> {
            String name = named(section, "name").orElse(word(found));
            return demand(found, section).map(demand -> new Gate(name, mode, demand));
        });
    }

    private static String word(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Optional<Demand> demand(Kind kind, Section section) {
        return switch (kind) {
            case WINDOW -> {
                only(section, List.of());
                yield Optional.of(new Demand.InWindow());
            }
            case SOAK -> {
                only(section, List.of("lasting"));
                yield section.required("lasting", "lasting: 3d")
                        .flatMap(MethodReader::age)
                        .map(Demand.Soaked::new);
            }
            case APPROVAL -> {
                only(section, List.of("by", "needed", "never", "from", "touches"));
                yield section.required("by", "by: [client]").map(by -> new Demand.Approved(rule(names(by), section)));
            }
            case TESTS, REHEARSAL, BACKUP, DRIFT, READINESS, CLEAN_LOGS, ON_DUTY, ANNOUNCED, KEY_USERS -> {
                only(section, List.of("within", "lasting", "by"));
                yield Optional.of(new Demand.Proven(
                        Proof.valueOf(kind.name()),
                        section.value("within").flatMap(MethodReader::age),
                        section.value("lasting").flatMap(MethodReader::age).orElse(Duration.ZERO),
                        section.value("by").map(MethodReader::names).orElse(Set.of())));
            }
        };
    }

    /** What a gate of its kind does not know is refused, and not read past. */
    private static void only(Section section, List<String> known) {
        for (String key : List.of("within", "lasting", "by", "needed", "never", "from", "touches")) {
            if (!known.contains(key)) {
                section.key(key)
                        .ifPresent(at -> at.problem(Fault.usage(
                                "config.unknown-key",
                                at.path(),
                                known.isEmpty() ? "mode" : known.getFirst(),
                                String.join(", ", known.isEmpty() ? List.of("gate", "name", "mode") : known))));
            }
        }
    }

    private static ApprovalRule rule(Set<String> by, Section section) {
        ApprovalRule usual = ApprovalRule.of(by);
        return new ApprovalRule(
                by,
                section.value("needed")
                        .map(value -> value.whole(1, MOST).orElse(usual.needed()))
                        .orElse(usual.needed()),
                section.value("never").map(MethodReader::never).orElse(usual.never()),
                section.value("from").flatMap(MethodReader::changeClass).orElse(usual.from()),
                section.value("touches")
                        .map(value -> value.texts(Forms.MODULES, "config.bad-module"))
                        .orElse(usual.touches()));
    }

    private static Set<Never> never(Value value) {
        Set<Never> never = new HashSet<>();
        value.list().forEach(element -> element.word(Never.class).ifPresent(never::add));
        return never;
    }

    private static Optional<ChangeClass> changeClass(Value value) {
        return value.text().flatMap(text -> {
            Optional<ChangeClass> found = Stream.of(ChangeClass.values())
                    .filter(one -> one.name().equals(text))
                    .findFirst();
            if (found.isEmpty()) {
                value.problem(Fault.usage("config.not-a-word", value.path(), value.shown(), "D", "A, B, C, D"));
            }
            return found;
        });
    }

    private static Method.Standard standard(Value value) {
        Section section = new Section(value, STANDARD_KEYS);
        return new Method.Standard(
                section.value("up_to").flatMap(MethodReader::changeClass).orElse(ChangeClass.A),
                section.value("modules")
                        .map(most -> most.whole(0, MOST).orElse(3))
                        .orElse(3),
                section.value("last").map(last -> last.whole(1, MOST).orElse(5)).orElse(5));
    }

    private static Method.EmergencyLane emergency(Value value) {
        Section section = new Section(value, EMERGENCY_KEYS);
        return new Method.EmergencyLane(
                section.required("by", "by: [release-manager]")
                        .map(MethodReader::names)
                        .orElse(Set.of()),
                section.value("delay").flatMap(MethodReader::age).orElse(Duration.ofMinutes(30)),
                section.value("review").flatMap(MethodReader::age).orElse(Duration.ofDays(5)));
    }

    private static Set<String> names(Value value) {
        List<String> names = value.texts(Forms.NAME, "config.bad-name");
        if (names.isEmpty()) {
            value.problem(Fault.usage("config.empty-list", value.path()));
        }
        return Set.copyOf(names);
    }

    private static Optional<Duration> age(Value value) {
        return value.text(Forms.AGE, "config.bad-age").map(Forms::age);
    }
}
