package dev.understudy.engine.step.evidence;

import dev.understudy.odoo.log.TestSummary;
import dev.understudy.odoo.log.TestSummary.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tests with the code of a release, held against the same with the code that production runs.
 *
 * @param fresh what fails with the release alone
 * @param known what fails with both
 * @param end whether the tests came to their end, and what production's code has to do with it
 */
record ComparedTests(List<Failure> fresh, List<Failure> known, End end) {

    /** How a test is called that stands for all those that did not come. */
    static final String UNFINISHED = "(did not come to their end)";

    /** Whether tests came to their end: those that did not have proven nothing. */
    enum End {
        REACHED,
        /** Neither do they with production's code: they take too long, or one ends Odoo itself. */
        NEVER_REACHED,
        /** With production's code they do. */
        NOT_REACHED
    }

    ComparedTests {
        fresh = List.copyOf(fresh);
        known = List.copyOf(known);
    }

    /**
     * Compares them; with production's code only those modules are tested of which it can matter.
     *
     * @param tested the modules whose tests ran
     * @param before tests modules with the code that production runs; what is not installed there is not tested
     */
    static ComparedTests of(TestSummary summary, Set<String> tested, Function<Set<String>, TestSummary> before) {
        Set<String> modules = summary.complete()
                ? summary.failures().stream().map(Failure::module).collect(Collectors.toCollection(TreeSet::new))
                : new TreeSet<>(tested);
        modules.remove("");
        TestSummary old = modules.isEmpty() ? TestSummary.NONE : before.apply(modules);
        Set<String> failed = old.failures().stream().map(ComparedTests::named).collect(Collectors.toSet());
        List<Failure> fresh = new ArrayList<>();
        List<Failure> known = new ArrayList<>();
        summary.failures().forEach(failure -> (failed.contains(named(failure)) ? known : fresh).add(failure));
        End end = summary.complete() ? End.REACHED : old.complete() ? End.NOT_REACHED : End.NEVER_REACHED;
        return new ComparedTests(fresh, known, end);
    }

    /** Test classes of two modules may have the same name. */
    private static String named(Failure failure) {
        return failure.module() + ": " + failure.test();
    }
}
