package dev.understudy.bench.traffic;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Sends a request of a kind, once, judges the answer, and notes it. */
final class Asking {

    private static final String PARTNER = "res.partner";
    private static final Map<String, ?> LIST = Map.of("fields", List.of("name", "email"), "limit", 40, "order", "id");

    private final Session session;
    private final SlowReport slow;
    private final Ledger ledger;
    private final String prefix;
    private final AtomicInteger names = new AtomicInteger();

    /** @param prefix of the names of all that is written, which nothing else has */
    Asking(Session session, SlowReport slow, Ledger ledger, String prefix) {
        this.session = session;
        this.slow = slow;
        this.ledger = ledger;
        this.prefix = prefix;
    }

    /** Whether the answer was a good one. */
    boolean ask(Kind kind) throws InterruptedException {
        return switch (kind) {
            case PAGE -> send(kind, session.page(Session.WEB_CLIENT), Session::wrongPage);
            case READ -> call(kind, PARTNER, "search_read", List.of(List.of()), LIST);
            case WRITE -> write();
            case SLOW -> send(kind, session.page(slow.path()), SlowReport::wrong);
            case WEBSOCKET -> throw new IllegalArgumentException("A websocket is no single request");
        };
    }

    /** The names of all that is there, each as often as it is there. */
    List<String> found(Session reader) {
        return reader.execute(
                        PARTNER,
                        "search_read",
                        List.of(List.of(List.of("name", "=like", prefix + "%"))),
                        Map.of("fields", List.of("name")))
                .valueStream()
                .map(partner -> partner.path("name").asString())
                .toList();
    }

    private boolean write() throws InterruptedException {
        String name = prefix + names.incrementAndGet();
        boolean good = call(Kind.WRITE, PARTNER, "create", List.of(List.of(Map.of("name", name))), Map.of());
        if (good) {
            ledger.written(name);
        }
        return good;
    }

    private boolean call(Kind kind, String model, String method, List<?> arguments, Map<String, ?> keywords)
            throws InterruptedException {
        return send(kind, session.call(model, method, arguments, keywords), Session::wrongCall);
    }

    private boolean send(Kind kind, HttpRequest request, Function<HttpResponse<String>, String> judge)
            throws InterruptedException {
        Duration began = ledger.now();
        int status = 0;
        String error;
        try {
            HttpResponse<String> response = session.send(request);
            status = response.statusCode();
            error = judge.apply(response);
        } catch (IOException failed) {
            error = failed.toString();
        }
        ledger.note(new Exchange(kind, began, ledger.now().minus(began), status, error));
        return error.isEmpty();
    }
}
