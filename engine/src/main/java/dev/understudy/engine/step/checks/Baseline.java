package dev.understudy.engine.step.checks;

import dev.understudy.engine.run.StepContext;
import dev.understudy.odoo.check.Check;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** How the code that production runs does in the checks that a release did not pass. */
@FunctionalInterface
public interface Baseline {

    /** What a check of the code that serves failed with, kept for when it does not serve any more. */
    String FACT = "checks-before";

    /**
     * Those that fail with it, too.
     *
     * @param asked the checks
     */
    List<Check> failing(StepContext context, Asked asked);

    /** Clears up after a try that was cut off. */
    default void settle(StepContext context) {}

    /**
     * Whether a failure is one of these: the same check, with the same words but for figures. One that broke off is none of
     * them: nothing is known then of what the release does.
     */
    static boolean isAmong(Check failure, Collection<Check> known) {
        return !failure.brokeOff()
                && known.stream()
                        .anyMatch(one ->
                                one.name().equals(failure.name()) && words(one).equals(words(failure)));
    }

    /** Those of the checks of a result that failed; pages are compared by others. */
    static List<Check> failed(ShellChecks.Result result) {
        return result.done().stream()
                .filter(Check::failed)
                .filter(check -> !PrintedPages.isOne(check))
                .toList();
    }

    private static String words(Check check) {
        return check.error().replaceAll("[0-9]+", "0");
    }

    /** The names of those that the code of production can be asked for at no cost to anybody. */
    static List<String> comparable(Stream<Check> failures) {
        return failures.map(Check::of)
                .distinct()
                .filter(name -> !name.equals("session") && !name.equals("assets"))
                .toList();
    }
}
