package dev.understudy.server.web;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.view.ProblemView;
import dev.understudy.server.access.Gatekeeper;
import dev.understudy.server.access.Visitor;
import dev.understudy.server.api.Desk;
import dev.understudy.server.api.Pages;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/** Where somebody who is signed in shows once more who they are, before they change what people work with. */
public final class ProvePage {

    private final Pages.Parts parts;
    private final Screen screen;
    private final SignInPage signIn;

    ProvePage(Pages.Parts parts, Screen screen, SignInPage signIn) {
        this.parts = parts;
        this.screen = screen;
        this.signIn = signIn;
    }

    /**
     * What the page shows.
     *
     * @param to where they go on
     * @param provider by whom they may show it instead
     * @param problem why it did not work; absent at first
     */
    public record View(
            String to,
            SignInPage.@Nullable Provider provider,
            @Nullable ProblemView problem) {}

    void show(Context request) {
        screen.show(request, "prove", view(request, SignInPage.ours(request.queryParam("to")), null));
    }

    void prove(Context request) {
        String to = SignInPage.ours(SignInPage.said(request, "to"));
        try {
            shown(parts, Gatekeeper.visitor(request), SignInPage.said(request, "proof"));
            parts.sessions().prove(Gatekeeper.visitor(request).session());
            request.redirect(to, HttpStatus.SEE_OTHER);
        } catch (FaultException refused) {
            screen.show(
                    request.status(HttpStatus.CONFLICT),
                    "prove",
                    view(request, to, SignInPage.problem(request, refused)));
        }
    }

    private View view(Context request, String to, @Nullable ProblemView problem) {
        Visitor visitor = Gatekeeper.visitor(request);
        return new View(
                to,
                visitor.operator() ? null : signIn.provider(visitor.project()).orElse(null),
                problem);
    }

    /**
     * Looks at what somebody shows: their password, a code, or their key. The operator has none of them, and comes by a new
     * link. Throws {@code server.proof-refused}, {@code server.too-many-attempts}.
     */
    static void shown(Pages.Parts parts, Visitor visitor, String proof) {
        if (visitor.operator()) {
            throw Fault.refused("server.proof-refused").exception();
        }
        Desk desk = parts.projects().desk(visitor.project());
        if (SignInPage.isKey(proof)) {
            String _ = SignInPage.owner(desk, visitor.name(), proof.strip());
        } else {
            desk.access().accounts().prove(visitor.name(), proof);
        }
    }

    /** The page whose button asked for a proof: nothing was done yet, and it is pressed again. */
    static String pageOf(Context request) {
        String path = request.path();
        if (path.matches("/projects/[^/]+/environments/[^/]+/[^/]+")) {
            return path;
        }
        return path.startsWith("/account/")
                ? "/account"
                : path.replaceFirst("/access/[^/]*/[^/]*$", "/access/-").replaceFirst("/[^/]*$", "");
    }
}
