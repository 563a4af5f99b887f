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
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
     * How ready a company is for a release.
     *
     * @param load how much people work at the planned hour, in percent of an hour's mean; empty when nobody knows
     * @param said about this content, the oldest first
     */
    public static Readiness of(ReleaseFacts facts, Optional<Long> load, List<Said> said) {
        Map<Consideration, Answer> known = new EnumMap<>(Consideration.class);
        load.ifPresent(percent -> known.put(Consideration.OFF_PEAK, offPeak(percent)));
        known.put(Consideration.RISK, risk(facts));
        tests(facts).ifPresent(answer -> known.put(Consideration.TESTS, answer));
        rehearsal(facts)
                .map(Considering::compatibility)
                .ifPresent(answer -> known.put(Consideration.COMPATIBILITY, answer));
        for (Said one : said) {
            known.merge(
                    one.consideration(),
                    new Answer(one.consideration(), one.mark(), said(one)),
                    (measured, answered) ->
                            measured.mark() == Mark.BAD && !saidByPeople(measured) ? measured : answered);
        }
        return Readiness.of(List.copyOf(known.values()));
    }

    private static Word said(Said one) {
        return one.word().isEmpty()
                ? new Word("consider.said", List.of(one.person()))
                : new Word("consider.said-why", List.of(one.person(), one.word()));
    }

    private static boolean saidByPeople(Answer answer) {
        return answer.reason().key().startsWith("consider.said");
    }

    private static Answer offPeak(long percent) {
        Mark mark = percent <= FEW ? Mark.GOOD : percent <= USUAL ? Mark.PARTLY : Mark.BAD;
        return new Answer(Consideration.OFF_PEAK, mark, new Word("consider.load", List.of(Long.toString(percent))));
    }

    private static Answer risk(ReleaseFacts facts) {
        long incidents =
                facts.past().stream().limit(LOOKED_AT).filter(Past::incident).count();
        long points = incidents
                + (facts.changeClass() == ChangeClass.D ? 2 : facts.changeClass() == ChangeClass.C ? 1 : 0)
                + (facts.modules().size() > MANY_MODULES ? 1 : 0);
        Mark mark = points <= 1 ? Mark.GOOD : points == 2 ? Mark.PARTLY : Mark.BAD;
        return new Answer(
                Consideration.RISK,
                mark,
                new Word(
                        "consider.risk",
                        List.of(
                                facts.changeClass().name(),
                                Integer.toString(facts.modules().size()),
                                Long.toString(incidents))));
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

    /** Production's own modules were loaded with it; what else talks to Odoo, nobody tried. */
    private static Answer compatibility(Evidence rehearsal) {
        return new Answer(
                Consideration.COMPATIBILITY,
                rehearsal.good() ? Mark.PARTLY : Mark.BAD,
                new Word(
                        rehearsal.good() ? "consider.modules" : "consider.modules-not",
                        List.of(rehearsal.reference())));
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
