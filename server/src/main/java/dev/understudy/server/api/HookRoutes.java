package dev.understudy.server.api;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.fault.FaultTexts;
import dev.understudy.model.view.ProblemView;
import dev.understudy.server.hooks.Forge;
import dev.understudy.server.hooks.Hook;
import dev.understudy.server.hooks.Hooks;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Where other programs are told, and where git servers tell. */
final class HookRoutes {

    /** What a push of very many commits takes. */
    private static final int MOST_BYTES = 4 * 1024 * 1024;

    private static final Set<String> MEMBERS = Set.of("name", "to", "branch", "statuses", "token");

    private final Desks desks;

    HookRoutes(Desks desks) {
        this.desks = desks;
    }

    void list(Context request) {
        request.json(hooks(request).all());
    }

    void add(Context request) {
        ObjectNode body = (ObjectNode) Json.object(request.body());
        boolean nearby = Asked.flag("nearby", body.remove("nearby"));
        boolean rehearse = Asked.flag("rehearse", body.remove("rehearse"));
        JsonNode only = body.remove("only");
        List<String> kinds = only == null ? List.of() : Asked.list("only", only);
        JsonNode repositories = body.remove("repositories");
        Map<String, String> said = Asked.texts(body, MEMBERS);
        Optional<Hooks.Forging> forging = Optional.ofNullable(said.get("statuses"))
                .filter(word -> !word.isEmpty())
                .map(word -> new Hooks.Forging(
                        new Hook.Statuses(
                                Forge.of(word),
                                repositories == null ? List.of() : Asked.list("repositories", repositories)),
                        said.getOrDefault("token", "")));
        String name = said.getOrDefault("name", "");
        if (Acts.planned(request, "note a hook for " + name)) {
            return;
        }
        request.status(201)
                .json(hooks(request)
                        .add(new Hooks.Wish(
                                name,
                                said.getOrDefault("to", ""),
                                kinds,
                                nearby,
                                said.getOrDefault("branch", ""),
                                rehearse,
                                Asked.by(request),
                                forging)));
    }

    void remove(Context request) {
        String id = request.pathParam("id");
        if (Acts.planned(request, "forget the hook " + id)) {
            return;
        }
        hooks(request).remove(id, Asked.by(request));
        list(request);
    }

    void deliveries(Context request) {
        request.json(hooks(request).deliveries(request.pathParam("id")));
    }

    void again(Context request) {
        String id = request.pathParam("id");
        String number = request.pathParam("number");
        if (Acts.planned(request, "tell " + number + " again by the hook " + id)) {
            return;
        }
        hooks(request).again(id, number.matches("[0-9]{1,15}") ? Long.parseLong(number) : 0, Asked.by(request));
        deliveries(request);
    }

    void test(Context request) {
        String id = request.pathParam("id");
        if (Acts.planned(request, "tell a test by the hook " + id)) {
            return;
        }
        request.json(hooks(request).test(id, Asked.by(request)));
    }

    /**
     * Of a git server, which shows by its signature who it is, and reads an answer that is no page. Of what is not there and what is not
     * signed the same is said.
     */
    void receive(Context request) {
        try {
            Map<String, String> headers = new HashMap<>();
            request.headerMap().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
            byte[] sent = request.bodyInputStream().readNBytes(MOST_BYTES + 1);
            if (sent.length > MOST_BYTES) {
                throw Fault.usage("server.body-too-large", MOST_BYTES / 1024).exception();
            }
            boolean taken = known(request).receive(request.pathParam("id"), headers, sent);
            request.status(202).json(Map.of("taken", taken));
        } catch (FaultException refused) {
            Locale locale = Problems.language(request);
            request.status(Problems.status(refused.fault()))
                    .json(ProblemView.of(refused.fault(locale), FaultTexts.of(locale)));
        } catch (IOException broken) {
            throw Fault.usage("server.bad-body", String.valueOf(broken.getMessage()))
                    .exception(broken);
        }
    }

    private Hooks known(Context request) {
        try {
            return hooks(request);
        } catch (FaultException away) {
            if (away.fault().kind() == Fault.Kind.FAILED) {
                throw away;
            }
            throw Fault.usage("server.hook-unsigned").exception(away);
        }
    }

    private Hooks hooks(Context request) {
        return desks.of(request).hooks();
    }
}
