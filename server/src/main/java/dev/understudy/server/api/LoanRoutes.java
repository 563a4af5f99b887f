package dev.understudy.server.api;

import dev.understudy.server.access.Gatekeeper;
import dev.understudy.server.access.Visitor;
import dev.understudy.server.api.Lending.Doer;
import dev.understudy.server.api.PracticeDesk.Voice;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Set;

/** Roles for a time. */
final class LoanRoutes {

    private final Desks desks;
    private final PracticeRoutes practice;

    /**
     * @param practice finds out who speaks
     */
    LoanRoutes(Desks desks, PracticeRoutes practice) {
        this.desks = desks;
        this.practice = practice;
    }

    void list(Context request) {
        request.json(lending(request).latest());
    }

    /** For a person: by their key, by the token that is theirs, or as the user of the machine that they are. */
    void ask(Context request) {
        Map<String, String> said = Asked.texts(request, Set.of("role", "reason"));
        String role = said.getOrDefault("role", "");
        String name = Gatekeeper.visitor(request).name();
        boolean theirs = desks.of(request).practice().people().stream()
                .anyMatch(one -> one.name().equals(name));
        String person = theirs ? name : desks.of(request).practice().speaker(practice.voice(request));
        if (Acts.planned(request, "ask for the role " + role + " for " + person)) {
            return;
        }
        lending(request).ask(person, role, said.getOrDefault("reason", ""));
        request.status(201);
        list(request);
    }

    void answer(Context request, boolean yes) {
        String id = request.pathParam("id");
        Doer doer = doer(request);
        if (Acts.planned(request, (yes ? "lend what " : "refuse what ") + id + " asks for, as " + doer.name())) {
            return;
        }
        lending(request).answer(id, doer, yes);
        list(request);
    }

    void end(Context request) {
        String id = request.pathParam("id");
        Doer doer = doer(request);
        if (Acts.planned(request, "take back the role of " + id + ", as " + doer.name())) {
            return;
        }
        lending(request).end(id, doer);
        list(request);
    }

    /** A token alone gives nobody a role: whoever does shows a person's key, or is the operator. */
    private Doer doer(Context request) {
        Visitor visitor = Gatekeeper.visitor(request);
        Voice voice = practice.voice(request);
        if (visitor.operator() && voice.name().isEmpty() && voice.key().isEmpty()) {
            return new Doer(Asked.by(request), true);
        }
        return new Doer(desks.of(request).practice().speaker(voice), false);
    }

    private Lending lending(Context request) {
        return new Lending(desks.of(request));
    }
}
