package dev.understudy.server.desk;

import dev.understudy.model.run.RunView;
import dev.understudy.model.view.SupportView;
import dev.understudy.model.view.SupportView.ClosingView;
import dev.understudy.model.view.SupportView.HelpView;
import dev.understudy.model.view.SupportView.HelpersView;
import dev.understudy.model.view.SupportView.SeenView;
import dev.understudy.process.Practice;
import dev.understudy.process.speak.Speaker;
import dev.understudy.process.support.SupportBook.Closing;
import dev.understudy.process.support.SupportBook.How;
import dev.understudy.process.support.SupportBook.Support;
import dev.understudy.server.api.AfterDesk;
import dev.understudy.server.api.PracticeDesk.Voice;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is done after a deploy, as the API shows it. */
final class EngineAfter implements AfterDesk {

    private final Practice practice;
    private final Reports reports;
    private final Function<Voice, Speaker> speakers;
    private final InstantSource clock;

    EngineAfter(Practice practice, Reports reports, Function<Voice, Speaker> speakers, InstantSource clock) {
        this.practice = practice;
        this.reports = reports;
        this.speakers = speakers;
        this.clock = clock;
    }

    @Override
    public SupportView support(String release, Locale locale) {
        Instant now = clock.instant();
        return practice.after()
                .deploys()
                .latest(release)
                .map(support -> view(support, locale, now))
                .orElseGet(() -> SupportView.none(release));
    }

    @Override
    public void close(Voice voice, String release, String note, boolean despiteErrors) {
        practice.after().deploys().close(release, note, despiteErrors, speakers.apply(voice), clock.instant());
    }

    private SupportView view(Support support, Locale locale, Instant now) {
        return new SupportView(
                support.release(),
                state(support, now),
                support.began(),
                support.ends(),
                new HelpersView(
                        support.roster().helps().stream()
                                .map(help -> new HelpView(help.application(), help.people()))
                                .toList(),
                        support.roster().onDuty()),
                new SeenView(
                        practice.telling().tickets().shown(Optional.of(support.release())).stream()
                                .filter(ticket -> !ticket.at().isBefore(support.deployed()))
                                .toList(),
                        reports.brought(practice.after().deploys().errors(support)),
                        watched(support, locale)),
                support.closing().map(EngineAfter::closing).orElse(null));
    }

    private static String state(Support support, Instant now) {
        Optional<How> how = support.closing().map(Closing::how);
        if (how.isPresent()) {
            return how.get() == How.SAID ? "closed" : "taken-back";
        }
        return support.ends().isAfter(now) ? "open" : "over";
    }

    private @Nullable String watched(Support support, Locale locale) {
        RunView.ErrorView warning = reports.run(support.run(), locale).warning();
        return warning == null ? null : warning.what();
    }

    private static ClosingView closing(Closing closing) {
        return new ClosingView(closing.at(), closing.by(), closing.note(), closing.errors());
    }
}
