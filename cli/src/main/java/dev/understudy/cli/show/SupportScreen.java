package dev.understudy.cli.show;

import dev.understudy.cli.Session;
import dev.understudy.model.text.Shown;
import dev.understudy.model.text.Texts;
import dev.understudy.model.view.ReportView.LoggedErrorView;
import dev.understudy.model.view.SupportView;
import dev.understudy.model.view.SupportView.ClosingView;
import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** How users are helped after a deploy, as a person reads it. */
public final class SupportScreen {

    private static final String INDENT = "  ";

    private final Session session;
    private final PrintStream out;
    private final Texts texts;
    private final Ink ink;

    public SupportScreen(Session session) {
        this.session = session;
        this.out = session.out();
        this.texts = session.texts();
        this.ink = session.ink();
    }

    /** Nothing before the deploy. */
    public void show(SupportView view) {
        if (view.state().equals("none") || view.since() == null || view.until() == null) {
            return;
        }
        out.println();
        String head = texts.get(
                "support." + view.state(),
                view.release(),
                view.since().truncatedTo(ChronoUnit.SECONDS),
                view.until().truncatedTo(ChronoUnit.SECONDS));
        out.println(view.state().equals("over") ? ink.bad(head) : ink.strong(head));
        Table table = new Table();
        view.helpers().applications().forEach(help -> table.row(help.application(), names(help.people())));
        table.row(texts.get("support.on-duty"), names(view.helpers().onDuty()));
        table.print(out, INDENT);
        seen(view);
        ClosingView closing = view.closing();
        if (closing != null) {
            out.println(INDENT
                    + texts.get(
                            view.state().equals("closed") ? "support.said" : "support.back",
                            closing.by(),
                            closing.at().truncatedTo(ChronoUnit.SECONDS),
                            closing.note().replace("\n", "\n" + INDENT + INDENT)));
        } else {
            out.println(INDENT + texts.get("support.next", view.release()));
        }
    }

    private void seen(SupportView view) {
        List<LoggedErrorView> errors = view.seen().errors();
        errors.forEach(error -> out.println(INDENT
                + ink.bad(texts.get(
                        "report.error", error.environment(), error.logger(), error.times(), error.firstAt()))));
        view.seen()
                .slower()
                .forEach(one -> out.println(INDENT
                        + ink.bad(texts.get(
                                "support.slower",
                                Shown.line(one.page()),
                                one.beforeMillis(),
                                one.afterMillis(),
                                one.answers()))));
        if (view.seen().watch() != null) {
            out.println(INDENT
                    + ink.bad(texts.get(
                            "support.watch", String.valueOf(view.seen().watch()))));
        }
        if (!view.seen().reports().isEmpty()) {
            out.println(
                    INDENT + texts.get("support.reports", view.seen().reports().size()));
            new TicketScreen(session).show(view.seen().reports());
        }
    }

    private static String names(List<String> people) {
        return people.isEmpty() ? "-" : String.join(", ", people);
    }
}
