package dev.understudy.bench.traffic;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A server action of Odoo that takes its time in the database, like a heavy report, and burns nothing. It belongs to the
 * data: made once, it is in every copy and restore point.
 */
public final class SlowAction {

    /** What it takes. */
    public static final Duration TAKES = Duration.ofSeconds(3);

    private static final String MODEL = "ir.actions.server";
    private static final String NAME = "Traffic: a report that takes a while";

    private final int id;

    private SlowAction(int id) {
        this.id = id;
    }

    /** The action, made when it is not there yet. */
    public static SlowAction of(Session session) {
        JsonNode found = session.execute(MODEL, "search", List.of(List.of(List.of("name", "=", NAME))), Map.of());
        return new SlowAction(found.isEmpty() ? create(session) : found.get(0).asInt());
    }

    /** Takes it out of the data again. */
    public void remove(Session session) {
        session.execute(MODEL, "unlink", List.of(List.of(id)), Map.of());
    }

    int id() {
        return id;
    }

    private static int create(Session session) {
        JsonNode model =
                session.execute("ir.model", "search", List.of(List.of(List.of("model", "=", "res.partner"))), Map.of());
        return session.execute(
                        MODEL,
                        "create",
                        List.of(List.of(Map.of(
                                "name",
                                NAME,
                                "model_id",
                                model.get(0).asInt(),
                                "state",
                                "code",
                                "code",
                                "env.cr.execute('SELECT pg_sleep(" + TAKES.toSeconds() + ")')"))),
                        Map.of())
                .get(0)
                .asInt();
    }
}
