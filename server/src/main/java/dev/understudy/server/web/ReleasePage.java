package dev.understudy.server.web;

import dev.understudy.engine.run.Runs.Asked;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.run.RunView;
import dev.understudy.model.view.AnnouncementsView.ToldView;
import dev.understudy.model.view.DecisionView;
import dev.understudy.model.view.DecisionView.GateView;
import dev.understudy.model.view.LessonView;
import dev.understudy.model.view.ReleaseView;
import dev.understudy.model.view.ReportView.AfterView;
import dev.understudy.model.view.RetrospectiveView;
import dev.understudy.model.view.SupportView;
import dev.understudy.model.view.TicketView;
import dev.understudy.server.access.Gatekeeper;
import dev.understudy.server.access.Visitor;
import dev.understudy.server.api.Action;
import dev.understudy.server.api.AfterDesk;
import dev.understudy.server.api.AfterDesk.Word;
import dev.understudy.server.api.Desk;
import dev.understudy.server.api.PracticeDesk.Saying;
import dev.understudy.server.api.PracticeDesk.Voice;
import dev.understudy.server.api.Problems;
import dev.understudy.server.api.Projects;
import dev.understudy.server.api.ReportAnswers;
import dev.understudy.server.api.Verb;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One release: what is new, checks, people, plan, rollout. */
public final class ReleasePage {

    private static final int RUNS = 200;
    private static final int MOST_WORDS = 2000;

    private final Projects projects;
    private final Screen screen;

    ReleasePage(Projects projects, Screen screen) {
        this.projects = projects;
        this.screen = screen;
    }

    /**
     * What the page shows.
     *
     * @param runs with it, the newest first
     * @param after what was done after its deploy to production
     */
    public record View(
            ReleaseView release, DecisionView decision, Next next, List<RunView> runs, AfterView after, Around around) {

        /** What is looked at by the service. */
        public List<GateView> checks() {
            return decision.gates().stream()
                    .filter(gate -> !Next.ofPeople(gate))
                    .toList();
        }

        /** What people are asked. */
        public List<GateView> asked() {
            return decision.gates().stream().filter(Next::ofPeople).toList();
        }
    }

    /**
     * What is around a release.
     *
     * @param lessons of earlier releases that touched the same
     * @param told who was told what of it, the oldest first
     * @param tickets that it is tied to, and problems reported of it
     */
    public record Around(List<LessonView> lessons, List<ToldView> told, List<TicketView> tickets) {}

    void show(Context request) {
        Locale locale = Problems.language(request);
        Desk desk = desk(request);
        String id = request.pathParam("id");
        ReleaseView release = desk.release(id, locale);
        DecisionView decision = desk.practice().decision(id, locale);
        AfterDesk after = desk.practice().after();
        Gathering parts = new Gathering(request);
        Optional.ofNullable(release.unread()).ifPresent(parts::miss);
        List<RunView> runs = parts.part(List.of(), () -> desk.runs().runs(Asked.ofRelease(id), RUNS, locale));
        screen.show(
                request,
                "release",
                new View(
                        release,
                        decision,
                        Next.of(decision, runs),
                        runs,
                        new AfterView(
                                parts.part(SupportView.none(id), () -> after.support(id, locale)),
                                parts.part(RetrospectiveView.none(id), () -> after.retrospective(id))),
                        new Around(
                                parts.part(List.of(), () -> after.lessonsFor(id)),
                                parts.part(
                                        List.of(),
                                        () -> desk.practice()
                                                .announcements(id, false, locale)
                                                .told()),
                                parts.part(List.of(), () -> desk.practice().tickets(Optional.of(id))))),
                parts);
    }

    /** Of the content that was on the page: a release that has changed since is not what was looked at. */
    void say(Context request, boolean yes) {
        String word = SignInPage.said(request, "word").strip();
        requireReason(yes, word);
        desk(request)
                .practice()
                .say(
                        voice(request),
                        new Saying(
                                request.pathParam("id"),
                                SignInPage.said(request, "gate"),
                                yes,
                                word.substring(0, Math.min(word.length(), MOST_WORDS)),
                                SignInPage.said(request, "digest"),
                                Optional.empty()));
        back(request);
    }

    /** Whoever made the release has to know what to mend. Throws {@code server.say-why}. */
    static void requireReason(boolean yes, String word) {
        if (!yes && word.isBlank()) {
            throw Fault.usage("server.say-why").exception();
        }
    }

    /** Takes back what the visitor said at a gate. */
    void withdraw(Context request) {
        desk(request).practice().withdraw(voice(request), request.pathParam("id"), SignInPage.said(request, "gate"));
        back(request);
    }

    /** Says how it is after the deploy. */
    void close(Context request) {
        after(request)
                .close(
                        voice(request),
                        request.pathParam("id"),
                        SignInPage.said(request, "note"),
                        SignInPage.said(request, "despite-errors").equals("true"));
        back(request);
    }

    /** Says what went well, what did not, and what is to be learnt. */
    void lookBack(Context request) {
        List<String> lessons = SignInPage.said(request, "lesson")
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        after(request)
                .lookBack(
                        voice(request),
                        request.pathParam("id"),
                        new Word(
                                Optional.of(SignInPage.said(request, "well")),
                                Optional.of(SignInPage.said(request, "badly")),
                                Optional.of(lessons),
                                List.of()));
        back(request);
    }

    void rehearse(Context request) {
        Visitor visitor = Gatekeeper.visitor(request);
        Optional<RunView> already = underWay(request);
        follow(
                request,
                already.orElseGet(() -> desk(request)
                        .submit(new Action(Verb.REHEARSE, "", request.pathParam("id"), Map.of(), visitor.by()))));
    }

    void promote(Context request) {
        Optional<RunView> already = underWay(request);
        follow(
                request,
                already.orElseGet(() -> desk(request)
                        .practice()
                        .promote(
                                request.pathParam("id"),
                                Gatekeeper.visitor(request).by())));
    }

    /** What is done with the release now: whoever presses a button twice, or after somebody else, is led to that. */
    private Optional<RunView> underWay(Context request) {
        return desk(request)
                .runs()
                .runs(Asked.ofRelease(request.pathParam("id")), RUNS, Problems.language(request))
                .stream()
                .filter(run -> !run.ended())
                .filter(run -> run.recipe().equals("rehearse") || run.recipe().equals("deploy"))
                .findFirst();
    }

    /** The evidence as a page to keep: its style is in it, and nothing else. */
    void report(Context request) {
        request.header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
        ReportAnswers.page(request, desk(request).practice());
    }

    void reportPdf(Context request) {
        ReportAnswers.pdf(request, desk(request).practice());
    }

    private AfterDesk after(Context request) {
        return desk(request).practice().after();
    }

    private static Voice voice(Context request) {
        return Voice.ofSession(Gatekeeper.visitor(request).name());
    }

    private Desk desk(Context request) {
        return projects.desk(request.pathParam("project"));
    }

    private static void follow(Context request, RunView run) {
        request.redirect("/projects/" + request.pathParam("project") + "/runs/" + run.id(), HttpStatus.SEE_OTHER);
    }

    /** To the page that had the form. */
    private static void back(Context request) {
        String to = SignInPage.ours(SignInPage.said(request, "to"));
        request.redirect(
                to.equals("/")
                        ? "/projects/" + request.pathParam("project") + "/releases/" + request.pathParam("id")
                        : to,
                HttpStatus.SEE_OTHER);
    }
}
