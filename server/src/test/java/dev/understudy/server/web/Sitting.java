package dev.understudy.server.web;

import dev.understudy.targets.host.Patience;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Somebody who sits at a terminal, without a screen. */
final class Sitting implements WebSocket.Listener, AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final StringBuilder shown = new StringBuilder();
    private final StringBuilder words = new StringBuilder();
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private @Nullable WebSocket socket;
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);
    private boolean takes = true;
    private long untaken;
    private long bytes;

    /** Sits down at the terminal of a page. */
    static Sitting at(int port, String opened, Map<String, String> headers) throws Exception {
        Sitting sitting = new Sitting();
        WebSocket.Builder builder = sitting.client.newWebSocketBuilder();
        headers.forEach(builder::header);
        sitting.socket = builder.buildAsync(
                        URI.create("ws://127.0.0.1:" + port + opened + "/socket?columns=100&rows=30"), sitting)
                .get(20, TimeUnit.SECONDS);
        return sitting;
    }

    /** The status of an answer that was no handshake. */
    static int status(ExecutionException refused) {
        Throwable cause =
                refused.getCause() instanceof CompletionException inner ? inner.getCause() : refused.getCause();
        return cause instanceof WebSocketHandshakeException handshake
                ? handshake.getResponse().statusCode()
                : -1;
    }

    void type(String text) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        var _ = send(() -> socket().sendBinary(bytes, true)).join();
    }

    /** Types what is lost when it is over. */
    void typeIfOpen(String text) {
        try {
            type(text);
        } catch (CompletionException over) {
            end.complete("");
        }
    }

    void say(String word) {
        var _ = send(() -> socket().sendText(word, true));
    }

    /** One after the other: a socket takes no two at once. */
    private synchronized CompletableFuture<?> send(Supplier<CompletableFuture<?>> message) {
        CompletableFuture<?> next = last.handle((_, _) -> null).thenCompose(_ -> message.get());
        last = next;
        return next;
    }

    synchronized void takeNothing() {
        takes = false;
    }

    synchronized void takeAll() {
        takes = true;
        say("taken " + untaken);
        untaken = 0;
    }

    synchronized long bytes() {
        return bytes;
    }

    boolean over() {
        return end.isDone();
    }

    /** What was said at the end. */
    String end() throws Exception {
        return end.get(30, TimeUnit.SECONDS);
    }

    void awaitShown(String wanted) {
        await(() -> text().contains(wanted), wanted);
    }

    void awaitBytes(long wanted) {
        await(() -> bytes() >= wanted, wanted + " bytes");
    }

    synchronized String text() {
        return shown.toString();
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean whole) {
        synchronized (this) {
            int length = data.remaining();
            bytes += length;
            if (shown.length() < 1 << 22) {
                shown.append(StandardCharsets.UTF_8.decode(data));
            }
            if (takes) {
                say("taken " + length);
            } else {
                untaken += length;
            }
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean whole) {
        words.append(data);
        if (whole) {
            end.complete(words.toString());
        }
        from.request(1);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
        end.complete("closed " + status + " " + reason);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        end.complete("broken " + error);
    }

    @Override
    public void close() {
        socket().abort();
        client.shutdownNow();
    }

    private WebSocket socket() {
        WebSocket present = socket;
        if (present == null) {
            throw new IllegalStateException("not yet");
        }
        return present;
    }

    private void await(BooleanSupplier so, String what) {
        if (!Patience.HERE.until(so, PATIENCE, Duration.ofMillis(20), what)) {
            throw new AssertionError("no " + what + " in " + text());
        }
    }
}
