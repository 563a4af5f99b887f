package dev.understudy.model.method;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.method.Gate.Demand;
import dev.understudy.model.people.People;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What makes a method one that no release can travel.
 *
 * @param stage the stage that it is about
 * @param gate the gate that it is about; empty when it is the stage
 * @param fault with the arithmetic
 */
public record MethodFlaw(String stage, String gate, Fault fault) {

    /**
     * All flaws of a method in a project.
     *
     * @param environments that the project has
     */
    public static List<MethodFlaw> of(Method method, Set<String> environments, People people) {
        List<MethodFlaw> flaws = new ArrayList<>();
        for (Stage stage : method.stages()) {
            stage(method, stage, environments).ifPresent(fault -> flaws.add(new MethodFlaw(stage.name(), "", fault)));
            for (Gate gate : stage.gates()) {
                if (gate.mode() == Gate.Mode.ENFORCE) {
                    gate(method, stage, gate, people)
                            .ifPresent(fault -> flaws.add(new MethodFlaw(stage.name(), gate.name(), fault)));
                }
            }
        }
        return flaws;
    }

    private static Optional<Fault> stage(Method method, Stage stage, Set<String> environments) {
        if (!method.reachable(stage)) {
            List<String> way = method.wayTo(stage).stream().map(Stage::name).toList();
            return Optional.of(Fault.usage(
                    "method.unreachable",
                    method.name(),
                    stage.name(),
                    stage.after().orElse(""),
                    String.join(" > ", way)));
        }
        return stage.environment()
                .filter(name -> !environments.contains(name))
                .map(name -> Fault.usage(
                        "method.no-environment", method.name(), stage.name(), name, String.join(", ", environments)));
    }

    private static Optional<Fault> gate(Method method, Stage stage, Gate gate, People people) {
        return switch (gate.demand()) {
            case Demand.Approved approved -> {
                ApprovalRule rule = approved.rule();
                ApprovalRule.Margin margin = rule.margin(people);
                yield margin.passable()
                        ? Optional.empty()
                        : Optional.of(Fault.usage(
                                "method.nobody-can-pass",
                                method.name(),
                                stage.name(),
                                gate.name(),
                                margin.needed(),
                                String.join(", ", rule.by().stream().sorted().toList()),
                                margin.eligible(),
                                margin.leftOut(),
                                margin.eligible() - margin.leftOut()));
            }
            case Demand.Proven proven ->
                proven.vouchers().isEmpty() || !people.among(proven.vouchers()).isEmpty()
                        ? Optional.empty()
                        : Optional.of(Fault.usage(
                                "method.nobody-can-pass",
                                method.name(),
                                stage.name(),
                                gate.name(),
                                1,
                                String.join(
                                        ", ",
                                        proven.vouchers().stream().sorted().toList()),
                                0,
                                0,
                                0));
            case Demand.Soaked soaked ->
                stage.after().isPresent()
                        ? Optional.empty()
                        : Optional.of(Fault.usage("method.soaks-nowhere", method.name(), stage.name(), gate.name()));
            case Demand.InWindow window -> Optional.empty();
        };
    }
}
