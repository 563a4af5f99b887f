package dev.understudy.server.web;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.release.ReleaseChanges.Commit;
import dev.understudy.model.view.EnvironmentView;
import dev.understudy.model.view.KeyUsersView;
import dev.understudy.model.view.ProblemView;
import dev.understudy.server.access.Gatekeeper;
import dev.understudy.server.access.ShareBook.Allowed;
import dev.understudy.server.access.ShareBook.Kept;
import dev.understudy.server.access.Shares.Shared;
import dev.understudy.server.api.Desk;
import dev.understudy.server.api.Pages;
import dev.understudy.server.api.PracticeDesk.TicketReport;
import dev.understudy.server.api.Problems;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What somebody without an account sees of one copy, by a link that was made for them; nothing of it leads on to the project. */
public final class SharedPage {

    /** A browser forgets it by then; until when the link counts is looked at each time. */
    private static final Duration COOKIE = Duration.ofDays(1);

    private final Pages.Parts parts;
    private final Screen screen;

    SharedPage(Pages.Parts parts, Screen screen) {
        this.parts = parts;
        this.screen = screen;
    }

    /**
     * Where a link is opened. It is not used by looking at it: programs look ahead at what is in mails.
     *
     * @param problem why it was not opened; absent at first
     */
    public record Door(String link, @Nullable ProblemView problem) {}

    /**
     * What the page shows.
     *
     * @param address where the copy is used; absent where it has none, and for who may not
     * @param release absent where there is none, and for who may not
     * @param reports whether problems may be reported
     * @param report how it stands with the form of a problem
     */
    public record View(
            Kept link,
            EnvironmentView environment,
            @Nullable String address,
            @Nullable Trial release,
            boolean reports,
            Reporting report) {}

    /**
     * A release as it is tried.
     *
     * @param coverage what of it was tried; absent where nobody knows
     */
    public record Trial(
            String id, List<String> subjects, @Nullable KeyUsersView coverage) {}

    void begin(Context request) {
        String link = request.queryParam("link");
        screen.show(request, "share", new Door(link == null ? "" : link, null));
    }

    /** Keeps the link in the browser, so that it stands in no address any more. */
    void enter(Context request) {
        String link = SignInPage.said(request, "link");
        try {
            Shared _ = parts.shares().open(link);
        } catch (FaultException ended) {
            screen.show(request.status(HttpStatus.CONFLICT), "share", new Door("", SignInPage.problem(request, ended)));
            return;
        }
        Cookie cookie = new Cookie(Gatekeeper.guestCookie(request), link);
        cookie.setHttpOnly(true);
        cookie.setSameSite(SameSite.LAX);
        cookie.setSecure(Gatekeeper.secure(request));
        cookie.setMaxAge(Math.toIntExact(COOKIE.toSeconds()));
        request.cookie(cookie);
        request.redirect("/shared", HttpStatus.SEE_OTHER);
    }

    void show(Context request) {
        show(request, shared(request), Reporting.NOTHING);
    }

    /** Takes a report, to be written to production's Odoo. */
    void report(Context request) {
        Shared shared = shared(request);
        String title = SignInPage.said(request, "title");
        try {
            if (!shared.kept().may(Allowed.REPORT)) {
                throw Fault.refused("server.not-allowed").exception();
            }
            parts.shares().tell(shared);
            desk(shared)
                    .practice()
                    .report(
                            new TicketReport(
                                    title,
                                    SignInPage.said(request, "text"),
                                    "",
                                    shared.kept().environment(),
                                    SignInPage.said(request, "page"),
                                    "",
                                    Picture.of(request, "screenshot")),
                            shared.by());
            show(request.status(HttpStatus.CREATED), shared, Reporting.taken(title));
        } catch (FaultException refused) {
            if (refused.fault().kind() == Fault.Kind.FAILED) {
                throw refused;
            }
            show(
                    request.status(HttpStatus.CONFLICT),
                    shared,
                    Reporting.refused(Typed.of(request), SignInPage.problem(request, refused)));
        }
    }

    /** The browser forgets the link. */
    void leave(Context request) {
        request.removeCookie(Gatekeeper.guestCookie(request));
        request.redirect("/share", HttpStatus.SEE_OTHER);
    }

    private void show(Context request, Shared shared, Reporting report) {
        Kept link = shared.kept();
        Desk desk = desk(shared);
        EnvironmentView environment = desk.environment(link.environment(), Problems.language(request));
        String url = environment.url();
        String address = link.may(Allowed.OPEN) && url != null && url.startsWith("http") ? url : null;
        Gathering gathering = new Gathering(request);
        Trial trial = link.may(Allowed.SEE)
                ? gathering
                        .part(
                                Optional.<Trial>empty(),
                                () -> Optional.ofNullable(environment.release())
                                        .map(id -> trial(desk, id, environment.name())))
                        .orElse(null)
                : null;
        boolean reports = link.may(Allowed.REPORT)
                && gathering.part(false, () -> desk.practice().keepsTickets());
        screen.show(request, "shared", new View(link, environment, address, trial, reports, report), gathering);
    }

    private static Trial trial(Desk desk, String id, String environment) {
        List<String> subjects =
                desk.changes(id).commits().stream().map(Commit::subject).toList();
        return new Trial(id, subjects, coverage(desk, id, environment).orElse(null));
    }

    /** Nobody knows where its database does not run, and where it is tried elsewhere. */
    private static Optional<KeyUsersView> coverage(Desk desk, String release, String environment) {
        try {
            return Optional.of(desk.practice().keyUsers(release))
                    .filter(one -> one.environment().equals(environment));
        } catch (FaultException unknown) {
            return Optional.empty();
        }
    }

    /** Who came through {@link Gatekeeper} has a link that counted a moment ago. */
    private Shared shared(Context request) {
        return parts.shares().open(Gatekeeper.visitor(request).session());
    }

    private Desk desk(Shared shared) {
        return parts.projects().desk(shared.project());
    }
}
