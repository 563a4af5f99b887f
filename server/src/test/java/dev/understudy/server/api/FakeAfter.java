package dev.understudy.server.api;

import dev.understudy.model.view.ReportView.LoggedErrorView;
import dev.understudy.model.view.SupportView;
import dev.understudy.model.view.SupportView.ClosingView;
import dev.understudy.model.view.SupportView.HelpView;
import dev.understudy.model.view.SupportView.HelpersView;
import dev.understudy.model.view.SupportView.SeenView;
import dev.understudy.server.api.PracticeDesk.Voice;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One release whose days on production are over, with an error. */
final class FakeAfter implements AfterDesk {

    private static final Instant SINCE = Instant.parse("2026-03-01T19:00:00Z");

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
                        List.of(new LoggedErrorView(
                                "production", "f1", SINCE, SINCE, 3, "odoo.http", "Traceback")),
                        "Answers took 4 times as long"),
                closing);
    }

    @Override
    public void close(Voice voice, String release, String note, boolean despiteErrors) {
        said.accept(voice, "close " + release + " " + note + " " + despiteErrors);
        closing = new ClosingView(SINCE.plusSeconds(4 * 86400), voice.name(), note, 1);
    }
}
