package dev.understudy.server.web;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.fault.FaultTexts;
import dev.understudy.model.view.ProblemView;
import dev.understudy.server.access.Gatekeeper;
import dev.understudy.server.access.Sessions;
import dev.understudy.server.api.Pages;
import dev.understudy.server.api.Problems;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How people come in and go: by a link that counts once, or by their key. */
public final class SignInPage {

    private final Pages.Parts parts;
    private final Screen screen;

    SignInPage(Pages.Parts parts, Screen screen) {
        this.parts = parts;
        this.screen = screen;
    }

    /**
     * What the page shows.
     *
     * @param link that was followed; empty for who signs in by a key. It is used up by the button alone: programs that look
     *     at links ahead do not press buttons
     * @param to where they wanted to go
     * @param problem why it did not work; absent at first
     */
    public record View(
            String link,
            String to,
            String project,
            String person,
            @Nullable ProblemView problem) {}

    void show(Context request) {
        String link = request.queryParam("link");
        screen.show(
                request, "signIn", new View(link == null ? "" : link, ours(request.queryParam("to")), "", "", null));
    }

    void enter(Context request) {
        String link = said(request, "link");
        String to = ours(said(request, "to"));
        try {
            Cookie cookie = new Cookie(Gatekeeper.cookie(request), link.isEmpty() ? byKey(request) : entered(link));
            cookie.setHttpOnly(true);
            cookie.setSameSite(SameSite.LAX);
            cookie.setMaxAge(Math.toIntExact(Sessions.SESSION.toSeconds()));
            request.cookie(cookie);
            request.redirect(to, HttpStatus.SEE_OTHER);
        } catch (FaultException refused) {
            Locale locale = Problems.language(request);
            ProblemView problem = ProblemView.of(refused.fault(locale), FaultTexts.of(locale));
            screen.show(
                    request.status(HttpStatus.FORBIDDEN),
                    "signIn",
                    new View("", to, said(request, "project"), said(request, "person"), problem));
        }
    }

    void leave(Context request) {
        parts.sessions().end(Gatekeeper.visitor(request).session());
        request.removeCookie(Gatekeeper.cookie(request));
        request.redirect("/sign-in", HttpStatus.SEE_OTHER);
    }

    /** An address of this service, to go on to; never another's. */
    static String ours(@Nullable String to) {
        return to != null && to.matches("/([\\w.~-]+/?)*") && to.length() < 300 ? to : "/";
    }

    private String entered(String link) {
        return parts.sessions().enter(link);
    }

    /** The same words for a project, a person and a key that are wrong: which of them it is helps only who guesses. */
    private String byKey(Context request) {
        String project = said(request, "project").strip();
        String person = said(request, "person").strip();
        String key = said(request, "key").strip();
        try {
            if (!key.isEmpty()) {
                String owner = parts.projects().desk(project).practice().owner(person, key);
                return parts.sessions().open(project, owner);
            }
        } catch (FaultException wrong) {
            if (wrong.fault().kind() == Fault.Kind.FAILED) {
                throw wrong;
            }
        }
        throw Fault.refused("server.key-refused").exception();
    }

    private static String said(Context request, String name) {
        String said = request.formParam(name);
        return said == null ? "" : said;
    }
}
