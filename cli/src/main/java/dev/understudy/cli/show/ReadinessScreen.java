package dev.understudy.cli.show;

import dev.understudy.cli.Session;
import dev.understudy.model.text.Texts;
import dev.understudy.model.view.ReadinessView;
import dev.understudy.model.view.ReadinessView.ConsiderationView;
import java.io.PrintStream;

/** How ready a company is for a release, as a person reads it. */
public final class ReadinessScreen {

    private final PrintStream out;
    private final Texts texts;
    private final Ink ink;

    public ReadinessScreen(Session session) {
        this.out = session.out();
        this.texts = session.texts();
        this.ink = session.ink();
    }

    public void show(ReadinessView view) {
        String key = view.ready() ? "readiness.ready" : "readiness.not-ready";
        out.println(ink.strong(texts.get(key, view.release(), view.score())));
        Table table = new Table();
        view.considerations().forEach(one -> table.row(one.consideration(), mark(one), one.reason()));
        table.print(out, "  ");
        view.considerations().stream()
                .filter(one -> one.advice() != null)
                .forEach(one -> out.println("- " + one.consideration() + ": " + one.advice()));
    }

    private String mark(ConsiderationView one) {
        String mark = texts.get("readiness." + one.mark());
        return one.mark().equals("bad") ? ink.bad(mark) : mark;
    }
}
