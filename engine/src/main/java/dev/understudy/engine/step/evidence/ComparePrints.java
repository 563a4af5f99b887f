package dev.understudy.engine.step.evidence;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.engine.step.checks.Asked;
import dev.understudy.engine.step.checks.EarlierCode;
import dev.understudy.engine.step.checks.ShellChecks;
import dev.understudy.odoo.check.Check;
import dev.understudy.odoo.check.Checks;
import dev.understudy.targets.runtime.Instance.Slot;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Renders the printed reports of what was made last, with the release and with production's own code on the data as it was,
 * and compares them as text. One that fails or is blank, and was not before, is a finding of the report.
 */
public final class ComparePrints implements Step {

    private static final Asked PRINTS = Asked.of(Checks.PRINTS);
    private static final int MOST = 2_000_000;

    private final Environments environments;
    private final ShellChecks shell;
    private final Function<StepContext, Slot> slot;
    private final EarlierCode earlier;

    /** @param slot whose code is the release's, from the run */
    public ComparePrints(
            Environments environments, ShellChecks shell, Function<StepContext, Slot> slot, EarlierCode earlier) {
        this.environments = environments;
        this.shell = shell;
        this.slot = slot;
        this.earlier = earlier;
    }

    @Override
    public String name() {
        return "compare-prints";
    }

    @Override
    public Outcome apply(StepContext context) {
        earlier.leave(context);
        if (Observation.of(context).plan().isEmpty()) {
            return Outcome.done("no module was touched");
        }
        Environment copy = environments.get(context.request().environment()).servedBy(slot.apply(context));
        List<Check> after = shell.done(copy, context.request().release(), PRINTS, "prints-" + context.runId());
        Map<String, Check> pages = Prints.pages(after);
        if (pages.isEmpty()) {
            return Outcome.done("there is nothing to print");
        }
        String source = context.need(Facts.SOURCE_RELEASE);
        List<Check> before = earlier.with(
                context,
                there -> shell.done(there.running(source), source, PRINTS, "prints-before-" + context.runId()));
        Prints prints = Prints.between(before, after);
        prints.keep(context);
        if (!prints.changed().isEmpty()) {
            context.evidence(Prints.EVIDENCE, "text/plain; charset=utf-8", texts(prints, Prints.pages(before), pages));
        }
        return Outcome.done(pages.size() + " pages, " + prints.changed().size() + " of them not as before");
    }

    private static String texts(Prints prints, Map<String, Check> before, Map<String, Check> after) {
        StringBuilder told = new StringBuilder();
        prints.changed().forEach(print -> {
            if (told.length() < MOST) {
                told.append("== ").append(print.page()).append("\n\n-- as production prints it\n");
                told.append(text(before, print.page())).append("\n\n-- as the release prints it\n");
                told.append(text(after, print.page())).append("\n\n");
            }
        });
        return told.toString();
    }

    private static String text(Map<String, Check> pages, String name) {
        Check page = pages.get(name);
        return page == null ? "" : page.failed() ? page.error() : page.said();
    }
}
