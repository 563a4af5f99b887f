package dev.understudy.model.readiness;

import dev.understudy.model.method.Word;
import dev.understudy.model.text.Texts;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How ready a company is for a release: eight considerations, each measured where it can be and asked where it cannot. What
 * nobody measured or answered counts for nothing, and is named; it is never taken as good.
 *
 * @param answers one for each consideration, in their order
 */
public record Readiness(List<Answer> answers) {

    private static final int WHOLE = 100;
    private static final int READY = 80;
    private static final Word NOBODY_KNOWS = new Word("consider.unknown", List.of());

    /** What is to be considered before an update. */
    public enum Consideration {
        /** Few work at that time. */
        OFF_PEAK,
        /** What may go wrong was looked at: class, modules, past incidents, locks. */
        RISK,
        /** Those who use it know what is new. */
        TRAINING,
        /** No known hole is left open longer than needed. */
        CRITICAL_UPDATES,
        /** Other modules and other systems go on working with it. */
        COMPATIBILITY,
        /** It was tried where nobody is hurt. */
        TESTS,
        /** Somebody pays for what it takes. */
        BUDGET,
        /** Nothing larger is about to come. */
        CYCLE;

        /** The word in files and JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The one of a word; empty for none. */
        public static Optional<Consideration> of(String word) {
            return Arrays.stream(values())
                    .filter(one -> one.word().equals(word))
                    .findFirst();
        }
    }

    /** How well a consideration is met. */
    public enum Mark {
        GOOD(1.0),
        PARTLY(0.5),
        BAD(0),
        /** Neither measured nor answered. */
        UNKNOWN(0);

        private final double share;

        Mark(double share) {
            this.share = share;
        }

        /** The word in files and JSON. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What is known of one consideration.
     *
     * @param reasons what was measured, part by part, or who answered
     */
    public record Answer(Consideration consideration, Mark mark, List<Word> reasons) {

        public Answer {
            reasons = List.copyOf(reasons);
        }

        /** One with a single reason. */
        public Answer(Consideration consideration, Mark mark, Word reason) {
            this(consideration, mark, List.of(reason));
        }

        /** The reasons in the language of the model's texts. */
        public String reason(Texts texts) {
            return reasons.stream().map(reason -> reason.text(texts)).collect(Collectors.joining("; "));
        }
    }

    public Readiness {
        List<Consideration> wanted = Arrays.asList(Consideration.values());
        if (!answers.stream().map(Answer::consideration).toList().equals(wanted)) {
            throw new IllegalArgumentException("one answer for each of " + wanted);
        }
        answers = List.copyOf(answers);
    }

    /** With what is known; the rest is unknown. */
    public static Readiness of(List<Answer> known) {
        return new Readiness(Arrays.stream(Consideration.values())
                .map(one -> known.stream()
                        .filter(answer -> answer.consideration() == one)
                        .findFirst()
                        .orElseGet(() -> new Answer(one, Mark.UNKNOWN, NOBODY_KNOWS)))
                .toList());
    }

    /** From 0 to 100; each consideration weighs the same. */
    public int score() {
        double sum = answers.stream().mapToDouble(answer -> answer.mark().share).sum();
        return (int) Math.round(WHOLE * sum / answers.size());
    }

    /** Whether it is advised to go on: a high score, and nothing that is plainly bad. */
    public boolean ready() {
        return score() >= READY && answers.stream().noneMatch(answer -> answer.mark() == Mark.BAD);
    }

    /** Those about which something is to be done, the bad first. */
    public List<Answer> open() {
        return List.of(Mark.BAD, Mark.UNKNOWN, Mark.PARTLY).stream()
                .flatMap(mark -> answers.stream().filter(answer -> answer.mark() == mark))
                .toList();
    }

    /** What to do about one that is not good. */
    public static Word advice(Consideration consideration) {
        return new Word("readiness." + consideration.word(), List.of());
    }
}
