package dev.understudy.cli.show;

import dev.understudy.cli.Session;
import dev.understudy.model.text.Texts;
import dev.understudy.model.view.LoanView;
import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** Roles for a time, as a person reads them. */
public final class LoanScreen {

    private final PrintStream out;
    private final Texts texts;
    private final Ink ink;

    public LoanScreen(Session session) {
        this.out = session.out();
        this.texts = session.texts();
        this.ink = session.ink();
    }

    public void show(List<LoanView> loans) {
        if (loans.isEmpty()) {
            out.println(texts.get("loan.none"));
            return;
        }
        Table table = new Table()
                .row(Stream.of(
                                "column.id",
                                "column.name",
                                "column.roles",
                                "column.status",
                                "column.by",
                                "column.until",
                                "column.reason")
                        .map(key -> ink.quiet(texts.get(key)))
                        .toList());
        loans.forEach(loan -> table.row(
                loan.id(),
                loan.person(),
                loan.role(),
                texts.get("loan." + loan.state()),
                loan.answeredBy() == null ? "-" : loan.answeredBy(),
                loan.endsAt() == null
                        ? "-"
                        : loan.endsAt().truncatedTo(ChronoUnit.SECONDS).toString(),
                loan.reason().replaceAll("\\s+", " ")));
        table.print(out, "  ");
    }
}
