package dev.understudy.cli.show;

import dev.understudy.cli.Session;
import dev.understudy.model.text.Texts;
import dev.understudy.model.view.DriftView;
import dev.understudy.model.view.DriftView.DifferenceView;
import java.io.PrintStream;

/** In what an environment differs from what it should be, as a person reads it. */
public final class DriftScreen {

    private final PrintStream out;
    private final Texts texts;
    private final Ink ink;

    public DriftScreen(Session session) {
        this.out = session.out();
        this.texts = session.texts();
        this.ink = session.ink();
    }

    public void show(DriftView drift) {
        if (drift.differences().isEmpty()) {
            out.println(texts.get("drift.none", drift.environment(), drift.against()));
        } else {
            out.println(texts.get("drift.some", drift.environment(), drift.differences().size(), drift.against()));
            Table table = new Table();
            drift.differences()
                    .forEach(one -> table.row(
                            texts.get("drift." + one.kind()),
                            one.name(),
                            change(one),
                            one.by().isEmpty() ? "" : texts.get("drift.by", one.by())));
            table.print(out, "  ");
        }
        if (!drift.expected().isEmpty()) {
            out.println(ink.quiet(texts.get("drift.expected", drift.expected().size())));
        }
    }

    private String change(DifferenceView one) {
        String before = one.before();
        String after = one.after();
        if (before == null) {
            return texts.get("drift.came") + (after == null || after.isEmpty() ? "" : ": " + after);
        }
        if (after == null) {
            return texts.get("drift.went") + (before.isEmpty() ? "" : ": " + before);
        }
        return before.isEmpty() && after.isEmpty() ? texts.get("drift.changed") : before + " -> " + after;
    }
}
