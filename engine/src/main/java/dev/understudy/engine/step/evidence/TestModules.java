package dev.understudy.engine.step.evidence;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.release.ModulePlan;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.config.Project;
import dev.understudy.model.evidence.RehearsalReport.Tests;
import dev.understudy.odoo.cli.OdooArguments;
import dev.understudy.odoo.log.LogParser;
import dev.understudy.odoo.log.TestSummary;
import dev.understudy.odoo.series.Series;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.runtime.OdooRuntime;
import dev.understudy.targets.runtime.OdooRuntime.OnceResult;
import dev.understudy.targets.runtime.OdooSetting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;

/** Runs the tests of the touched modules on the copy of the real data. Failed tests are findings of the report. */
public final class TestModules implements Step {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String FACT = "tests";
    private static final Duration LONGEST = Duration.ofHours(2);

    private final Supplier<Project> project;
    private final Environments environments;
    private final EnvironmentControl control;
    private final OdooRuntime odoo;
    private final Host host;

    public TestModules(
            Supplier<Project> project,
            Environments environments,
            EnvironmentControl control,
            OdooRuntime odoo,
            Host host) {
        this.project = project;
        this.environments = environments;
        this.control = control;
        this.odoo = odoo;
        this.host = host;
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
        ModulePlan plan = Observation.of(context).plan();
        List<String> tested = new ArrayList<>(plan.update());
        tested.addAll(plan.install());
        if (tested.isEmpty()) {
            return Outcome.done("no module was touched");
        }
        Environment environment = environments.get(context.request().environment());
        OdooSetting setting = control.setting(environment, context.request().release());
        Path log = setting.logs().resolve("tests-" + context.runId() + ".log");
        host.delete(log);
        OdooArguments arguments = new OdooArguments(
                Series.of(project.get().odoo().series()),
                setting.configuration().toString());
        OnceResult once =
                odoo.once(setting, arguments.test(tested, tested, setting.seat().http()), "", log, LONGEST);
        String text = host.exists(log) ? host.read(log) : once.out();
        TestSummary summary = TestSummary.of(LogParser.parse(text));
        context.evidence("test-log", "text/plain", text.substring(Math.max(0, text.length() - 500_000)));
        int broken = summary.failed() + summary.errors();
        // A run that never came to its closing line has proven nothing.
        Tests tests = new Tests(
                summary.tests(),
                summary.complete() ? broken : Math.max(1, broken),
                summary.failures().stream().map(TestSummary.Failure::test).toList());
        context.put(FACT, JSON.writeValueAsString(tests));
        return Outcome.done(tests.failed() + " of " + tests.ran() + " tests failed");
    }
}
