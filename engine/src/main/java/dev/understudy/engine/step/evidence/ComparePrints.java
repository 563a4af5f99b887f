package dev.understudy.engine.step.evidence;

import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.checks.PrintedPages;
import dev.understudy.odoo.check.Check;
import java.util.Optional;

/**
 * Compares as text what production's own code printed before the update with what was printed when the release was tried
 * out. A page that fails or is blank, and was not before, is a finding of the report.
 */
public final class ComparePrints implements Step {

    private static final int MOST = 2_000_000;

    @Override
    public String name() {
        return "compare-prints";
    }

    @Override
    public Outcome apply(StepContext context) {
        PrintedPages after = PrintedPages.of(context);
        if (after.pages().isEmpty()) {
            return Outcome.done("printed-nothing");
        }
        Optional<PrintedPages> before = PrintedPages.before(context);
        Prints prints = before.map(was -> Prints.between(was, after)).orElseGet(() -> Prints.uncompared(after));
        prints.keep(context);
        if (before.isEmpty()) {
            return Outcome.done("printed-uncompared", after.pages().size());
        }
        if (!prints.changed().isEmpty()) {
            context.evidence(Prints.EVIDENCE, "text/plain; charset=utf-8", texts(prints, before.get(), after));
        }
        return Outcome.done(
                "printed-compared", after.pages().size(), prints.changed().size());
    }

    private static String texts(Prints prints, PrintedPages before, PrintedPages after) {
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

    private static String text(PrintedPages printed, String name) {
        Check page = printed.pages().get(name);
        return page == null ? "" : page.failed() ? page.error() : page.said();
    }
}
