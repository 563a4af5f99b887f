package dev.understudy.engine.step.checks;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.odoo.check.Check;
import dev.understudy.odoo.check.Checks;
import dev.understudy.odoo.cli.OdooArguments;
import dev.understudy.odoo.series.Series;
import dev.understudy.targets.runtime.OdooRuntime;
import dev.understudy.targets.runtime.OdooRuntime.OnceResult;
import dev.understudy.targets.runtime.OdooSetting;
import java.time.Duration;
import java.util.List;

/** Performs {@link Checks} in an {@code odoo shell}: a process of its own, beside those that serve. */
public final class ShellChecks {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Duration BUDGET = Duration.ofSeconds(90);

    /** What failed is compared with this: it must not come to less. */
    private static final Duration BUDGET_BEFORE = Duration.ofMinutes(5);

    private final EnvironmentControl control;
    private final OdooRuntime odoo;

    public ShellChecks(EnvironmentControl control, OdooRuntime odoo) {
        this.control = control;
        this.odoo = odoo;
    }

    /**
     * What became of them.
     *
     * @param done those that came to an end
     * @param out all that the shell said
     */
    record Result(List<Check> done, String out) {

        private static final int SHOWN = 1000;

        /** The end of all that the shell said. */
        String end() {
            String said = out.strip();
            return said.substring(Math.max(0, said.length() - SHOWN));
        }
    }

    /** Those of the checks that fail with the release that an environment has, on its data as it is. */
    public List<Check> failingNow(Environment environment, Asked asked, String run) {
        return asked.checks().isEmpty()
                ? List.of()
                : Baseline.failed(
                        perform(environment, environment.release(), asked, "try-out-before-" + run, BUDGET_BEFORE));
    }

    /**
     * Performs the checks in the environment's slot. Where one of them makes a session, that of an earlier try is removed.
     *
     * @param release whose code
     * @param log the name of the shell's log, without suffix
     */
    Result perform(Environment environment, String release, Asked asked, String log) {
        return perform(environment, release, asked, log, BUDGET);
    }

    private Result perform(Environment environment, String release, Asked asked, String log, Duration budget) {
        OdooSetting setting = control.setting(environment, release);
        Series series = Series.of(setting.series());
        if (asked.checks().contains(Checks.SIGN_IN.getFirst())) {
            control.probeSession(environment).remove();
        }
        OnceResult once = odoo.once(
                setting,
                new OdooArguments(series, setting.configuration().toString()).shell(),
                Checks.script(series, asked.checks(), asked.modules(), asked.again(), budget),
                setting.logs().resolve(log + ".log"),
                LONGEST);
        return new Result(Checks.read(once.out()), once.out());
    }
}
