package dev.understudy.cli.show;

import dev.understudy.cli.Session;
import dev.understudy.model.text.Texts;
import dev.understudy.model.view.ShareView;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Links to copies, as a person reads them. */
public final class ShareScreen {

    private final PrintStream out;
    private final Texts texts;
    private final Ink ink;

    public ShareScreen(Session session) {
        this.out = session.out();
        this.texts = session.texts();
        this.ink = session.ink();
    }

    public void show(List<ShareView> shares) {
        if (shares.isEmpty()) {
            out.println(texts.get("share.none"));
            return;
        }
        Table table = new Table()
                .row(Stream.of(
                                "column.id",
                                "column.environment",
                                "column.name",
                                "column.allows",
                                "column.status",
                                "column.until",
                                "column.used")
                        .map(key -> ink.quiet(texts.get(key)))
                        .toList());
        shares.forEach(one -> table.row(
                one.id(),
                one.environment(),
                one.guest(),
                String.join(", ", one.allows()),
                texts.get("share." + one.state()),
                time(one.expiresAt()),
                time(one.usedAt())));
        table.print(out, "  ");
    }

    private static String time(@Nullable Instant at) {
        return at == null ? "-" : at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
