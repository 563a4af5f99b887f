package dev.understudy.engine.step.evidence;

import dev.understudy.engine.database.OdooLog;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.config.TestSettings;
import dev.understudy.odoo.cli.OdooArguments;
import dev.understudy.odoo.log.LogParser;
import dev.understudy.odoo.log.TestSummary;
import dev.understudy.odoo.series.Series;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.runtime.OdooRuntime;
import dev.understudy.targets.runtime.OdooRuntime.OnceResult;
import dev.understudy.targets.runtime.OdooSetting;
import java.nio.file.Path;
import java.util.Set;

/** Runs tests of modules on an environment's database as it stands. */
public final class TestRuns {

    private static final int LOG_KEPT = 500_000;

    private final OdooRuntime odoo;
    private final Host host;

    public TestRuns(OdooRuntime odoo, Host host) {
        this.odoo = odoo;
        this.host = host;
    }

    /**
     * Updates and installs modules, with their tests.
     *
     * @param evidence the name under which the end of the log is kept
     */
    TestSummary of(StepContext context, OdooSetting setting, Modules modules, TestSettings wish, String evidence) {
        Path log = setting.logs().resolve(evidence + "-" + context.runId() + ".log");
        host.delete(log);
        OdooArguments arguments = new OdooArguments(
                Series.of(setting.series()), setting.configuration().toString());
        OnceResult once = odoo.once(
                setting,
                arguments.test(
                        modules.updated(),
                        modules.installed(),
                        modules.tested(),
                        wish.tags(),
                        setting.seat().http()),
                "",
                log,
                wish.limit());
        String text = OdooLog.text(log).orElseGet(once::out);
        context.evidence(evidence, "text/plain", text.substring(Math.max(0, text.length() - LOG_KEPT)));
        return TestSummary.of(LogParser.parse(text));
    }

    /** What a run of tests works on: tests at install run only for modules that are updated or installed. */
    record Modules(Set<String> updated, Set<String> installed, Set<String> tested) {

        /** Modules that are there, and are updated once more with their tests. */
        static Modules there(Set<String> modules) {
            return new Modules(modules, Set.of(), modules);
        }
    }
}
