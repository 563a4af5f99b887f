package dev.understudy.engine.step.evidence;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.release.ModulePlan;
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
import java.util.stream.Collectors;

/**
 * Runs tests on the copy of the real data. What fails is run again with the code that production runs, on the data as it
 * was: what fails there, too, is known. The others are findings of the report.
 */
public final class TestModules implements Step {

    /** The reason of a test that production's code has not got. */
    private static final String NEW = "new";

    private final Supplier<Project> project;
    private final Environments environments;
    private final EnvironmentControl control;
    private final TestRuns runs;
    private final EarlierCode earlier;

    public TestModules(
            Supplier<Project> project,
            Environments environments,
            EnvironmentControl control,
            TestRuns runs,
            EarlierCode earlier) {
        this.project = project;
        this.environments = environments;
        this.control = control;
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
            return Outcome.done("nothing is tested: understudy.yaml says tests: off");
        }
        Environment environment = environments.get(context.request().environment());
        OdooSetting setting = control.setting(environment, context.request().release());
        Set<String> tested = tested(wish, Observation.of(context).plan(), setting);
        if (tested.isEmpty()) {
            return Outcome.done("no module with tests was touched");
        }
        TestSummary summary = runs.of(context, setting, TestRuns.Modules.there(tested), wish, "test-log");
        Tested found = judged(context, summary, wish, tested);
        found.keep(context);
        Tests tests = found.tests();
        return Outcome.done(tests.failed() + " of " + tests.ran() + " tests failed"
                + (tests.known().isEmpty() ? "" : ", " + tests.known().size() + " more say nothing on this data"));
    }

    /** Modules of the project without a single test need not be updated once more. */
    private static Set<String> tested(TestSettings wish, ModulePlan plan, OdooSetting setting) {
        Set<String> touched = new TreeSet<>(plan.update());
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
        int broken = summary.failed() + summary.errors();
        // A run that never came to its closing line has proven nothing.
        int failed = summary.complete() ? broken : Math.max(1, broken);
        if (summary.failures().isEmpty()) {
            return new Tested(
                    new Tests(summary.tests(), failed, List.of(), List.of(), false, Demonstration.NONE),
                    tested,
                    Set.of());
        }
        Set<String> before = failingBefore(context, summary, wish);
        List<String> fresh = new ArrayList<>();
        List<Known> known = new ArrayList<>();
        Set<String> unsaid = new TreeSet<>();
        WrittenTests written = new WrittenTests(AddonsFolders.modules(
                control.setting(environments.get(context.request().environment()), context.need(Facts.SOURCE_RELEASE))
                        .code()
                        .addons()));
        for (Failure failure : summary.failures()) {
            TestReason reason = TestReason.of(failure.entry());
            if (before.contains(TestRuns.named(failure))) {
                known.add(new Known(failure.test(), word(reason.kind()), reason.subject()));
                unsaid.add(failure.module());
            } else if (isNew(failure, wish, written)) {
                known.add(new Known(failure.test(), NEW, reason.subject()));
                unsaid.add(failure.module());
            } else {
                fresh.add(failure.test());
            }
        }
        boolean unfinished = !summary.complete() && fresh.isEmpty();
        unsaid.remove("");
        return new Tested(
                new Tests(summary.tests(), unfinished ? 1 : fresh.size(), fresh, known, false, Demonstration.NONE),
                tested,
                unsaid);
    }

    /** Whether production's code has not got a test, so that there is nothing to compare; it will run on data made for it. */
    private static boolean isNew(Failure failure, TestSettings wish, WrittenTests written) {
        return wish.demonstration() != TestSettings.Demonstration.NEVER
                && !failure.module().isEmpty()
                && !written.have(failure);
    }

    /** The tests of the same modules that fail with the code that production runs. */
    private Set<String> failingBefore(StepContext context, TestSummary summary, TestSettings wish) {
        context.progress(summary.failures().size() + " tests failed: the same with production's own code");
        Set<String> failed = summary.failures().stream()
                .map(Failure::module)
                .filter(module -> !module.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        return earlier.with(context, before -> {
            Set<String> modules = new TreeSet<>(failed);
            modules.retainAll(DemonstrationData.installed(control, before));
            OdooSetting setting = control.setting(before, context.need(Facts.SOURCE_RELEASE));
            return modules.isEmpty()
                    ? Set.of()
                    : runs
                            .of(context, setting, TestRuns.Modules.there(modules), wish, "test-log-before")
                            .failures()
                            .stream()
                            .map(TestRuns::named)
                            .collect(Collectors.toSet());
        });
    }

    private static String word(TestReason.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
