package dev.understudy.model.method;

import dev.understudy.model.method.Gate.Demand;
import dev.understudy.model.method.GateReading.Read;
import dev.understudy.model.method.Method.EmergencyLane;
import dev.understudy.model.method.Method.Standard;
import dev.understudy.model.method.ReleaseFacts.Emergency;
import dev.understudy.model.method.ReleaseFacts.Overriding;
import dev.understudy.model.method.ReleaseFacts.Past;
import dev.understudy.model.people.People;
import dev.understudy.model.people.Person;
import dev.understudy.model.release.ChangeClass;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The ways around a gate that a method knows: an emergency, an override, a standard change. None is silent. */
record Lanes(Method method, People people, ReleaseFacts facts, Instant now) {

    private static final int PEOPLE = 2;

    /** What is asked instead of a gate that an emergency puts aside; empty without an emergency. */
    Optional<GateState> emergencyGate() {
        return facts.emergency()
                .flatMap(declared -> method.emergency().map(lane -> {
                    ApprovalRule rule = new ApprovalRule(lane.by(), PEOPLE, Set.of(), ChangeClass.A, List.of());
                    Gate gate = new Gate("emergency", Gate.Mode.ENFORCE, new Demand.Approved(rule));
                    return new GateState(gate, declared(declared, lane), missing(declared, lane), true);
                }));
    }

    private Verdict declared(Emergency declared, EmergencyLane lane) {
        Set<String> valid = valid(declared.by(), lane.by());
        String names = String.join(", ", valid.stream().sorted().toList());
        if (valid.size() >= PEOPLE) {
            return new Verdict.Passed(Word.of("gate.emergency", names, declared.reason()), Optional.of(declared.at()));
        }
        Instant alone = declared.at().plus(lane.delay());
        if (valid.size() == 1 && people.among(lane.by()).size() == 1) {
            return alone.isAfter(now)
                    ? new Verdict.Undecided(Word.of("gate.emergency-alone", names, alone), Optional.of(alone))
                    : new Verdict.Passed(Word.of("gate.emergency", names, declared.reason()), Optional.of(alone));
        }
        return new Verdict.Undecided(
                Word.of("gate.approvals", valid.size(), PEOPLE, String.join(", ", lane.by())), Optional.empty());
    }

    private List<String> missing(Emergency declared, EmergencyLane lane) {
        return people.among(lane.by()).stream()
                .map(Person::name)
                .filter(name -> !declared.by().contains(name))
                .toList();
    }

    /** What is to be said of a gate, with regard to the ways around it. */
    Read around(Gate gate, Supplier<Read> otherwise) {
        if (facts.emergency().isPresent() && method.emergency().isPresent() && !keptInEmergency(gate)) {
            Instant review =
                    facts.emergency().get().at().plus(method.emergency().get().review());
            return waived(Word.of("gate.emergency-waives", review), review);
        }
        if (gate.asksPeople() && isStandard()) {
            return new Read(
                    new Verdict.Passed(
                            Word.of(
                                    "gate.standard",
                                    method.standard().orElseThrow().last()),
                            Optional.empty()),
                    List.of());
        }
        Read read = otherwise.get();
        return read.verdict().holds()
                ? read
                : overridden(gate)
                        .map(one -> waived(
                                Word.of(
                                        "gate.overridden",
                                        String.join(
                                                ", ", one.by().stream().sorted().toList()),
                                        one.reason()),
                                one.until()))
                        .orElse(read);
    }

    private static Read waived(Word why, Instant until) {
        return new Read(new Verdict.Waived(why, until), List.of());
    }

    private boolean keptInEmergency(Gate gate) {
        return gate.demand() instanceof Demand.Proven proven
                && proven.proof() == Proof.REHEARSAL
                && !facts.emergency().orElseThrow().productionDown();
    }

    private Optional<Overriding> overridden(Gate gate) {
        return facts.overrides().stream()
                .filter(one -> one.gate().equals(gate.name())
                        && one.digest().equals(facts.digest())
                        && !one.reason().isBlank()
                        && !one.at().isAfter(now)
                        && one.until().isAfter(now)
                        && valid(one.by(), method.overriders()).size() >= PEOPLE)
                .findFirst();
    }

    private Set<String> valid(Set<String> names, Set<String> allowed) {
        return people.among(allowed).stream()
                .map(Person::name)
                .filter(names::contains)
                .collect(Collectors.toSet());
    }

    /** Whether people said yes to this kind of change long ago. */
    private boolean isStandard() {
        return method.standard().filter(this::isStandard).isPresent();
    }

    private boolean isStandard(Standard standard) {
        if (facts.changeClass().compareTo(standard.upTo()) > 0
                || facts.modules().size() > standard.modules()) {
            return false;
        }
        List<Past> last = facts.past().stream()
                .filter(one -> one.changeClass().compareTo(standard.upTo()) <= 0 && one.modules() <= standard.modules())
                .limit(standard.last())
                .toList();
        return last.size() == standard.last() && last.stream().noneMatch(Past::incident);
    }
}
