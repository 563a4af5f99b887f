package dev.understudy.engine.step.evidence;

import dev.understudy.engine.database.ModuleUpdates;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.engine.step.checks.Asked;
import dev.understudy.engine.step.checks.PrintedPages;
import dev.understudy.engine.step.checks.ShellChecks;
import dev.understudy.odoo.check.Checks;
import java.util.List;

/**
 * Prints reports of real records with production's own code, on a rehearsed copy that has not been updated yet: what the
 * release prints of them is compared with it.
 */
public final class PrintBefore implements Step {

    private static final Asked PRINTS = Asked.of(Checks.PRINTS);

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

    @Override
    public Outcome apply(StepContext context) {
        Environment copy = environments.get(context.request().environment());
        if (updates.plan(copy, context.request().release()).isEmpty()) {
            return Outcome.done("nothing is printed: no module is updated");
        }
        String source = context.need(Facts.SOURCE_RELEASE);
        PrintedPages pages = PrintedPages.among(
                shell.done(copy.running(source), source, PRINTS, "prints-before-" + context.runId()));
        pages.keepBefore(context);
        return Outcome.done(pages.pages().size() + " pages as production prints them");
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of("print reports of real records with production's own code");
    }
}
