package dev.understudy.engine.step.checks;

import dev.understudy.engine.database.ModuleUpdates;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.odoo.check.Check;
import dev.understudy.odoo.check.Checks;
import java.time.Duration;
import java.util.List;

/**
 * Prints reports of real records with production's own code, on a rehearsed copy that has not been updated yet: what the
 * release prints of them is compared with it.
 */
public final class PrintBefore implements Step {

    private static final Asked PRINTS = Asked.of(Checks.PRINTS);
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Environments environments;
    private final ModuleUpdates updates;
    private final ShellChecks shell;

    public PrintBefore(Environments environments, ModuleUpdates updates, ShellChecks shell) {
        this.environments = environments;
        this.updates = updates;
        this.shell = shell;
    }

    @Override
    public String name() {
        return "print-before";
    }

    /** It stops nothing when it does not come to its end: what the release prints is told then as not compared. */
    @Override
    public Outcome apply(StepContext context) {
        Environment copy = environments.get(context.request().environment());
        if (updates.plan(copy, context.request().release()).isEmpty()) {
            return Outcome.done("print-nothing");
        }
        String source = context.need(Facts.SOURCE_RELEASE);
        ShellChecks.Result result =
                shell.perform(copy.running(source), source, PRINTS, "prints-before-" + context.runId());
        if (result.done().stream().anyMatch(Check::whole)) {
            PrintedPages pages = PrintedPages.among(result.done());
            pages.keepBefore(context);
            return Outcome.done("printed-before", pages.pages().size());
        }
        if (context.fact(Facts.PRINTING_TRIED).isEmpty()) {
            context.put(Facts.PRINTING_TRIED, "true");
            return new Outcome.Retry(AGAIN, result.end());
        }
        return Outcome.done("print-failed", result.end());
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of("in odoo shell, with production's own code: " + String.join(", ", Checks.PRINTS));
    }
}
