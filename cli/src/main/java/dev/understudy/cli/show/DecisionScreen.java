package dev.understudy.cli.show;

import dev.understudy.cli.Session;
import dev.understudy.model.text.Texts;
import dev.understudy.model.view.DecisionView;
import dev.understudy.model.view.DecisionView.GateView;
import java.io.PrintStream;

/** What may happen next to a release, as a person reads it: done, holding, missing, and the one command that moves it on. */
public final class DecisionScreen {

    private static final String INDENT = "  ";

    private final PrintStream out;
    private final Texts texts;
    private final Ink ink;

    public DecisionScreen(Session session) {
        this.out = session.out();
        this.texts = session.texts();
        this.ink = session.ink();
    }

    public void show(DecisionView decision) {
        out.println(ink.strong(decision.release()) + "  " + decision.method() + "  "
                + String.join(" > ", decision.entered())
                + (decision.stage() == null ? "" : " > " + ink.quiet("[" + decision.stage() + "]")));
        if (!decision.gates().isEmpty()) {
            Table table = new Table();
            decision.gates().forEach(gate -> table.row(mark(gate), gate.gate(), gate.why(), awaited(gate)));
            table.print(out, INDENT);
        }
        if (decision.planned() != null) {
            out.println(INDENT + texts.get("decision.planned", decision.planned()));
        }
        out.println(INDENT + summary(decision));
        if (decision.run() != null) {
            out.println(INDENT + texts.get("decision.run", decision.run()));
        }
        if (decision.review() != null) {
            out.println(INDENT + texts.get("decision.review", decision.review()));
        }
        if (decision.command() != null) {
            out.println(INDENT + texts.get("decision.next", decision.command()));
        }
    }

    private String mark(GateView gate) {
        String word = texts.get("verdict." + gate.verdict());
        boolean holds = gate.verdict().equals("passed") || gate.verdict().equals("waived");
        String shown = holds ? word : gate.stops() ? ink.bad(word) : ink.quiet(word);
        return gate.mode().equals("advise") ? shown + " " + ink.quiet(texts.get("decision.advice")) : shown;
    }

    private String awaited(GateView gate) {
        return gate.missing().isEmpty() || !gate.asked()
                ? ""
                : texts.get("decision.awaited", String.join(", ", gate.missing()));
    }

    private String summary(DecisionView decision) {
        if (decision.end() != null) {
            return texts.get("decision.end-" + decision.end());
        }
        String stage = String.valueOf(decision.stage());
        return switch (decision.outcome()) {
            case "go" -> texts.get("decision.go", stage);
            case "waits" -> texts.get("decision.waits", stage, String.valueOf(decision.until()));
            case "sent-back" -> ink.bad(texts.get("decision.sent-back", String.valueOf(decision.back())));
            case "missing" -> texts.get("decision.missing", stage);
            default -> texts.get("decision.ended");
        };
    }
}
