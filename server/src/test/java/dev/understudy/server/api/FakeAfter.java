package dev.understudy.server.api;

import dev.understudy.model.view.LessonView;
import dev.understudy.model.view.ReportView.LoggedErrorView;
import dev.understudy.model.view.RetrospectiveView;
import dev.understudy.model.view.RetrospectiveView.AnswerView;
import dev.understudy.model.view.RetrospectiveView.FollowUpView;
import dev.understudy.model.view.SupportView;
import dev.understudy.model.view.SupportView.ClosingView;
import dev.understudy.model.view.SupportView.HelpView;
import dev.understudy.model.view.SupportView.HelpersView;
import dev.understudy.model.view.SupportView.SeenView;
import dev.understudy.model.view.SupportView.SlowerView;
import dev.understudy.server.api.PracticeDesk.Voice;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One release whose days on production are over, with an error. */
final class FakeAfter implements AfterDesk {

    private static final Instant SINCE = Instant.parse("2026-03-01T19:00:00Z");

    private static final LessonView LESSON =
            new LessonView("r0", "bo", SINCE, "Ask finance first", List.of("acme_sales"));

    private final BiConsumer<Voice, String> said;
    private @Nullable ClosingView closing;

    FakeAfter(BiConsumer<Voice, String> said) {
        this.said = said;
    }

    @Override
    public SupportView support(String release, Locale locale) {
        return new SupportView(
                release,
                closing == null ? "over" : "closed",
                SINCE,
                SINCE.plusSeconds(3 * 86400),
                new HelpersView(List.of(new HelpView("Sales", List.of("ana"))), List.of("cy")),
                new SeenView(
                        List.of(),
                        List.of(new LoggedErrorView("production", "f1", SINCE, SINCE, 3, "odoo.http", "Traceback")),
                        List.of(new SlowerView("/odoo/sales/#", 210, 1400, 312)),
                        "Answers took 4 times as long"),
                closing);
    }

    @Override
    public RetrospectiveView retrospective(String release) {
        return new RetrospectiveView(
                release,
                "open",
                SINCE,
                SINCE.plusSeconds(7 * 86400),
                List.of("ana", "bo"),
                List.of(new AnswerView("bo", SINCE, "Quick", "Loud", List.of("Ask first"))),
                List.of(
                        new FollowUpView("bo", SINCE, "Train everybody", "ticket", 1042L),
                        new FollowUpView("bo", SINCE, "Print less", "here", null)));
    }

    @Override
    public List<RetrospectiveView> retrospectives() {
        return List.of(retrospective("r1"));
    }

    @Override
    public void lookBack(Voice voice, String release, Word word) {
        said.accept(
                voice,
                "looks back at " + release + " " + word.well().orElse("-") + " "
                        + word.badly().orElse("-") + " " + word.lessons().orElse(List.of()) + " " + word.followUps());
    }

    @Override
    public void closeRetrospective(Voice voice, String release) {
        said.accept(voice, "closes the look back at " + release);
    }

    @Override
    public List<LessonView> lessons(String query, String module) {
        return query.equals("nothing") ? List.of() : List.of(LESSON);
    }

    @Override
    public List<LessonView> lessonsFor(String release) {
        return List.of(LESSON);
    }

    @Override
    public void close(Voice voice, String release, String note, boolean despiteErrors) {
        said.accept(voice, "close " + release + " " + note + " " + despiteErrors);
        closing = new ClosingView(SINCE.plusSeconds(4 * 86400), voice.name(), note, 1);
    }
}
