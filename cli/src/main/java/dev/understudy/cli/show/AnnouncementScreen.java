package dev.understudy.cli.show;

import dev.understudy.cli.Session;
import dev.understudy.model.text.Texts;
import dev.understudy.model.view.AnnouncementsView;
import dev.understudy.model.view.AnnouncementsView.DraftView;
import dev.understudy.model.view.AnnouncementsView.ToldView;
import java.io.PrintStream;
import java.time.temporal.ChronoUnit;

/** What people were told of a release, as a person reads it. */
public final class AnnouncementScreen {

    private static final String INDENT = "  ";
    private static final String KEY_USERS = "key-users";

    private final PrintStream out;
    private final Texts texts;
    private final Ink ink;

    public AnnouncementScreen(Session session) {
        this.out = session.out();
        this.texts = session.texts();
        this.ink = session.ink();
    }

    public void show(AnnouncementsView view) {
        if (view.drafts().isEmpty() && view.told().isEmpty()) {
            out.println(texts.get("announce.nothing", view.release()));
        }
        Table table = new Table();
        view.told()
                .forEach(told -> table.row(
                        told.at().toString(),
                        texts.get("announce." + told.kind()),
                        told.start().toString(),
                        told.audience(),
                        sent(told)));
        table.print(out, "");
        view.told().stream()
                .filter(told -> told.problem() != null)
                .forEach(told -> out.println(ink.bad(String.valueOf(told.problem()))));
        view.drafts().forEach(this::draft);
    }

    /** The last time that key users were reminded to try it; nothing where they were not. */
    public void reminded(AnnouncementsView view) {
        view.told().stream()
                .filter(told -> told.kind().equals(KEY_USERS))
                .reduce((earlier, later) -> later)
                .ifPresent(told -> out.println(INDENT
                        + texts.get(
                                "key-users.reminded",
                                told.at().truncatedTo(ChronoUnit.SECONDS),
                                told.audience(),
                                sent(told))));
    }

    private String sent(ToldView told) {
        String sent = texts.get("announce.sent", told.sent(), told.letters());
        return told.givenUp() == 0 ? sent : sent + ", " + ink.bad(texts.get("announce.given-up", told.givenUp()));
    }

    private void draft(DraftView draft) {
        out.println(texts.get("announce.to", draft.recipients(), draft.audience()));
        out.println(INDENT + ink.strong(draft.subject()));
        draft.text().lines().forEach(line -> out.println(INDENT + line));
    }
}
