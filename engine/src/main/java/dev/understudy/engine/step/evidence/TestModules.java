package dev.understudy.engine.step.evidence;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.database.OdooLog;
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
import dev.understudy.model.evidence.RehearsalReport.Known;
import dev.understudy.model.evidence.RehearsalReport.Tests;
import dev.understudy.odoo.cli.OdooArguments;
import dev.understudy.odoo.log.LogParser;
import dev.understudy.odoo.log.TestReason;
import dev.understudy.odoo.log.TestSummary;
import dev.understudy.odoo.log.TestSummary.Failure;
import dev.understudy.odoo.series.Series;
import dev.understudy.targets.addons.AddonsFolders;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.runtime.OdooRuntime;
import dev.understudy.targets.runtime.OdooRuntime.OnceResult;
import dev.understudy.targets.runtime.OdooSetting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs tests on the copy of the real data. What fails is run again with the code that production runs, on the data as it
 * was: what fails there, too, is known. The others are findings of the report.
 */
public final class TestModules implements Step {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FACT = "tests";
    private static final int LOG_KEPT = 500_000;

    private final Supplier<Project> project;
    private final Environments environments;
    private final EnvironmentControl control;
    private final OdooRuntime odoo;
    private final Host host;
    private final EarlierCode earlier;

    public TestModules(
            Supplier<Project> project,
            Environments environments,
            EnvironmentControl control,
            OdooRuntime odoo,
            Host host,
            EarlierCode earlier) {
        this.project = project;
        this.environments = environments;
        this.control = control;
        this.odoo = odoo;
        this.host = host;
        this.earlier = earlier;
    }

    /** What an earlier step of the run has found. */
    static Tests tests(StepContext context) {
        return context.fact(FACT).map(json -> JSON.readValue(json, Tests.class)).orElse(Tests.NONE);
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
            context.put(FACT, JSON.writeValueAsString(Tests.OFF));
            return Outcome.done("nothing is tested: understudy.yaml says tests: off");
        }
        Environment environment = environments.get(context.request().environment());
        OdooSetting setting = control.setting(environment, context.request().release());
        Set<String> tested = tested(wish, Observation.of(context).plan(), setting);
        if (tested.isEmpty()) {
            return Outcome.done("no module with tests was touched");
        }
        TestSummary summary = run(context, setting, tested, wish, "test-log", "tests-" + context.runId());
        Tests tests = judged(context, summary, wish);
        context.put(FACT, JSON.writeValueAsString(tests));
        return Outcome.done(tests.failed() + " of " + tests.ran() + " tests failed"
                + (tests.known().isEmpty() ? "" : ", " + tests.known().size() + " more as with production's own code"));
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

    private Tests judged(StepContext context, TestSummary summary, TestSettings wish) {
        int broken = summary.failed() + summary.errors();
        // A run that never came to its closing line has proven nothing.
        int failed = summary.complete() ? broken : Math.max(1, broken);
        if (summary.failures().isEmpty()) {
            return new Tests(summary.tests(), failed, List.of(), List.of(), false);
        }
        Set<String> before = failingBefore(context, summary, wish);
        List<String> fresh = new ArrayList<>();
        List<Known> known = new ArrayList<>();
        for (Failure failure : summary.failures()) {
            if (before.contains(named(failure))) {
                TestReason reason = TestReason.of(failure.entry());
                known.add(new Known(failure.test(), word(reason.kind()), reason.subject()));
            } else {
                fresh.add(failure.test());
            }
        }
        boolean unfinished = !summary.complete() && fresh.isEmpty();
        return new Tests(summary.tests(), unfinished ? 1 : fresh.size(), fresh, known, false);
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
            modules.retainAll(installed(before));
            OdooSetting setting = control.setting(before, context.need(Facts.SOURCE_RELEASE));
            return modules.isEmpty()
                    ? Set.of()
                    : run(context, setting, modules, wish, "test-log-before", "tests-before-" + context.runId())
                            .failures()
                            .stream()
                            .map(TestModules::named)
                            .collect(Collectors.toSet());
        });
    }

    private Set<String> installed(Environment environment) {
        return control
                .database(environment)
                .reader()
                .rows("SELECT name FROM public.ir_module_module WHERE state = 'installed'")
                .stream()
                .map(List::getFirst)
                .collect(Collectors.toSet());
    }

    private TestSummary run(
            StepContext context,
            OdooSetting setting,
            Collection<String> modules,
            TestSettings wish,
            String evidence,
            String name) {
        Path log = setting.logs().resolve(name + ".log");
        host.delete(log);
        OdooArguments arguments = new OdooArguments(
                Series.of(setting.series()), setting.configuration().toString());
        OnceResult once = odoo.once(
                setting,
                arguments.test(modules, modules, wish.tags(), setting.seat().http()),
                "",
                log,
                wish.limit());
        String text = OdooLog.text(log).orElseGet(once::out);
        context.evidence(evidence, "text/plain", text.substring(Math.max(0, text.length() - LOG_KEPT)));
        return TestSummary.of(LogParser.parse(text));
    }

    /** Test classes of two modules may have the same name. */
    private static String named(Failure failure) {
        return failure.module() + ": " + failure.test();
    }

    private static String word(TestReason.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
