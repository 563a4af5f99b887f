package dev.understudy.engine.step.evidence;

import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.Facts;
import dev.understudy.engine.step.checks.Asked;
import dev.understudy.engine.step.checks.EarlierCode;
import dev.understudy.engine.step.checks.PrintedPages;
import dev.understudy.engine.step.checks.ShellChecks;
import dev.understudy.odoo.check.Check;
import dev.understudy.odoo.check.Checks;

/**
 * Renders with production's own code, on the data as it was, what was printed when the release was tried out, and compares
 * both as text. One that fails or is blank, and was not before, is a finding of the report.
 */
public final class ComparePrints implements Step {

    private static final Asked PRINTS = Asked.of(Checks.PRINTS);
    private static final int MOST = 2_000_000;

    private final ShellChecks shell;
    private final EarlierCode earlier;

    public ComparePrints(ShellChecks shell, EarlierCode earlier) {
        this.shell = shell;
        this.earlier = earlier;
    }

    @Override
    public String name() {
        return "compare-prints";
    }

    @Override
    public Outcome apply(StepContext context) {
        earlier.leave(context);
        PrintedPages after = PrintedPages.of(context);
        if (after.pages().isEmpty()) {
            return Outcome.done("nothing was printed");
        }
        String source = context.need(Facts.SOURCE_RELEASE);
        PrintedPages before = PrintedPages.among(earlier.with(
                context,
                there -> shell.done(there.running(source), source, PRINTS, "prints-before-" + context.runId())));
        Prints prints = Prints.between(before, after);
        prints.keep(context);
        if (!prints.changed().isEmpty()) {
            context.evidence(Prints.EVIDENCE, "text/plain; charset=utf-8", texts(prints, before, after));
        }
        return Outcome.done(after.pages().size() + " pages, " + prints.changed().size() + " of them not as before");
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
