package dev.understudy.server.api;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.view.PersonView;
import dev.understudy.model.view.TokenView;
import dev.understudy.server.access.ApiTokens;
import dev.understudy.server.access.Role;
import dev.understudy.server.access.Sessions;
import dev.understudy.server.access.TokenBook.Kept;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who gets in: links for passwords, tokens of programs, and the end of an account. */
final class AccessRoutes {

    private static final int USUAL_DAYS = 90;

    private final Desks desks;
    private final Sessions sessions;
    private final ApiTokens tokens;

    AccessRoutes(Desks desks, Sessions sessions, ApiTokens tokens) {
        this.desks = desks;
        this.sessions = sessions;
        this.tokens = tokens;
    }

    /** A link by which a person sets their password; their second factor goes where that is asked for. */
    void passwordLink(Context request) {
        String person = request.pathParam("name");
        Map<String, String> said = Asked.texts(request, Set.of("second-factor"));
        Membership membership = membership(request);
        membership.known(person);
        boolean remove = said.getOrDefault("second-factor", "").equals("remove");
        if (Acts.planned(request, "note a link for " + person + (remove ? ", and remove the second factor" : ""))) {
            return;
        }
        String link = membership.passwordLink(person, remove, Asked.by(request));
        request.status(201)
                .json(ServiceRoutes.LinkView.of(
                        link,
                        Sessions.PASSWORD_LINK.toMinutes(),
                        desks.of(request).access().settings().get().url()));
    }

    /** A new key for a person; the one before counts no more. */
    void issueKey(Context request) {
        String person = request.pathParam("name");
        Desk desk = desks.of(request);
        if (Acts.planned(request, "note a key for " + person)) {
            return;
        }
        PersonView.KeyView key = desk.practice().issueKey(person, Asked.by(request));
        desk.access().accounts().reopen(person);
        request.status(201).json(key);
    }

    /** From now on nothing of theirs opens anything: key, password, second factor, sessions, links and tokens are gone. */
    void close(Context request) {
        String person = request.pathParam("name");
        if (Acts.planned(request, "end the key, password, second factor, sessions, links and tokens of " + person)) {
            return;
        }
        membership(request).close(person, Asked.by(request));
        people(request);
    }

    /** Who takes part, and by what each of them signs in. */
    void people(Context request) {
        request.json(membership(request).people());
    }

    private Membership membership(Context request) {
        return new Membership(desks.of(request), sessions, tokens, project(request));
    }

    void list(Context request) {
        Instant now = Instant.now();
        request.json(tokens.all(project(request)).stream()
                .map(kept -> view(kept, now, null))
                .toList());
    }

    /** Throws {@code server.token-role}, {@code server.token-name}, {@code server.token-days}. */
    void make(Context request) {
        Map<String, String> said = Asked.texts(request, Set.of("name", "role", "days"));
        if (Acts.planned(request, "note a token for " + said.getOrDefault("name", ""))) {
            return;
        }
        String days = said.getOrDefault("days", Integer.toString(USUAL_DAYS));
        ApiTokens.Made made = tokens.make(
                project(request),
                new ApiTokens.Wish(
                        said.getOrDefault("name", ""),
                        "",
                        role(said.getOrDefault("role", Role.VIEWER.word())),
                        days.matches("[0-9]{1,4}") ? Integer.parseInt(days) : 0,
                        Asked.by(request)));
        desks.of(request).access().accounts().tokenMade(made.kept());
        request.status(201).json(view(made.kept(), Instant.now(), made.token()));
    }

    void revoke(Context request) {
        String id = request.pathParam("id");
        if (Acts.planned(request, "end the token " + id)) {
            return;
        }
        tokens.revoke(project(request), id);
        desks.of(request).access().accounts().tokenRevoked(id, Asked.by(request));
        list(request);
    }

    private static TokenView view(Kept kept, Instant now, @Nullable String token) {
        return new TokenView(
                kept.id(),
                kept.name(),
                kept.person().isEmpty() ? null : kept.person(),
                kept.role().word(),
                kept.madeAt(),
                kept.madeBy(),
                kept.expiresAt(),
                kept.usedAt(),
                kept.revokedAt() != null ? "revoked" : kept.expiresAt().isAfter(now) ? "counts" : "expired",
                token);
    }

    private static Role role(String word) {
        List<Role> roles =
                Arrays.stream(Role.values()).filter(Role.PEOPLE::contains).toList();
        return roles.stream()
                .filter(role -> role.word().equals(word))
                .findFirst()
                .orElseThrow(() -> Fault.usage("server.token-role", word).exception());
    }

    private static String project(Context request) {
        return request.pathParam("project");
    }
}
