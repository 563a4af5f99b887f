package dev.understudy.cli.show;

import dev.understudy.cli.Session;
import dev.understudy.model.evidence.Written;
import dev.understudy.model.evidence.Written.Author;
import dev.understudy.model.evidence.Written.Rows;
import dev.understudy.model.text.Texts;
import dev.understudy.model.view.LossView;
import java.io.PrintStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;

/** What a rollback would lose, as a person reads it. */
public final class LossScreen {

    private static final int TABLES = 30;
    private static final String INDENT = "  ";

    private final PrintStream out;
    private final Texts texts;
    private final Ink ink;
    private final DateTimeFormatter times =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneId.systemDefault());

    public LossScreen(Session session) {
        this.out = session.out();
        this.texts = session.texts();
        this.ink = session.ink();
    }

    public void show(LossView loss) {
        String since = times.format(loss.since());
        if (loss.codeAlone()) {
            out.println(texts.get("loss.code"));
            return;
        }
        if (!loss.counted()) {
            out.println(ink.bad(texts.get("loss.unknown", loss.environment(), loss.restorePoint(), since)));
            return;
        }
        Written written = loss.written();
        if (written.tables().isEmpty()) {
            out.println(texts.get("loss.none", loss.restorePoint(), since));
        } else {
            out.println(ink.strong(texts.get("loss.rows", loss.restorePoint(), since, written.rows(), loss.people())));
            table(written.tables());
        }
        if (!written.uncounted().isEmpty()) {
            out.println(ink.bad(texts.get("loss.uncounted", String.join(", ", written.uncounted()))));
        }
        if (!written.technical().isEmpty()) {
            out.println(ink.quiet(texts.get(
                    "loss.technical",
                    written.technical().stream()
                            .map(rows -> rows.table() + " " + (rows.created() + rows.changed()))
                            .collect(Collectors.joining(", ")))));
        }
        out.println(ink.quiet(texts.get("loss.unseen", written.undated().size())));
    }

    private void table(List<Rows> all) {
        Table table = new Table()
                .row(
                        ink.quiet(texts.get("column.table")),
                        ink.quiet(texts.get("column.created")),
                        ink.quiet(texts.get("column.changed")),
                        ink.quiet(texts.get("column.by")));
        all.stream()
                .limit(TABLES)
                .forEach(rows -> table.row(
                        rows.table(),
                        Long.toString(rows.created()),
                        Long.toString(rows.changed()),
                        rows.authors().stream().map(this::author).collect(Collectors.joining(", "))));
        table.print(out, INDENT);
        if (all.size() > TABLES) {
            out.println(INDENT + texts.get("more", all.size() - TABLES));
        }
    }

    private String author(Author author) {
        String rows = author.login() + " " + (author.created() + author.changed());
        return author.kind().equals(Author.PERSON)
                ? rows
                : ink.quiet(rows + " (" + texts.get("author." + author.kind()) + ")");
    }
}
