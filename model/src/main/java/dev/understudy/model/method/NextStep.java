package dev.understudy.model.method;

import dev.understudy.model.calendar.ReleaseCalendar;
import dev.understudy.model.method.Decision.Outcome;
import dev.understudy.model.method.Gate.Demand;
import dev.understudy.model.method.GateReading.Read;
import dev.understudy.model.people.People;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What may happen next to a release, and why not. It knows nothing but what it is given, so that whoever asks (the engine
 * before it takes a lane, the command line, a page) is told the same.
 */
public final class NextStep {

    private final Method method;
    private final ReleaseCalendar calendar;
    private final People people;

    public NextStep(Method method, ReleaseCalendar calendar, People people) {
        this.method = method;
        this.calendar = calendar;
        this.people = people;
    }

    /** On the way to the last stage of the method. */
    public Decision decide(ReleaseFacts facts, Instant now) {
        return decide(facts, method.stages().getLast(), now);
    }

    /** On the way to a stage. What stands before it is decided first: the stage of the decision is the next one. */
    public Decision decide(ReleaseFacts facts, Stage target, Instant now) {
        List<Stage> way = method.wayTo(target);
        List<String> entered = way.stream()
                .filter(stage -> entered(stage, facts))
                .map(Stage::name)
                .toList();
        boolean emergency = facts.emergency().isPresent() && method.emergency().isPresent();
        Optional<Stage> next = emergency
                ? Optional.of(target).filter(stage -> !entered(stage, facts))
                : way.stream().filter(stage -> !entered(stage, facts)).findFirst();
        if (facts.end().isPresent() || next.isEmpty()) {
            return new Decision(
                    facts.release(),
                    entered,
                    Optional.empty(),
                    Outcome.ENDED,
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
        Stage stage = next.get();
        List<GateState> gates = states(stage, facts, now);
        return decided(facts, entered, stage, gates);
    }

    /** Releases begin where nothing comes before; wherever else they are, they came to. */
    private static boolean entered(Stage stage, ReleaseFacts facts) {
        return stage.after().isEmpty() || facts.entered().containsKey(stage.name());
    }

    private Decision decided(ReleaseFacts facts, List<String> entered, Stage stage, List<GateState> gates) {
        List<GateState> stopping = gates.stream().filter(GateState::stops).toList();
        boolean failed = stopping.stream().anyMatch(state -> state.verdict() instanceof Verdict.Failed);
        Optional<Instant> until = until(stopping);
        Outcome outcome = stopping.isEmpty()
                ? Outcome.GO
                : failed && stage.back().isPresent()
                        ? Outcome.SENT_BACK
                        : until.isPresent() ? Outcome.WAITS : Outcome.MISSING;
        return new Decision(
                facts.release(),
                entered,
                Optional.of(stage),
                outcome,
                gates,
                outcome == Outcome.WAITS ? until : Optional.empty(),
                outcome == Outcome.SENT_BACK ? stage.back() : Optional.empty(),
                MoveOn.command(facts, stage, outcome, stopping),
                facts.emergency()
                        .flatMap(declared ->
                                method.emergency().map(lane -> declared.at().plus(lane.review()))));
    }

    /** When all that stops has ended by itself; empty when something does not. */
    private static Optional<Instant> until(List<GateState> stopping) {
        List<Instant> ends = stopping.stream()
                .flatMap(state -> ends(state.verdict()).stream())
                .toList();
        return ends.size() == stopping.size() ? ends.stream().max(Comparator.naturalOrder()) : Optional.empty();
    }

    private static Optional<Instant> ends(Verdict verdict) {
        return verdict instanceof Verdict.Undecided undecided ? undecided.until() : Optional.empty();
    }

    private List<GateState> states(Stage stage, ReleaseFacts facts, Instant now) {
        Optional<Instant> before = stage.after()
                .flatMap(name -> Optional.ofNullable(facts.entered().get(name)));
        GateReading reading = new GateReading(facts, before, calendar, people, now);
        Lanes lanes = new Lanes(method, people, facts, now);
        List<GateState> states = new ArrayList<>(lanes.emergencyGate().stream().toList());
        boolean cheaperStops = states.stream().anyMatch(GateState::stops);
        for (Gate gate : stage.gates().stream()
                .sorted(Comparator.comparingInt(Gate::cost))
                .toList()) {
            Read read = lanes.around(gate, () -> reading.read(gate));
            boolean asked = !gate.asksPeople() || !cheaperStops;
            GateState state = new GateState(gate, read.verdict(), read.missing(), asked);
            states.add(state);
            // Whom to wait for is asked while time passes, not while something is wrong.
            cheaperStops |=
                    !gate.asksPeople() && state.stops() && ends(state.verdict()).isEmpty();
        }
        return states;
    }

    /** The one command that moves a release on. */
    private static final class MoveOn {

        static Optional<String> command(ReleaseFacts facts, Stage stage, Outcome outcome, List<GateState> stopping) {
            String release = facts.release();
            return switch (outcome) {
                case GO -> Optional.of(enter(release, stage));
                case SENT_BACK -> Optional.of("understudy release create");
                case WAITS, ENDED -> Optional.empty();
                case MISSING ->
                    stopping.stream()
                            .filter(state -> ends(state.verdict()).isEmpty())
                            .findFirst()
                            .map(state -> mend(release, state));
            };
        }

        private static String enter(String release, Stage stage) {
            return stage.environment()
                    .map(environment -> "understudy deploy " + release + " " + environment)
                    .orElse("understudy rehearse " + release);
        }

        private static String mend(String release, GateState state) {
            String approve =
                    "understudy approve " + release + " --gate " + state.gate().name();
            return switch (state.gate().demand()) {
                case Demand.Proven proven
                when proven.proof() == Proof.REHEARSAL || proven.proof() == Proof.TESTS ->
                    "understudy rehearse " + release;
                case Demand.Proven proven
                when proven.proof() == Proof.BACKUP && proven.vouchers().isEmpty() -> "understudy backup production";
                case Demand.Proven proven when proven.proof() == Proof.READINESS -> "understudy readiness " + release;
                case Demand.Proven proven
                when proven.proof() == Proof.ANNOUNCED && proven.vouchers().isEmpty() ->
                    "understudy release announce " + release;
                case Demand.Proven proven
                when proven.proof() == Proof.DRIFT && proven.vouchers().isEmpty() -> "understudy drift";
                case Demand.Proven proven -> approve;
                case Demand.Approved approved -> approve;
                case Demand.InWindow window ->
                    state.verdict().why().key().equals("gate.no-prediction")
                            ? "understudy rehearse " + release
                            : "understudy release plan " + release + " --at TIME";
                case Demand.Soaked soaked -> "understudy release show " + release;
            };
        }
    }
}
