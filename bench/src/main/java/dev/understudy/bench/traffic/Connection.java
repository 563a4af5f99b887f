package dev.understudy.bench.traffic;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** One websocket, from its opening until it is closed by whomever. */
final class Connection implements WebSocket.Listener {

    private final CompletableFuture<Void> closed = new CompletableFuture<>();
    private final CompletableFuture<Void> ponged = new CompletableFuture<>();

    CompletableFuture<Void> closed() {
        return closed;
    }

    CompletableFuture<Void> ponged() {
        return ponged;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
        ponged.complete(null);
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
        closed.complete(null);
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
        closed.complete(null);
    }
}
