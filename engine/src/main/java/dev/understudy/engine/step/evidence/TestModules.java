package dev.understudy.engine.step.evidence;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.release.ModulePlan;
import dev.understudy.engine.release.Releases;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.engine.step.checks.EarlierCode;
import dev.understudy.model.config.Project;
import dev.understudy.model.config.TestSettings;
import dev.understudy.model.evidence.RehearsalReport.Demonstration;
import dev.understudy.model.evidence.RehearsalReport.Known;
import dev.understudy.model.evidence.RehearsalReport.Tests;
import dev.understudy.model.run.Said;
import dev.understudy.odoo.log.TestReason;
import dev.understudy.odoo.log.TestSummary;
import dev.understudy.odoo.log.TestSummary.Failure;
import dev.understudy.targets.addons.AddonsFolders;
import dev.understudy.targets.runtime.OdooSetting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Runs tests on the copy of the real data. What fails is run again with the code that production runs, on the data as it
 * was: what fails there, too, is known. The others are findings of the report.
 */
public final class TestModules implements Step {

    /** The reason of a test that production's code has not got. */
    private static final String NEW = "new";

    /** The reason of all those that production's code does not come to either. */
    private static final String UNFINISHED = "unfinished";

    private final Supplier<Project> project;
    private final Environments environments;
    private final EnvironmentControl control;
    private final Releases releases;
    private final TestRuns runs;
    private final EarlierCode earlier;

    public TestModules(
            Supplier<Project> project,
            Environments environments,
            EnvironmentControl control,
            Releases releases,
            TestRuns runs,
            EarlierCode earlier) {
        this.project = project;
        this.environments = environments;
        this.control = control;
        this.releases = releases;
        this.runs = runs;
        this.earlier = earlier;
    }

    @Override
    public String name() {
        return "test-modules";
    }

    @Override
    public Outcome apply(StepContext context) {
        earlier.leave(context);
        TestSettings wish = project.get().tests();
        if (wish.off()) {
            Tested.NOTHING.with(Tests.OFF).keep(context);
            return Outcome.done("tests-off");
        }
        Environment environment = environments.get(context.request().environment());
        OdooSetting setting = control.setting(environment, context.request().release());
        Set<String> tested = tested(
                wish,
                Observation.of(context).plan(),
                releases.changes(context.request().release()).tested(),
                setting);
        if (tested.isEmpty()) {
            return Outcome.done("no-tests-touched");
        }
        TestSummary summary = runs.of(context, setting, TestRuns.Modules.there(tested), wish, "test-log");
        Tested found = judged(context, summary, wish, tested);
        found.keep(context);
        Tests tests = found.tests();
        return Outcome.done(Said.all(
                Said.of("tests-failed", tests.failed(), tests.ran()),
                tests.known().isEmpty()
                        ? Said.NOTHING
                        : Said.of("tests-known", tests.known().size())));
    }

    /** Modules of the project without a single test need not be updated once more. */
    private static Set<String> tested(TestSettings wish, ModulePlan plan, Set<String> otherTests, OdooSetting setting) {
        Set<String> touched = new TreeSet<>(plan.update());
        touched.addAll(otherTests);
        touched.addAll(plan.install());
        if (touched.isEmpty()) {
            return touched;
        }
        Map<String, Path> own = AddonsFolders.modules(setting.code().addons());
        Set<String> tested = wish.modules().isEmpty() ? touched : new TreeSet<>(wish.modules());
        tested.removeIf(module -> own.containsKey(module)
                && !Files.isDirectory(own.getOrDefault(module, Path.of("")).resolve("tests")));
        return tested;
    }

    private Tested judged(StepContext context, TestSummary summary, TestSettings wish, Set<String> tested) {
        ComparedTests compared = ComparedTests.of(summary, tested, some -> before(context, summary, some, wish));
        List<String> fresh = new ArrayList<>();
        List<Known> known = new ArrayList<>();
        Set<String> unsaid = new TreeSet<>();
        for (Failure failure : compared.known()) {
            TestReason reason = TestReason.of(failure.entry());
            known.add(new Known(failure.test(), word(reason.kind()), reason.subject()));
            unsaid.add(failure.module());
        }
        WrittenTests written = new WrittenTests(compared.fresh().isEmpty() ? Map.of() : modulesBefore(context));
        for (Failure failure : compared.fresh()) {
            if (isNew(failure, wish, written)) {
                known.add(new Known(
                        failure.test(), NEW, TestReason.of(failure.entry()).subject()));
                unsaid.add(failure.module());
            } else {
                fresh.add(failure.test());
            }
        }
        switch (compared.end()) {
            case REACHED -> {}
            case NEVER_REACHED -> {
                known.add(new Known(ComparedTests.UNFINISHED, UNFINISHED, ""));
                unsaid.addAll(tested);
            }
            case NOT_REACHED -> fresh.add(ComparedTests.UNFINISHED);
        }
        unsaid.remove("");
        // What failed in an older Odoo's log without a name is in its closing line alone.
        int nameless = summary.failures().isEmpty() ? summary.failed() + summary.errors() : 0;
        return new Tested(
                new Tests(summary.tests(), Math.max(fresh.size(), nameless), fresh, known, false, Demonstration.NONE),
                tested,
                unsaid);
    }

    private Map<String, Path> modulesBefore(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        return AddonsFolders.modules(control.setting(environment, context.need(Facts.SOURCE_RELEASE))
                .code()
                .addons());
    }

    /** Whether production's code has not got a test, so that there is nothing to compare; it will run on data made for it. */
    private static boolean isNew(Failure failure, TestSettings wish, WrittenTests written) {
        return wish.demonstration() != TestSettings.Demonstration.NEVER
                && !failure.module().isEmpty()
                && !written.have(failure);
    }

    /** The tests of some modules with the code that production runs, on the data as it was. */
    private TestSummary before(StepContext context, TestSummary summary, Set<String> tested, TestSettings wish) {
        context.progress(
                summary.complete()
                        ? Said.of("tests-again", summary.failures().size())
                        : Said.of("tests-again-unended"));
        return earlier.with(context, before -> {
            Set<String> modules = new TreeSet<>(tested);
            modules.retainAll(DemonstrationData.installed(control, before));
            OdooSetting setting = control.setting(before, context.need(Facts.SOURCE_RELEASE));
            return modules.isEmpty()
                    ? TestSummary.NONE
                    : runs.of(context, setting, TestRuns.Modules.there(modules), wish, "test-log-before");
        });
    }

    private static String word(TestReason.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
