package dev.understudy.model.config;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.method.ApprovalRule;
import dev.understudy.model.method.Gate;
import dev.understudy.model.method.Gate.Demand;
import dev.understudy.model.method.Gate.Mode;
import dev.understudy.model.method.Method;
import dev.understudy.model.method.MethodFlaw;
import dev.understudy.model.method.Proof;
import dev.understudy.model.method.Stage;
import dev.understudy.model.people.People;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The method that a project's file names, with the gates that the file adds; refused when no release could travel it. */
final class MethodOfProject {

    static final List<String> BUILT_IN = List.of("falcon-i", "hdz-ii", "linear", "three-phase");

    private static final String USUAL = "falcon-i";
    private static final String APPROVAL = "approval";

    private final Problems problems;
    private final NeighbourFiles neighbours;

    MethodOfProject(Problems problems, NeighbourFiles neighbours) {
        this.problems = problems;
        this.neighbours = neighbours;
    }

    Method read(Optional<Value> named, Gates gates, Set<String> environments, People people, Value whole) {
        Method method = named.flatMap(this::named).orElseGet(() -> builtIn(USUAL));
        Method complete = advised(with(method, gates), gates.advise(), named.orElse(whole));
        if (problems.none()) {
            for (MethodFlaw flaw : MethodFlaw.of(complete, environments, people)) {
                named.orElse(whole).problem(flaw.fault());
            }
        }
        return complete;
    }

    private Optional<Method> named(Value value) {
        if (!(value.node() instanceof ScalarNode scalar) || !scalar.getValue().endsWith(".yaml")) {
            return ofProduct(value);
        }
        return neighbours.read(value).map(file -> {
            Problems inFile = file.problems();
            Method method = YamlTree.root(file.text(), inFile)
                    .map(root -> new MethodReader(MethodOfProject::ofProduct).read(new Value(root, "", inFile)))
                    .orElseGet(() -> builtIn(USUAL));
            problems.addAll(inFile);
            return method;
        });
    }

    private static Optional<Method> ofProduct(Value value) {
        return value.text().flatMap(text -> {
            if (!BUILT_IN.contains(text)) {
                value.problem(Fault.usage(
                        "config.not-a-word",
                        value.path(),
                        value.shown(),
                        Nearest.of(text, Set.copyOf(BUILT_IN)),
                        String.join(", ", BUILT_IN)));
                return Optional.empty();
            }
            return Optional.of(builtIn(text));
        });
    }

    /** A method that comes with Understudy. */
    static Method builtIn(String name) {
        String resource = "/dev/understudy/model/method/" + name + ".yaml";
        try (InputStream in = MethodOfProject.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no " + resource);
            }
            Problems none = new Problems(name + ".yaml");
            Method method = YamlTree.root(new String(in.readAllBytes(), StandardCharsets.UTF_8), none)
                    .map(root -> new MethodReader(other -> Optional.empty()).read(new Value(root, "", none)))
                    .orElseThrow();
            if (!none.none()) {
                throw new InvalidProject(none.refuse());
            }
            return method;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What the file asks for stands before production; its approval in place of the method's own. */
    private static Method with(Method method, Gates asked) {
        List<Stage> stages = new ArrayList<>(method.stages());
        int last = stages.size() - 1;
        if (last < 0) {
            return method;
        }
        List<Gate> gates = new ArrayList<>(stages.get(last).gates());
        asked.approval().ifPresent(approval -> {
            gates.removeIf(gate -> gate.name().equals(APPROVAL));
            for (String role : approval.by()) {
                String name = approval.by().size() == 1 ? APPROVAL : APPROVAL + "-" + role;
                gates.add(new Gate(name, Mode.ENFORCE, new Demand.Approved(ApprovalRule.of(Set.of(role)))));
            }
        });
        asked.keyUsers().ifPresent(keyUsers -> {
            String name = Proof.KEY_USERS.word();
            gates.removeIf(gate -> gate.name().equals(name));
            gates.add(new Gate(
                    name,
                    Mode.ENFORCE,
                    new Demand.Proven(
                            Proof.KEY_USERS,
                            Optional.empty(),
                            Duration.ofDays(keyUsers.days()),
                            Set.copyOf(keyUsers.by()))));
        });
        stages.set(last, stages.get(last).with(gates));
        return method.with(stages);
    }

    private static Method advised(Method method, List<String> advise, Value place) {
        for (String name : advise) {
            if (method.stages().stream()
                    .flatMap(stage -> stage.gates().stream())
                    .noneMatch(gate -> gate.name().equals(name))) {
                place.problem(Fault.usage(
                        "method.no-such-gate",
                        Value.shown(name),
                        String.join(
                                ", ",
                                method.stages().stream()
                                        .flatMap(stage -> stage.gates().stream())
                                        .map(Gate::name)
                                        .distinct()
                                        .toList())));
            }
        }
        List<Stage> stages = method.stages().stream()
                .map(stage -> stage.with(stage.gates().stream()
                        .map(gate -> advise.contains(gate.name()) ? gate.in(Mode.ADVISE) : gate)
                        .toList()))
                .toList();
        return method.with(stages);
    }
}
