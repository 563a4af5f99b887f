package dev.understudy.server.desk;

import dev.understudy.model.run.RunView;
import dev.understudy.model.view.LessonView;
import dev.understudy.model.view.RetrospectiveView;
import dev.understudy.model.view.RetrospectiveView.AnswerView;
import dev.understudy.model.view.RetrospectiveView.FollowUpView;
import dev.understudy.model.view.SupportView;
import dev.understudy.model.view.SupportView.ClosingView;
import dev.understudy.model.view.SupportView.HelpView;
import dev.understudy.model.view.SupportView.HelpersView;
import dev.understudy.model.view.SupportView.SeenView;
import dev.understudy.model.view.SupportView.SlowerView;
import dev.understudy.process.Practice;
import dev.understudy.process.after.FollowUp;
import dev.understudy.process.after.Lesson;
import dev.understudy.process.after.Retrospective;
import dev.understudy.process.after.Retrospectives;
import dev.understudy.process.after.Retrospectives.Whole;
import dev.understudy.process.speak.Speaker;
import dev.understudy.process.support.SupportBook.Closing;
import dev.understudy.process.support.SupportBook.How;
import dev.understudy.process.support.SupportBook.Support;
import dev.understudy.server.api.AfterDesk;
import dev.understudy.server.api.PracticeDesk.Voice;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is done after a deploy, as the API shows it. */
final class EngineAfter implements AfterDesk {

    private static final int MOST_LESSONS = 200;
    private static final int MOST_LESSONS_FOR_ONE = 5;

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

    @Override
    public RetrospectiveView retrospective(String release) {
        return lookBacks().of(release).map(EngineAfter::view).orElseGet(() -> RetrospectiveView.none(release));
    }

    @Override
    public List<RetrospectiveView> retrospectives() {
        return lookBacks().all().stream().map(EngineAfter::view).toList();
    }

    @Override
    public void lookBack(Voice voice, String release, Word word) {
        lookBacks()
                .say(
                        release,
                        new Retrospectives.Word(word.well(), word.badly(), word.lessons(), word.followUps()),
                        speakers.apply(voice),
                        clock.instant());
    }

    @Override
    public void closeRetrospective(Voice voice, String release) {
        lookBacks().close(release, speakers.apply(voice), clock.instant());
    }

    @Override
    public List<LessonView> lessons(String query, String module) {
        return lookBacks().lessons(query, module, MOST_LESSONS).stream()
                .map(EngineAfter::view)
                .toList();
    }

    @Override
    public List<LessonView> lessonsFor(String release) {
        return lookBacks().lessonsFor(release, MOST_LESSONS_FOR_ONE).stream()
                .map(EngineAfter::view)
                .toList();
    }

    private Retrospectives lookBacks() {
        return practice.after().retrospectives();
    }

    private static LessonView view(Lesson lesson) {
        return new LessonView(lesson.release(), lesson.person(), lesson.at(), lesson.lesson(), lesson.modules());
    }

    private static RetrospectiveView view(Whole whole) {
        Retrospective one = whole.retrospective();
        return new RetrospectiveView(
                one.release(),
                one.closed().isPresent() ? "closed" : "open",
                one.opened(),
                one.closed().orElse(one.ends()),
                one.asked(),
                whole.answers().stream()
                        .map(answer -> new AnswerView(
                                answer.person(), answer.at(), answer.well(), answer.badly(), answer.lessons()))
                        .toList(),
                whole.followUps().stream().map(EngineAfter::view).toList());
    }

    private static FollowUpView view(FollowUp one) {
        String kept = one.ticket().isPresent() ? "ticket" : one.once().isPresent() ? "waits" : "here";
        return new FollowUpView(
                one.person(), one.at(), one.title(), kept, one.ticket().orElse(null));
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
                                .filter(ticket -> support.closing()
                                        .filter(closing -> ticket.at().isAfter(closing.at()))
                                        .isEmpty())
                                .toList(),
                        reports.brought(practice.after().deploys().errors(support)),
                        practice.after().support().slower(support.run()).stream()
                                .map(one -> new SlowerView(
                                        one.page(),
                                        one.before().toMillis(),
                                        one.after().toMillis(),
                                        one.answers()))
                                .toList(),
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
