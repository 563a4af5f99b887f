package dev.understudy.cli.show;

import dev.understudy.cli.Session;
import dev.understudy.model.evidence.MaskReport;
import dev.understudy.model.evidence.MaskReport.Found;
import dev.understudy.model.evidence.MaskReport.Proof;
import dev.understudy.model.text.Texts;
import dev.understudy.model.view.MaskView;
import java.io.PrintStream;
import java.util.List;

/** How a copy was masked, as a person reads it. */
public final class MaskScreen {

    private final PrintStream out;
    private final Texts texts;
    private final Ink ink;

    public MaskScreen(Session session) {
        this.out = session.out();
        this.texts = session.texts();
        this.ink = session.ink();
    }

    public void show(MaskView mask) {
        MaskReport report = mask.report();
        Proof proof = report.proof();
        out.println(texts.get("mask.at", ink.strong(mask.environment()), String.valueOf(report.at()), report.key()));
        out.println(texts.get(
                "mask.counts", report.columns().size(), report.unsure().size(), report.files(), report.testers()));
        out.println(texts.get("mask.proof", proof.names() + proof.numbers(), proof.texts(), proof.files()));
        places("mask.accepted", proof.accepted());
        places("mask.found", proof.found());
        if (mask.changed()) {
            out.println(ink.bad(texts.get("mask.changed", mask.release())));
        }
        Table table = new Table();
        report.columns().forEach(one -> table.row(one.column(), one.as(), one.why()));
        report.emptied().forEach(one -> table.row(one, texts.get("mask.emptied"), ""));
        report.notRead().forEach(one -> table.row(one, texts.get("mask.elsewhere"), ""));
        table.print(out, "  ");
    }

    private void places(String text, List<Found> places) {
        places.forEach(one -> out.println(ink.bad(texts.get(text, one.place(), one.count()))));
    }
}
