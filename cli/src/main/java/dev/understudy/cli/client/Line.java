package dev.understudy.cli.client;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** A terminal of the service, over a WebSocket: what it shows goes to a stream, and it is told what was taken. */
public final class Line implements AutoCloseable {

    /** Bytes of one message. */
    private static final int PIECE = 32 * 1024;

    private final HttpClient http = HttpClient.newHttpClient();
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private final WebSocket socket;
    private final Object turn = new Object();

    /**
     * Sits down.
     *
     * @param headers with which the service is asked
     */
    Line(URI address, Map<String, String> headers, OutputStream out) throws IOException {
        WebSocket.Builder builder = http.newWebSocketBuilder();
        headers.forEach(builder::header);
        try {
            this.socket = builder.buildAsync(address, new Ear(out)).join();
        } catch (CompletionException refused) {
            http.shutdownNow();
            throw new IOException(refused.getCause());
        }
    }

    /** Types. Nothing when it is over. */
    public void type(byte[] bytes, int length) {
        for (int from = 0; from < length && !end.isDone(); from += PIECE) {
            ByteBuffer piece = ByteBuffer.wrap(Arrays.copyOfRange(bytes, from, Math.min(length, from + PIECE)));
            send(() -> socket.sendBinary(piece, true));
        }
    }

    /** Tells how much is shown. */
    public void resize(int columns, int rows) {
        send(() -> socket.sendText("size " + columns + " " + rows, true));
    }

    /** Why it ended: a word, and what the service says of it. */
    public CompletableFuture<String> end() {
        return end;
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }

    /** A message. */
    @FunctionalInterface
    private interface Message {

        CompletableFuture<WebSocket> send();
    }

    /** One after the other: a socket takes no two at once. */
    private void send(Message message) {
        synchronized (turn) {
            if (end.isDone()) {
                return;
            }
            try {
                WebSocket _ = message.send().join();
            } catch (CompletionException gone) {
                boolean _ = end.complete("");
            }
        }
    }

    /** Hears what is shown. */
    private final class Ear implements WebSocket.Listener {

        private final OutputStream out;
        private final StringBuilder said = new StringBuilder();

        private Ear(OutputStream out) {
            this.out = out;
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
            byte[] shown = new byte[data.remaining()];
            data.get(shown);
            try {
                out.write(shown);
                out.flush();
            } catch (IOException nobodyReads) {
                boolean _ = end.complete("");
            }
            send(() -> from.sendText("taken " + shown.length, true));
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            said.append(data);
            if (last) {
                boolean _ = end.complete(said.toString().replaceFirst("^end ", ""));
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            boolean _ = end.complete("");
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            boolean _ = end.complete("");
        }
    }
}
