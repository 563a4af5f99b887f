package dev.understudy.server.web;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.view.ProblemView;
import dev.understudy.server.access.Accounts;
import dev.understudy.server.access.Sessions.Linked;
import dev.understudy.server.api.Desk;
import dev.understudy.server.api.Pages;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/** How a person sets their password, by a link that counts once. */
public final class PasswordPage {

    private final Pages.Parts parts;
    private final Screen screen;
    private final SignInPage signIn;

    PasswordPage(Pages.Parts parts, Screen screen, SignInPage signIn) {
        this.parts = parts;
        this.screen = screen;
        this.signIn = signIn;
    }

    /**
     * What the page shows.
     *
     * @param person whose the link says that it is
     * @param problem why it did not work; absent at first
     */
    public record View(String link, String person, @Nullable ProblemView problem) {}

    void show(Context request) {
        String link = request.queryParam("link");
        screen.show(request, "password", view(link == null ? "" : link, null));
    }

    /** The link is used up by a password that may be one: who is told to choose another needs it still. */
    void set(Context request) {
        String link = SignInPage.said(request, "link");
        try {
            String password = chosen(request);
            Linked linked = parts.sessions().spendPasswordLink(link);
            Desk desk = parts.projects().desk(linked.project());
            if (!SignInPage.takesPart(desk, linked.person())) {
                throw Fault.refused("server.password-link-spent").exception();
            }
            Accounts accounts = desk.access().accounts();
            parts.sessions().endAll(linked.project(), linked.person());
            accounts.setPassword(linked.person(), password);
            if (accounts.ways(linked.person()).factor()) {
                request.redirect("/sign-in", HttpStatus.SEE_OTHER);
            } else {
                signIn.keep(request, parts.sessions().open(linked.project(), linked.person(), false));
                request.redirect("/projects/" + linked.project() + "/inbox?saved=password", HttpStatus.SEE_OTHER);
            }
        } catch (FaultException refused) {
            screen.show(
                    request.status(HttpStatus.CONFLICT), "password", view(link, SignInPage.problem(request, refused)));
        }
    }

    /** A new password, typed twice. Throws {@code server.passwords-differ}, {@code server.password-weak}. */
    static String chosen(Context request) {
        String password = SignInPage.said(request, "password");
        if (!password.equals(SignInPage.said(request, "again"))) {
            throw Fault.refused("server.passwords-differ").exception();
        }
        Accounts.checkNew(password);
        return password;
    }

    private static View view(String link, @Nullable ProblemView problem) {
        String[] parts = link.split("\\.", -1);
        return new View(link, parts.length == 3 ? parts[1] : "", problem);
    }
}
