package dev.understudy.cli.show;

import dev.understudy.cli.Session;
import dev.understudy.model.text.Texts;
import dev.understudy.model.view.BranchDataView;
import dev.understudy.model.view.BranchView;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where the branches of stages stand, as a person reads it. */
public final class BranchesScreen {

    private static final int BRIEF = 10;

    private final PrintStream out;
    private final Texts texts;

    public BranchesScreen(Session session) {
        this.out = session.out();
        this.texts = session.texts();
    }

    public void show(List<BranchView> branches) {
        if (branches.isEmpty()) {
            out.println(texts.get("branches.none"));
            return;
        }
        Table table = new Table();
        branches.forEach(one -> table.row(
                one.repository(),
                one.stage(),
                one.branch(),
                one.commit().isEmpty()
                        ? texts.get("branches.missing")
                        : one.commit().substring(0, Math.min(BRIEF, one.commit().length())),
                against(one),
                one.guarded() ? texts.get("branches.guarded") : ""));
        table.print(out, "");
    }

    /** The databases of a development's branches; nothing where it has one database. */
    public void databases(List<BranchDataView> databases) {
        if (databases.isEmpty()) {
            return;
        }
        out.println();
        Table table = new Table()
                .row(List.of("branch", "release", "data-model", "made", "used", "base", "why").stream()
                        .map(column -> texts.get("column." + column))
                        .toArray(String[]::new));
        databases.forEach(one -> table.row(
                (one.live() ? "* " : "  ") + (one.branch().isEmpty() ? texts.get("branches.own") : one.branch()),
                one.release(),
                Objects.requireNonNullElse(one.dataModel(), "-"),
                at(one.madeAt()),
                at(one.usedAt()),
                Objects.requireNonNullElse(one.base(), "-"),
                Objects.requireNonNullElse(one.why(), "")));
        table.print(out, "");
    }

    private static String at(@Nullable Instant moment) {
        return moment == null ? "-" : moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private String against(BranchView one) {
        if (one.release().isEmpty() || one.commit().isEmpty()) {
            return one.release();
        }
        return one.ahead() == 0 && one.behind() == 0
                ? texts.get("branches.same", one.release())
                : texts.get("branches.apart", one.release(), one.ahead(), one.behind());
    }
}
