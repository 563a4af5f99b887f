package dev.understudy.cli.show;

import dev.understudy.cli.Session;
import dev.understudy.model.text.Texts;
import dev.understudy.model.view.TicketView;
import java.io.PrintStream;
import java.util.List;

/** Reports and tickets, as a person reads them. */
public final class TicketScreen {

    private final PrintStream out;
    private final Texts texts;
    private final Ink ink;

    public TicketScreen(Session session) {
        this.out = session.out();
        this.texts = session.texts();
        this.ink = session.ink();
    }

    public void show(List<TicketView> tickets) {
        if (tickets.isEmpty()) {
            out.println(texts.get("ticket.none"));
        }
        Table table = new Table();
        tickets.forEach(one -> table.row(
                one.ticket() == null ? texts.get("ticket.waits") : texts.get("ticket.number", one.ticket()),
                one.release(),
                one.by(),
                one.title(),
                notes(one)));
        table.print(out, "");
        tickets.stream()
                .filter(one -> one.waiting() > 0 && one.problem() != null)
                .map(one -> String.valueOf(one.problem()))
                .distinct()
                .forEach(problem -> out.println(ink.bad(problem)));
    }

    private String notes(TicketView one) {
        String notes = one.notes() == 0 ? "" : texts.get("ticket.notes", one.notes());
        return one.ticket() == null || one.waiting() == 0
                ? notes
                : (notes + " " + texts.get("ticket.notes-wait", one.waiting())).strip();
    }
}
