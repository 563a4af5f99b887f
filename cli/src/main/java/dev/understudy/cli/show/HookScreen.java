package dev.understudy.cli.show;

import dev.understudy.cli.Session;
import dev.understudy.model.text.Texts;
import dev.understudy.model.view.HookView;
import java.io.PrintStream;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;

/** Hooks, as a person reads them. */
public final class HookScreen {

    private final PrintStream out;
    private final Texts texts;
    private final Ink ink;

    public HookScreen(Session session) {
        this.out = session.out();
        this.texts = session.texts();
        this.ink = session.ink();
    }

    public void show(List<HookView> hooks) {
        if (hooks.isEmpty()) {
            out.println(texts.get("hook.none"));
            return;
        }
        Table table = new Table()
                .row(Stream.of("column.id", "column.name", "column.address", "column.used", "column.waiting")
                        .map(key -> ink.quiet(texts.get(key)))
                        .toList());
        hooks.forEach(hook -> table.row(
                hook.id(),
                hook.name(),
                texts.get("hook." + hook.way(), hook.address(), hook.branch()),
                hook.last() == null
                        ? "-"
                        : hook.last().truncatedTo(ChronoUnit.SECONDS).toString(),
                Long.toString(hook.waiting())));
        table.print(out, "  ");
        hooks.stream()
                .filter(hook -> hook.problem() != null)
                .forEach(hook -> out.println("  " + hook.id() + ": " + hook.problem()));
    }
}
