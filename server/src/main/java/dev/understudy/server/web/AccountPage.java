package dev.understudy.server.web;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.view.PersonView;
import dev.understudy.model.view.ProblemView;
import dev.understudy.server.access.Accounts;
import dev.understudy.server.access.ApiTokens;
import dev.understudy.server.access.Gatekeeper;
import dev.understudy.server.access.Role;
import dev.understudy.server.access.TokenBook.Kept;
import dev.understudy.server.access.Totp;
import dev.understudy.server.access.Visitor;
import dev.understudy.server.api.Pages;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What somebody signs in by, and the tokens of their programs. */
public final class AccountPage {

    private final Pages.Parts parts;
    private final Screen screen;
    private final SignInPage signIn;

    AccountPage(Pages.Parts parts, Screen screen, SignInPage signIn) {
        this.parts = parts;
        this.screen = screen;
        this.signIn = signIn;
    }

    /**
     * What the page shows.
     *
     * @param begun a second factor that waits for its first code
     * @param person as the project knows them; absent for the operator
     * @param shownOnce what is shown now and never again
     * @param problem why it did not work; absent at first
     */
    public record View(
            Accounts.Ways ways,
            @Nullable Begun begun,
            List<Kept> tokens,
            List<Role> roles,
            @Nullable PersonView person,
            ShownOnce shownOnce,
            @Nullable ProblemView problem) {}

    /** How an app is told of a second factor. */
    public record Begun(QrPicture picture, String secret, String link) {}

    /**
     * What is shown now and never again.
     *
     * @param token empty for none
     */
    public record ShownOnce(List<String> recoveryCodes, String token) {

        static final ShownOnce NOTHING = new ShownOnce(List.of(), "");
    }

    void show(Context request) {
        show(request, ShownOnce.NOTHING, null);
    }

    /** All that was open ends; this browser goes on. */
    void changePassword(Context request) {
        attempt(request, visitor -> {
            String password = PasswordPage.chosen(request);
            proved(request, visitor);
            parts.sessions().endAll(visitor.project(), visitor.name());
            accounts(visitor).setPassword(visitor.name(), password);
            signIn.keep(request, parts.sessions().open(visitor.project(), visitor.name(), !visitor.weak()));
            return ShownOnce.NOTHING;
        });
    }

    void beginFactor(Context request) {
        attempt(request, visitor -> {
            Totp _ = accounts(visitor).newFactor(visitor.name());
            return ShownOnce.NOTHING;
        });
    }

    void confirmFactor(Context request) {
        attempt(request, visitor -> {
            List<String> recovery = accounts(visitor).confirmFactor(visitor.name(), SignInPage.said(request, "code"));
            parts.sessions().end(visitor.session());
            String session = parts.sessions().open(visitor.project(), visitor.name(), true);
            signIn.keep(request, session);
            Gatekeeper.goOn(request, parts.sessions().visitor(session));
            return new ShownOnce(recovery, "");
        });
    }

    void removeFactor(Context request) {
        attempt(request, visitor -> {
            proved(request, visitor);
            accounts(visitor).dropFactor(visitor.name(), visitor.name());
            return ShownOnce.NOTHING;
        });
    }

    void makeToken(Context request) {
        attempt(request, visitor -> {
            String days = SignInPage.said(request, "days");
            ApiTokens.Made made = parts.tokens()
                    .make(
                            visitor.project(),
                            new ApiTokens.Wish(
                                    SignInPage.said(request, "name"),
                                    visitor.name(),
                                    role(visitor, SignInPage.said(request, "role")),
                                    days.matches("[0-9]{1,4}") ? Integer.parseInt(days) : 0,
                                    visitor.name()));
            accounts(visitor).tokenMade(made.kept());
            return new ShownOnce(List.of(), made.token());
        });
    }

    /** Of one's own: another's is not found. */
    void revokeToken(Context request) {
        attempt(request, visitor -> {
            String id = request.pathParam("id");
            if (own(visitor).stream().noneMatch(one -> one.id().equals(id))) {
                throw Fault.usage("server.token-not-found", id).exception();
            }
            parts.tokens().revoke(visitor.project(), id);
            accounts(visitor).tokenRevoked(id, visitor.name());
            return ShownOnce.NOTHING;
        });
    }

    /** Something that is done with an account. */
    @FunctionalInterface
    private interface Act {

        /** What is to be shown once. */
        ShownOnce of(Visitor visitor);
    }

    private void attempt(Context request, Act act) {
        try {
            ShownOnce shown = act.of(Gatekeeper.visitor(request));
            if (shown.equals(ShownOnce.NOTHING)) {
                request.redirect("/account", HttpStatus.SEE_OTHER);
            } else {
                show(request, shown, null);
            }
        } catch (FaultException refused) {
            if (refused.fault().kind() == Fault.Kind.FAILED) {
                throw refused;
            }
            show(request.status(HttpStatus.CONFLICT), ShownOnce.NOTHING, SignInPage.problem(request, refused));
        }
    }

    private void show(Context request, ShownOnce shown, @Nullable ProblemView problem) {
        Visitor visitor = Gatekeeper.visitor(request);
        Optional<Begun> begun = accounts(visitor)
                .begun(visitor.name())
                .map(totp -> new Begun(
                        QrPicture.of(totp.link(visitor.project(), visitor.name())),
                        totp.base32(),
                        totp.link(visitor.project(), visitor.name())));
        screen.show(
                request,
                "account",
                new View(
                        accounts(visitor).ways(visitor.name()),
                        begun.orElse(null),
                        own(visitor),
                        roles(visitor),
                        person(visitor),
                        shown,
                        problem));
    }

    /** Who has nothing but a key has just come by it. */
    private void proved(Context request, Visitor visitor) {
        Accounts.Ways ways = accounts(visitor).ways(visitor.name());
        if (ways.password() || ways.factor()) {
            ProvePage.shown(parts, visitor, SignInPage.said(request, "proof"));
        }
    }

    private @Nullable PersonView person(Visitor visitor) {
        return parts.projects().desk(visitor.project()).practice().people().stream()
                .filter(one -> one.name().equals(visitor.name()))
                .findFirst()
                .orElse(null);
    }

    private List<Kept> own(Visitor visitor) {
        Instant now = Instant.now();
        return parts.tokens().all(visitor.project()).stream()
                .filter(one -> one.person().equals(visitor.name()))
                .filter(one -> one.revokedAt() == null && one.expiresAt().isAfter(now))
                .toList();
    }

    private static List<Role> roles(Visitor visitor) {
        return visitor.roles().stream()
                .filter(Role.PEOPLE::contains)
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private static Role role(Visitor visitor, String word) {
        return roles(visitor).stream()
                .filter(role -> role.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Fault.refused("server.token-role", word).exception());
    }

    private Accounts accounts(Visitor visitor) {
        return parts.projects().desk(visitor.project()).access().accounts();
    }
}
