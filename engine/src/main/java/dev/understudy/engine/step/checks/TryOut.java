package dev.understudy.engine.step.checks;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.run.Said;
import dev.understudy.odoo.check.Check;
import dev.understudy.targets.runtime.Instance.Slot;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Does with the release's code what users do all day, in a process of its own, before any user meets it. */
public final class TryOut implements Step {

    /** The database may just have died, and is started again by then. */
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private static final int SHOWN = 1000;

    private final Environments environments;
    private final EnvironmentControl control;
    private final ShellChecks shell;
    private final Function<StepContext, Slot> slot;
    private final Function<StepContext, Asked> asked;
    private final Baseline baseline;

    /**
     * Tries a slot's code.
     *
     * @param slot which, from the run
     * @param asked what is checked, from the run
     * @param baseline what is not held against the release
     */
    public TryOut(
            Environments environments,
            EnvironmentControl control,
            ShellChecks shell,
            Function<StepContext, Slot> slot,
            Function<StepContext, Asked> asked,
            Baseline baseline) {
        this.environments = environments;
        this.control = control;
        this.shell = shell;
        this.slot = slot;
        this.asked = asked;
        this.baseline = baseline;
    }

    @Override
    public String name() {
        return "try-out";
    }

    @Override
    public Outcome apply(StepContext context) {
        baseline.settle(context);
        Asked asking = asked.apply(context);
        Environment environment =
                environments.get(context.request().environment()).servedBy(slot.apply(context));
        ShellChecks.Result result =
                shell.perform(environment, context.request().release(), asking, "try-out-" + context.runId());
        PrintedPages.among(result.done()).keep(context);
        List<Check> ended = result.done().stream().filter(Check::whole).toList();
        List<Check> failures = Baseline.failed(result);
        boolean whole = ended.size() == asking.checks().size();
        if (failures.isEmpty() && whole) {
            return Outcome.done(Said.verbatim(ended.stream().map(Check::shown).collect(Collectors.joining(", "))));
        }
        if (context.fact(Facts.TRIED_OUT).isEmpty() && !(whole && ended.stream().noneMatch(Check::failed))) {
            context.put(Facts.TRIED_OUT, "true");
            return new Outcome.Retry(AGAIN, said(failures, result));
        }
        List<Check> known = baseline.failing(context, asking.again(failures));
        List<Check> fresh = failures.stream()
                .filter(failure -> !Baseline.isAmong(failure, known))
                .toList();
        if (!failures.isEmpty() && fresh.isEmpty() && whole) {
            return Outcome.done("as-before", cut(shown(failures)));
        }
        boolean undecided = !fresh.isEmpty() && fresh.stream().allMatch(Check::brokeOff);
        return Outcome.failed(Fault.failed(
                        undecided ? "check.undecided" : "check.failed",
                        context.request().release(),
                        said(fresh, result))
                .at(environment.name()));
    }

    /** What failed; where nothing did and yet not all came to an end, the end of all that was said. */
    private static String said(List<Check> failures, ShellChecks.Result result) {
        return failures.isEmpty() ? result.end() : cut(shown(failures));
    }

    private static String cut(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }

    private static String shown(List<Check> failures) {
        return failures.stream()
                .map(check -> check.name() + ": " + check.error())
                .collect(Collectors.joining("; "));
    }

    /** The session that was made is nobody's. */
    @Override
    public void undo(StepContext context) {
        environments
                .find(context.request().environment())
                .ifPresent(environment -> control.probeSession(environment).remove());
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of(
                "in odoo shell: " + String.join(", ", asked.apply(context).checks()));
    }
}
