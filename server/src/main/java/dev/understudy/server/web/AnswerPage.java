package dev.understudy.server.web;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.release.ReleaseChanges.Commit;
import dev.understudy.model.view.InboxView.ItemView;
import dev.understudy.model.view.ProblemView;
import dev.understudy.model.view.ReleaseView;
import dev.understudy.server.access.Accounts;
import dev.understudy.server.api.Desk;
import dev.understudy.server.api.PracticeDesk.Saying;
import dev.understudy.server.api.PracticeDesk.Voice;
import dev.understudy.server.api.Problems;
import dev.understudy.server.api.Projects;
import dev.understudy.server.asking.AskBook.Ask;
import dev.understudy.server.asking.AskBook.Link;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody who was asked by mail says yes or no. The page asks once more, for programs follow links in mails too, and the link is
 * used up by the answer alone. Whoever has a second factor shows its code here as well.
 */
public final class AnswerPage {

    private static final int MOST = 300;

    private final Projects projects;
    private final Screen screen;

    AnswerPage(Projects projects, Screen screen) {
        this.projects = projects;
        this.screen = screen;
    }

    /**
     * What the page shows.
     *
     * @param ask what is asked; absent where the link does not count
     * @param item as it waits; absent when nothing does any more
     * @param matter what there is to know before one answers
     * @param code whether a code is to be shown as well
     * @param answer what was said just now: {@code yes} or {@code no}; empty before
     * @param problem why the answer was not taken; absent when nothing is wrong
     */
    public record View(
            String link,
            @Nullable Ask ask,
            @Nullable ItemView item,
            Matter matter,
            Instant until,
            boolean code,
            String answer,
            @Nullable ProblemView problem) {}

    /**
     * What an answer is about.
     *
     * @param project whose release it is; empty for none
     * @param copies addresses of the copies that it may be tried on
     * @param release as it was rehearsed; absent where that cannot be read
     */
    public record Matter(
            String project,
            List<String> changes,
            List<String> copies,
            @Nullable ReleaseView release) {

        static final Matter NONE = new Matter("", List.of(), List.of(), null);

        public Matter {
            changes = List.copyOf(changes);
            copies = List.copyOf(copies);
        }
    }

    /** A link that counts, with its project's desk. */
    private record Found(Desk desk, String secret, Link link) {}

    void show(Context request) {
        String link = request.queryParam("link");
        show(request, link == null ? "" : link, null);
    }

    void answer(Context request) {
        String link = SignInPage.said(request, "link");
        boolean yes = SignInPage.said(request, "answer").equals("yes");
        Found found = find(link).orElse(null);
        if (found == null) {
            show(request.status(HttpStatus.CONFLICT), link, null);
            return;
        }
        Ask ask = found.link().ask();
        try {
            ReleasePage.requireReason(yes, SignInPage.said(request, "word"));
            if (factor(found)) {
                found.desk().access().accounts().prove(ask.person(), SignInPage.said(request, "code"));
            }
            Saying saying = new Saying(
                    ask.release(), ask.gate(), yes, SignInPage.said(request, "word"), ask.digest(), Optional.empty());
            found.desk()
                    .answers()
                    .answer(
                            found.secret(),
                            ask,
                            () -> found.desk().practice().say(Voice.ofSession(ask.person()), saying));
            screen.show(
                    request,
                    "answer",
                    new View(
                            "",
                            ask,
                            null,
                            new Matter(link.substring(0, link.indexOf('.')), List.of(), List.of(), null),
                            Instant.EPOCH,
                            false,
                            yes ? "yes" : "no",
                            null));
        } catch (FaultException refused) {
            if (refused.fault().kind() == Fault.Kind.FAILED) {
                throw refused;
            }
            show(request.status(HttpStatus.CONFLICT), link, SignInPage.problem(request, refused));
        }
    }

    private void show(Context request, String link, @Nullable ProblemView problem) {
        Optional<Found> found = find(link);
        if (found.isEmpty()) {
            screen.show(request, "answer", new View("", null, null, Matter.NONE, Instant.EPOCH, false, "", problem));
            return;
        }
        Desk desk = found.get().desk();
        Link known = found.get().link();
        ItemView item = desk.inbox(Problems.language(request)).of(known.ask().person()).items().stream()
                .filter(one -> one.subject().equals(known.ask().release())
                        && one.what().equals(known.ask().gate())
                        && one.digest().equals(known.ask().digest()))
                .findFirst()
                .orElse(null);
        List<String> changes = desk.changes(known.ask().release()).commits().stream()
                .map(Commit::subject)
                .toList();
        Gathering parts = new Gathering(request);
        Matter matter = new Matter(
                link.substring(0, link.indexOf('.')),
                changes,
                parts.part(List.of(), () -> copies(desk, known.ask().release(), Problems.language(request))),
                parts.part(
                                Optional.<ReleaseView>empty(),
                                () -> Optional.of(desk.release(known.ask().release(), Problems.language(request))))
                        .orElse(null));
        screen.show(
                request,
                "answer",
                new View(link, known.ask(), item, matter, known.expires(), factor(found.get()), "", problem),
                parts);
    }

    private static List<String> copies(Desk desk, String release, Locale locale) {
        return desk.environments(locale).stream()
                .filter(environment -> environment.kind().equals("copy") && release.equals(environment.release()))
                .flatMap(environment -> Stream.ofNullable(environment.url()))
                .filter(url -> url.startsWith("http"))
                .toList();
    }

    private static boolean factor(Found found) {
        Accounts accounts = found.desk().access().accounts();
        return accounts.ways(found.link().ask().person()).factor();
    }

    /** Of somebody who was closed out, or whom the project does not know any more, no link counts. */
    private Optional<Found> find(String link) {
        int dot = link.indexOf('.');
        if (dot <= 0 || link.length() > MOST) {
            return Optional.empty();
        }
        try {
            Desk desk = projects.desk(link.substring(0, dot));
            String secret = link.substring(dot + 1);
            return desk.answers()
                    .find(secret)
                    .filter(one -> SignInPage.takesPart(desk, one.ask().person())
                            && !desk.access().accounts().closed(one.ask().person()))
                    .map(one -> new Found(desk, secret, one));
        } catch (FaultException away) {
            if (away.fault().kind() == Fault.Kind.FAILED) {
                throw away;
            }
            return Optional.empty();
        }
    }
}
