package dev.understudy.cli.show;

import dev.understudy.cli.Session;
import dev.understudy.model.text.Texts;
import dev.understudy.model.view.TerminalView;
import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** Terminals that people had, as a person reads of them. */
public final class TerminalScreen {

    private final PrintStream out;
    private final Texts texts;
    private final Ink ink;

    public TerminalScreen(Session session) {
        this.out = session.out();
        this.texts = session.texts();
        this.ink = session.ink();
    }

    public void list(List<TerminalView> terminals) {
        if (terminals.isEmpty()) {
            out.println(texts.get("terminal.none"));
            return;
        }
        Table table = new Table()
                .row(Stream.of(
                                "column.id",
                                "terminal.program",
                                "terminal.who",
                                "terminal.opened",
                                "terminal.end",
                                "terminal.reason")
                        .map(key -> ink.quiet(texts.get(key)))
                        .toList());
        terminals.forEach(terminal -> table.row(
                terminal.id(),
                terminal.program(),
                terminal.who(),
                terminal.openedAt().truncatedTo(ChronoUnit.SECONDS).toString(),
                terminal.endedAt() == null ? texts.get("terminal.open") : terminal.why(),
                terminal.reason()));
        table.print(out, "  ");
    }
}
