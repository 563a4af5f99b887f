package dev.understudy.cli.show;

import dev.understudy.cli.Session;
import dev.understudy.model.text.Texts;
import dev.understudy.model.view.InboxView;
import dev.understudy.model.view.InboxView.ItemView;
import java.io.PrintStream;
import java.time.temporal.ChronoUnit;

/** What waits for people, with the command that does it. */
public final class InboxScreen {

    private static final String INDENT = "  ";

    private final PrintStream out;
    private final Texts texts;
    private final Ink ink;

    public InboxScreen(Session session) {
        this.out = session.out();
        this.texts = session.texts();
        this.ink = session.ink();
    }

    public void show(InboxView inbox) {
        if (inbox.items().isEmpty()) {
            out.println(texts.get("inbox.nothing"));
        }
        inbox.items().forEach(this::item);
    }

    private void item(ItemView item) {
        out.println(ink.strong(texts.get("inbox." + item.kind(), item.subject(), item.what()))
                + (item.until() == null
                        ? ""
                        : " " + ink.quiet(texts.get("inbox.by", item.until().truncatedTo(ChronoUnit.SECONDS)))));
        if (!item.detail().isEmpty()) {
            out.println(INDENT + item.detail());
        }
        if (!item.people().isEmpty()) {
            out.println(INDENT + ink.quiet(texts.get("inbox.awaited", String.join(", ", item.people()))));
        }
        String next = texts.get("inbox." + item.kind() + ".next", item.subject(), item.what());
        if (!next.startsWith("inbox.")) {
            out.println(INDENT + next);
        }
    }
}
