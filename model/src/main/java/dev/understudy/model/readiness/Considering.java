package dev.understudy.model.readiness;

import dev.understudy.model.method.Proof;
import dev.understudy.model.method.ReleaseFacts;
import dev.understudy.model.method.ReleaseFacts.Evidence;
import dev.understudy.model.method.ReleaseFacts.Past;
import dev.understudy.model.method.Word;
import dev.understudy.model.readiness.Readiness.Answer;
import dev.understudy.model.readiness.Readiness.Consideration;
import dev.understudy.model.readiness.Readiness.Mark;
import dev.understudy.model.release.ChangeClass;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Considers a release: what can be measured is, and people are asked for the rest. What somebody says counts for more than
 * what was measured, but makes nothing better that was measured to be bad.
 */
public final class Considering {

    /** Of the releases before, how many are looked at. */
    private static final int LOOKED_AT = 5;

    private static final int MANY_MODULES = 10;

    /** Of an hour's mean load, in percent: below the first few work, above the second more than usual. */
    private static final int FEW = 50;

    private static final int USUAL = 100;

    private Considering() {}

    /**
     * What somebody said.
     *
     * @param word why; may be empty
     */
    public record Said(Consideration consideration, Mark mark, String person, String word) {}

    /**
     * What was measured besides what is known of every release.
     *
     * @param load how much people work at the planned hour, in percent of an hour's mean; empty when nobody knows
     * @param locked tables that its rehearsal held locks on for longer than the project's file has it warn of
     * @param updates what is known of critical updates
     * @param systems those that talk with production's Odoo, as the project's file lists them
     */
    public record Measured(
            Optional<Long> load, List<String> locked, Optional<Answer> updates, List<OutsideSystem> systems) {

        public Measured {
            locked = List.copyOf(locked);
            systems = List.copyOf(systems);
        }
    }

    /**
     * How ready a company is for a release.
     *
     * @param said about this content, the oldest first
     */
    public static Readiness of(ReleaseFacts facts, Measured measured, List<Said> said) {
        Map<Consideration, Answer> known = new EnumMap<>(Consideration.class);
        measured.load().ifPresent(percent -> known.put(Consideration.OFF_PEAK, offPeak(percent)));
        known.put(Consideration.RISK, risk(facts, measured.locked()));
        measured.updates().ifPresent(answer -> known.put(Consideration.CRITICAL_UPDATES, answer));
        tests(facts).ifPresent(answer -> known.put(Consideration.TESTS, answer));
        rehearsal(facts)
                .map(rehearsal -> compatibility(rehearsal, facts.modules(), measured.systems()))
                .ifPresent(answer -> known.put(Consideration.COMPATIBILITY, answer));
        for (Said one : said) {
            known.merge(
                    one.consideration(),
                    new Answer(one.consideration(), one.mark(), said(one)),
                    (before, answered) -> before.mark() == Mark.BAD && !saidByPeople(before) ? before : answered);
        }
        return Readiness.of(List.copyOf(known.values()));
    }

    private static Word said(Said one) {
        return one.word().isEmpty()
                ? new Word("consider.said", List.of(one.person()))
                : new Word("consider.said-why", List.of(one.person(), one.word()));
    }

    private static boolean saidByPeople(Answer answer) {
        return answer.reasons().getFirst().key().startsWith("consider.said");
    }

    private static Answer offPeak(long percent) {
        Mark mark = percent <= FEW ? Mark.GOOD : percent <= USUAL ? Mark.PARTLY : Mark.BAD;
        return new Answer(Consideration.OFF_PEAK, mark, new Word("consider.load", List.of(Long.toString(percent))));
    }

    private static Answer risk(ReleaseFacts facts, List<String> locked) {
        long incidents =
                facts.past().stream().limit(LOOKED_AT).filter(Past::incident).count();
        long points = incidents
                + (facts.changeClass() == ChangeClass.D ? 2 : facts.changeClass() == ChangeClass.C ? 1 : 0)
                + (facts.modules().size() > MANY_MODULES ? 1 : 0)
                + (locked.isEmpty() ? 0 : 1);
        Mark mark = points <= 1 ? Mark.GOOD : points == 2 ? Mark.PARTLY : Mark.BAD;
        List<Word> reasons = new ArrayList<>(List.of(new Word(
                "consider.risk",
                List.of(
                        facts.changeClass().name(),
                        Integer.toString(facts.modules().size()),
                        Long.toString(incidents)))));
        if (!locked.isEmpty()) {
            reasons.add(new Word("consider.locks", List.of(String.join(", ", locked))));
        }
        return new Answer(Consideration.RISK, mark, reasons);
    }

    private static Optional<Answer> tests(ReleaseFacts facts) {
        Optional<Answer> ran = latest(facts, Proof.TESTS)
                .map(tests -> new Answer(
                        Consideration.TESTS,
                        tests.good() ? Mark.GOOD : Mark.BAD,
                        new Word("consider.tests", List.of(tests.detail()))));
        return ran.or(() -> rehearsal(facts)
                .map(rehearsal -> new Answer(
                        Consideration.TESTS,
                        rehearsal.good() ? Mark.PARTLY : Mark.BAD,
                        new Word("consider.no-tests", List.of(rehearsal.reference())))));
    }

    /**
     * Production's own modules were loaded with it. Of another system nobody knows before somebody tried: of those that are
     * listed, where the release touches what they use; where none is listed, of whatever there is.
     */
    private static Answer compatibility(Evidence rehearsal, Set<String> modules, List<OutsideSystem> systems) {
        if (!rehearsal.good()) {
            return new Answer(
                    Consideration.COMPATIBILITY,
                    Mark.BAD,
                    new Word("consider.modules-not", List.of(rehearsal.reference())));
        }
        List<String> touched = systems.stream()
                .filter(system -> system.concerned(modules))
                .map(OutsideSystem::name)
                .toList();
        Word works = new Word("consider.modules", List.of(rehearsal.reference()));
        if (systems.isEmpty() || !touched.isEmpty()) {
            return new Answer(
                    Consideration.COMPATIBILITY,
                    Mark.PARTLY,
                    List.of(
                            works,
                            touched.isEmpty()
                                    ? new Word("consider.systems-not-listed", List.of())
                                    : new Word("consider.systems-touched", List.of(String.join(", ", touched)))));
        }
        return new Answer(
                Consideration.COMPATIBILITY,
                Mark.GOOD,
                List.of(
                        works,
                        new Word(
                                "consider.systems-untouched",
                                List.of(systems.stream()
                                        .map(OutsideSystem::name)
                                        .collect(Collectors.joining(", "))))));
    }

    private static Optional<Evidence> rehearsal(ReleaseFacts facts) {
        return latest(facts, Proof.REHEARSAL);
    }

    private static Optional<Evidence> latest(ReleaseFacts facts, Proof proof) {
        return facts.evidence().stream()
                .filter(one -> one.proof() == proof && one.digest().equals(facts.digest()))
                .reduce((earlier, later) -> later.at().isBefore(earlier.at()) ? earlier : later);
    }
}
