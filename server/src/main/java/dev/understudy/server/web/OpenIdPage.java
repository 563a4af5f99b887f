package dev.understudy.server.web;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.view.PersonView;
import dev.understudy.server.access.Gatekeeper;
import dev.understudy.server.access.OpenIdSignIn;
import dev.understudy.server.access.OpenIdSignIn.Begun;
import dev.understudy.server.access.OpenIdSignIn.Known;
import dev.understudy.server.api.Desk;
import dev.understudy.server.api.Pages;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.net.URI;
import java.util.List;

/** How people go to an OpenID provider, and come back from there. */
public final class OpenIdPage {

    private static final String BACK = "/sign-in/openid";

    private final Pages.Parts parts;
    private final SignInPage signIn;

    OpenIdPage(Pages.Parts parts, SignInPage signIn) {
        this.parts = parts;
        this.signIn = signIn;
    }

    /** Sends somebody there. */
    void begin(Context request) {
        attempt(request, () -> {
            String project = request.pathParam("name");
            Begun begun = parts.projects()
                    .desk(project)
                    .access()
                    .openId()
                    .begin(back(request), SignInPage.ours(request.queryParam("to")));
            keep(request, project + "." + begun.kept(), Math.toIntExact(OpenIdSignIn.MEANWHILE.toSeconds()));
            request.redirect(begun.address().toString(), HttpStatus.SEE_OTHER);
        });
    }

    /** Lets somebody in who comes back: of the project's people the one with that mail address. */
    void end(Context request) {
        attempt(request, () -> {
            String kept = request.cookie(cookie(request));
            int dot = kept == null ? -1 : kept.indexOf('.');
            if (kept == null || dot < 0) {
                throw Fault.refused("server.openid-stale").exception();
            }
            keep(request, "", 0);
            String project = kept.substring(0, dot);
            Desk desk = parts.projects().desk(project);
            Known known = desk.access()
                    .openId()
                    .end(
                            back(request),
                            URI.create(back(request) + "?" + request.queryString()),
                            kept.substring(dot + 1));
            String person = person(desk, known.mail());
            signIn.keep(request, parts.sessions().open(project, person, true));
            request.redirect(known.to(), HttpStatus.SEE_OTHER);
        });
    }

    private static String person(Desk desk, String mail) {
        List<String> named = desk.practice().people().stream()
                .filter(one -> one.mail().equalsIgnoreCase(mail))
                .map(PersonView::name)
                .toList();
        if (named.size() != 1 || desk.access().accounts().closed(named.getFirst())) {
            throw Fault.refused("server.openid-unknown").exception();
        }
        return named.getFirst();
    }

    private void attempt(Context request, Runnable act) {
        try {
            act.run();
        } catch (FaultException refused) {
            signIn.refuse(request, refused);
        }
    }

    /** Where the provider sends the browser back to, which it has to know before. */
    private static URI back(Context request) {
        return URI.create(Gatekeeper.address(request) + BACK);
    }

    private static void keep(Context request, String value, int seconds) {
        Cookie cookie = new Cookie(cookie(request), value);
        cookie.setHttpOnly(true);
        cookie.setSameSite(SameSite.LAX);
        cookie.setPath(BACK);
        cookie.setMaxAge(seconds);
        request.cookie(cookie);
    }

    private static String cookie(Context request) {
        return Gatekeeper.cookie(request) + "-openid";
    }
}
