package dev.understudy.bench.traffic;

import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The websocket of a web client: stays open, and is opened anew when it was closed, as the web client does. At the end it
 * must still answer. What fails is noted; that it was closed is not a failure.
 */
final class OpenSocket {

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_LOAD = Duration.ofDays(1);
    private static final Duration ANSWERS = Duration.ofSeconds(30);
    private static final String SUBSCRIBE = "{\"event_name\":\"subscribe\",\"data\":{\"channels\":[],\"last\":0}}";

    private final Session session;
    private final Ledger ledger;
    private final URI address;
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    OpenSocket(Session session, Ledger ledger) {
        this.session = session;
        this.ledger = ledger;
        this.address = URI.create(session.server().toString().replaceFirst("^http", "ws") + "/websocket?version="
                + session.websocketVersion());
    }

    /** Stays open until {@link #end}. */
    void stay() throws InterruptedException {
        boolean before = false;
        while (!end.isDone()) {
            Connection connection = new Connection();
            Optional<WebSocket> socket = open(connection);
            if (socket.isPresent()) {
                if (before) {
                    ledger.reconnected();
                }
                before = true;
                await(CompletableFuture.anyOf(connection.closed(), end), LONGEST_LOAD);
                if (end.isDone() && !connection.closed().isDone()) {
                    ping(socket.get(), connection);
                }
                socket.get().abort();
            }
            await(end, PAUSE);
        }
    }

    /** Closes it for good. */
    void end() {
        end.complete(null);
    }

    private Optional<WebSocket> open(Connection connection) throws InterruptedException {
        Duration began = ledger.now();
        try {
            WebSocket socket = session.http()
                    .newWebSocketBuilder()
                    .header("Cookie", session.cookie())
                    .header("Origin", session.server().toString())
                    .buildAsync(address, connection)
                    .get(Session.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            note(began, 101, "");
            await(socket.sendText(SUBSCRIBE, true), ANSWERS);
            return Optional.of(socket);
        } catch (ExecutionException refused) {
            Throwable cause = refused.getCause();
            int status = cause instanceof WebSocketHandshakeException answered
                    ? answered.getResponse().statusCode()
                    : 0;
            note(began, status, String.valueOf(cause));
        } catch (TimeoutException silent) {
            note(began, 0, "no answer");
        }
        return Optional.empty();
    }

    private void ping(WebSocket socket, Connection connection) throws InterruptedException {
        Duration began = ledger.now();
        await(socket.sendPing(ByteBuffer.wrap("traffic".getBytes(StandardCharsets.UTF_8))), ANSWERS);
        if (!await(CompletableFuture.anyOf(connection.ponged(), connection.closed()), ANSWERS)) {
            note(began, 0, "open, but does not answer");
        }
    }

    private void note(Duration began, int status, String error) {
        ledger.note(new Exchange(Kind.WEBSOCKET, began, ledger.now().minus(began), status, error));
    }

    /** Whether it was completed, well or not, in time. */
    private static boolean await(CompletableFuture<?> future, Duration patience) throws InterruptedException {
        try {
            future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException closed) {
            return true;
        } catch (TimeoutException open) {
            return false;
        }
    }
}
