package dev.understudy.engine.step.evidence;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.engine.step.checks.DataInPlace;
import dev.understudy.model.config.Project;
import dev.understudy.model.config.TestSettings;
import dev.understudy.model.evidence.RehearsalReport.Demonstration;
import dev.understudy.model.run.Said;
import dev.understudy.odoo.log.TestSummary;
import dev.understudy.odoo.log.TestSummary.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Runs tests on demonstration data that say nothing on the real data: they fail there with production's own code too, or
 * are new. What fails with the release alone is a finding of the report.
 */
public final class TestDemonstration implements Step {

    private final Supplier<Project> project;
    private final Environments environments;
    private final EnvironmentControl control;
    private final DemonstrationData data;
    private final TestRuns runs;
    private final DataInPlace place;

    public TestDemonstration(
            Supplier<Project> project,
            Environments environments,
            EnvironmentControl control,
            DemonstrationData data,
            TestRuns runs,
            DataInPlace place) {
        this.project = project;
        this.environments = environments;
        this.control = control;
        this.data = data;
        this.runs = runs;
        this.place = place;
    }

    @Override
    public String name() {
        return "test-demonstration";
    }

    @Override
    public Outcome apply(StepContext context) {
        place.leave(context);
        TestSettings wish = project.get().tests();
        Tested tested = Tested.of(context);
        Set<String> modules = switch (wish.demonstration()) {
            case WHERE_WANTED -> tested.unsaid();
            case ALWAYS -> tested.modules();
            case NEVER -> Set.of();
        };
        if (modules.isEmpty()) {
            return Outcome.done("none-wanted");
        }
        Environment copy = environments.get(context.request().environment());
        Set<String> present = new TreeSet<>(modules);
        present.retainAll(
                control.catalog(context.need(Facts.SOURCE_RELEASE)).graph().names());
        Optional<String> without = data.prepare(context, copy, present);
        Demonstration seen =
                without.map(Demonstration::without).orElseGet(() -> tested(context, present, modules, wish));
        tested.with(tested.tests().with(seen)).keep(context);
        return Outcome.done(without.map(reason -> Said.of("no-demonstration", reason))
                .orElseGet(() -> Said.of("tests-failed", seen.failures().size(), seen.ran())));
    }

    private Demonstration tested(StepContext context, Set<String> present, Set<String> modules, TestSettings wish) {
        TestSummary summary = data.with(
                context,
                present,
                there -> run(context, there, context.request().release(), modules, wish, "demonstration-test-log"));
        ComparedTests compared = ComparedTests.of(summary, modules, some -> before(context, present, some, wish));
        List<String> fresh = new ArrayList<>(tests(compared.fresh()));
        List<String> known = new ArrayList<>(tests(compared.known()));
        switch (compared.end()) {
            case REACHED -> {}
            case NEVER_REACHED -> known.add(ComparedTests.UNFINISHED);
            case NOT_REACHED -> fresh.add(ComparedTests.UNFINISHED);
        }
        return new Demonstration(summary.tests(), fresh, known, "");
    }

    private static List<String> tests(List<Failure> failures) {
        return failures.stream().map(Failure::test).toList();
    }

    /** The same with the code that production runs; a module that it has not got has nothing to be compared with. */
    private TestSummary before(StepContext context, Set<String> present, Set<String> tested, TestSettings wish) {
        Set<String> there = new TreeSet<>(tested);
        there.retainAll(present);
        String release = context.need(Facts.SOURCE_RELEASE);
        return there.isEmpty()
                ? TestSummary.NONE
                : data.with(
                        context,
                        present,
                        place -> run(context, place, release, there, wish, "demonstration-test-log-before"));
    }

    /** Brings all of the project's modules there to a release's code, and runs the tests of some. */
    private TestSummary run(
            StepContext context,
            Environment there,
            String release,
            Set<String> tested,
            TestSettings wish,
            String evidence) {
        Set<String> installed = DemonstrationData.installed(control, there);
        Set<String> updated = new TreeSet<>(control.catalog(release).own());
        updated.retainAll(installed);
        Set<String> fresh = new TreeSet<>(tested);
        fresh.removeAll(installed);
        updated.addAll(tested);
        updated.removeAll(fresh);
        return runs.of(
                context, control.setting(there, release), new TestRuns.Modules(updated, fresh, tested), wish, evidence);
    }
}
