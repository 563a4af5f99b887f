package dev.understudy.cli.show;

import dev.understudy.cli.Session;
import dev.understudy.model.text.Texts;
import dev.understudy.model.view.BranchView;
import java.io.PrintStream;
import java.util.List;

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

    private String against(BranchView one) {
        if (one.release().isEmpty() || one.commit().isEmpty()) {
            return one.release();
        }
        return one.ahead() == 0 && one.behind() == 0
                ? texts.get("branches.same", one.release())
                : texts.get("branches.apart", one.release(), one.ahead(), one.behind());
    }
}
