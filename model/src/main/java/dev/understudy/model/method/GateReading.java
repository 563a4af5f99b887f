package dev.understudy.model.method;

import dev.understudy.model.calendar.ReleaseCalendar;
import dev.understudy.model.calendar.ReleaseCalendar.Opening;
import dev.understudy.model.method.Gate.Demand;
import dev.understudy.model.method.ReleaseFacts.Approval;
import dev.understudy.model.method.ReleaseFacts.Evidence;
import dev.understudy.model.people.People;
import dev.understudy.model.people.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is to be said of the gates of a stage, given all that is known of a release. */
record GateReading(
        ReleaseFacts facts, Optional<Instant> enteredBefore, ReleaseCalendar calendar, People people, Instant now) {

    /** A verdict, and who is awaited. */
    record Read(Verdict verdict, List<String> missing) {

        private static Read of(Verdict verdict) {
            return new Read(verdict, List.of());
        }
    }

    Read read(Gate gate) {
        return switch (gate.demand()) {
            case Demand.Proven proven -> proven(gate, proven);
            case Demand.Soaked soaked -> Read.of(soaked(soaked));
            case Demand.InWindow window -> Read.of(window());
            case Demand.Approved approved -> new ApprovalReading(facts, people, now).read(gate.name(), approved.rule());
        };
    }

    private Read proven(Gate gate, Demand.Proven proven) {
        List<Evidence> known = facts.evidence().stream()
                .filter(one -> one.proof() == proven.proof())
                .sorted(Comparator.comparing(Evidence::at).reversed())
                .toList();
        Optional<Evidence> newest = known.stream()
                .filter(one -> !one.proof().ofContent() || one.digest().equals(facts.digest()))
                .findFirst();
        if (newest.isEmpty() || !fresh(newest.get(), proven)) {
            Optional<Read> vouched = vouched(gate, proven);
            if (vouched.isPresent()) {
                return vouched.get();
            }
        }
        List<String> missing =
                people.among(proven.vouchers()).stream().map(Person::name).toList();
        return newest.map(evidence -> new Read(verdict(evidence, proven), missing))
                .or(() -> known.stream()
                        .findFirst()
                        .map(other -> new Read(
                                new Verdict.Stale(Word.of(
                                        "gate.other-content", proven.proof().word(), other.reference())),
                                missing)))
                .orElseGet(() -> new Read(
                        new Verdict.Undecided(
                                Word.of("gate.no-evidence", proven.proof().word()), Optional.empty()),
                        missing));
    }

    private Verdict verdict(Evidence evidence, Demand.Proven proven) {
        if (!evidence.good()) {
            return new Verdict.Failed(Word.of("gate.bad", evidence.reference(), evidence.detail()));
        }
        if (!fresh(evidence, proven)) {
            return new Verdict.Stale(Word.of("gate.too-old", evidence.reference(), evidence.at()));
        }
        Instant lasted = evidence.since().plus(proven.lasting());
        return lasted.isAfter(now)
                ? new Verdict.Undecided(Word.of("gate.lasting", evidence.since(), lasted), Optional.of(lasted))
                : new Verdict.Passed(
                        Word.of("gate.good", evidence.reference(), evidence.detail()), Optional.of(evidence.at()));
    }

    private boolean fresh(Evidence evidence, Demand.Proven proven) {
        return proven.validFor()
                .map(valid -> evidence.at().plus(valid).isAfter(now))
                .orElse(true);
    }

    /** Where nothing was measured, somebody's word for this content. */
    private Optional<Read> vouched(Gate gate, Demand.Proven proven) {
        Set<String> vouchers = proven.vouchers();
        Optional<Approval> newest = facts.approvals().stream()
                .filter(one -> one.gate().equals(gate.name())
                        && one.withdrawn().isEmpty()
                        && !one.effective().isAfter(now)
                        && one.digest().equals(facts.digest())
                        && people.among(vouchers).stream()
                                .anyMatch(person -> person.name().equals(one.person())))
                .max(Comparator.comparing(Approval::at));
        return newest.map(one -> one.yes()
                ? Read.of(new Verdict.Passed(Word.of("gate.vouched", one.person(), one.word()), Optional.of(one.at())))
                : Read.of(new Verdict.Failed(Word.of("gate.rejected", one.person(), one.word()))));
    }

    private Verdict soaked(Demand.Soaked soaked) {
        if (enteredBefore.isEmpty()) {
            return new Verdict.Undecided(Word.of("gate.not-entered"), Optional.empty());
        }
        Instant since = enteredBefore.get();
        Instant over = since.plus(soaked.lasting());
        return over.isAfter(now)
                ? new Verdict.Undecided(Word.of("gate.lasting", since, over), Optional.of(over))
                : new Verdict.Passed(Word.of("gate.soaked", since), Optional.of(over));
    }

    /** Asked for the planned start: what is closed now may be open then. */
    private Verdict window() {
        if (calendar.windows().isEmpty() && calendar.closures().isEmpty()) {
            return planned()
                    .<Verdict>map(GateReading::later)
                    .orElseGet(() -> new Verdict.Passed(Word.of("gate.always-open"), Optional.empty()));
        }
        if (facts.predicted().isEmpty()) {
            return new Verdict.Undecided(Word.of("gate.no-prediction"), Optional.empty());
        }
        Duration longest = facts.predicted().get();
        Optional<Instant> planned = planned();
        return switch (calendar.at(planned.orElse(now), longest)) {
            case Opening.Open open when planned.isPresent() -> later(planned.get());
            case Opening.Open open ->
                new Verdict.Passed(
                        open.latestStart()
                                .map(latest -> Word.of("gate.open-until", latest))
                                .orElseGet(() -> Word.of("gate.always-open")),
                        Optional.empty());
            case Opening.Closed closed -> closed(closed, longest, planned);
        };
    }

    private static Verdict closed(Opening.Closed closed, Duration longest, Optional<Instant> planned) {
        String next = closed.next().map(Instant::toString).orElse("-");
        Word why = switch (closed.why()) {
            case NO_WINDOW -> Word.of("gate.no-window", next);
            case CLOSURE -> Word.of("gate.closure", closed.reason(), next);
            case TOO_SHORT -> Word.of("gate.too-short", longest.toSeconds(), next);
        };
        // A plan that cannot be kept needs another plan, by somebody.
        return new Verdict.Undecided(why, planned.isPresent() ? Optional.empty() : closed.next());
    }

    private static Verdict later(Instant planned) {
        return new Verdict.Undecided(Word.of("gate.planned", planned), Optional.of(planned));
    }

    /** A plan whose time has come is no plan any more. */
    private Optional<Instant> planned() {
        return facts.planned().filter(at -> at.isAfter(now));
    }
}
