package dev.understudy.cli.show;

import dev.understudy.cli.Session;
import dev.understudy.model.text.Texts;
import dev.understudy.model.view.RetrospectiveView;
import dev.understudy.model.view.RetrospectiveView.AnswerView;
import dev.understudy.model.view.RetrospectiveView.FollowUpView;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What people say of a release afterwards, as a person reads it. */
public final class RetrospectiveScreen {

    private static final String INDENT = "  ";

    private final PrintStream out;
    private final Texts texts;
    private final Ink ink;

    public RetrospectiveScreen(Session session) {
        this.out = session.out();
        this.texts = session.texts();
        this.ink = session.ink();
    }

    public void show(RetrospectiveView view) {
        out.println(ink.strong(head(view)));
        view.answers().forEach(this::answer);
        List<String> silent = silent(view);
        if (view.state().equals("open") && !silent.isEmpty()) {
            out.println(INDENT + texts.get("retrospective.awaited", String.join(", ", silent)));
        }
        if (!view.followUps().isEmpty()) {
            out.println(INDENT + texts.get("retrospective.follow-ups"));
            view.followUps().forEach(one -> out.println(INDENT + "- " + one.title() + " " + ink.quiet(kept(one))));
        }
        if (view.state().equals("open")) {
            out.println(INDENT + texts.get("retrospective.next", view.release()));
        }
    }

    /** A line for each. */
    public void list(List<RetrospectiveView> views) {
        if (views.isEmpty()) {
            out.println(texts.get("retrospective.nothing"));
        }
        Table table = new Table();
        views.forEach(view -> table.row(
                view.release(),
                texts.get("retrospective.state-" + view.state()),
                seconds(view.until()),
                texts.get(
                        "retrospective.answers",
                        view.answers().size(),
                        view.asked().size()),
                texts.get(
                        "retrospective.lessons",
                        view.answers().stream()
                                .mapToInt(answer -> answer.lessons().size())
                                .sum())));
        table.print(out, "");
    }

    private String head(RetrospectiveView view) {
        return texts.get("retrospective." + view.state(), view.release(), seconds(view.until()));
    }

    private void answer(AnswerView answer) {
        out.println(INDENT + ink.strong(answer.person()));
        part("retrospective.well", answer.well());
        part("retrospective.badly", answer.badly());
        answer.lessons().forEach(lesson -> part("retrospective.lesson", lesson));
    }

    private void part(String key, String text) {
        if (!text.isEmpty()) {
            out.println(INDENT + INDENT + texts.get(key, text.replace("\n", "\n" + INDENT + INDENT + INDENT)));
        }
    }

    private static List<String> silent(RetrospectiveView view) {
        Set<String> spoke = view.answers().stream().map(AnswerView::person).collect(Collectors.toSet());
        return view.asked().stream().filter(person -> !spoke.contains(person)).toList();
    }

    private String kept(FollowUpView one) {
        return one.ticket() == null
                ? texts.get("retrospective.kept-" + one.kept(), one.person())
                : texts.get("retrospective.kept-ticket", one.person(), one.ticket());
    }

    private static String seconds(@Nullable Instant at) {
        return at == null ? "" : at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
