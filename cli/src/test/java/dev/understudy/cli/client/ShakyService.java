package dev.understudy.cli.client;

import dev.understudy.model.home.Home;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A service that answers each connection as the test says, the last way again and again. */
final class ShakyService implements AutoCloseable {

    /** A way to answer. */
    @FunctionalInterface
    interface Answer {
        void to(OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket socket;
    private final Home home;
    private final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger asked = new AtomicInteger();

    ShakyService(Path directory) {
        try {
            Files.writeString(directory.resolve("token"), "secret");
            this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        this.home = Home.of(
                Map.of(
                        "UNDERSTUDY_CACHE", directory.toString(),
                        "UNDERSTUDY_HOME", directory.toString(),
                        "UNDERSTUDY_PORT", Integer.toString(socket.getLocalPort())),
                false);
        Thread.ofVirtual().start(this::serve);
    }

    Home home() {
        return home;
    }

    void then(Answer answer) {
        answers.add(answer);
    }

    void then(int times, Answer answer) {
        for (int time = 0; time < times; time++) {
            then(answer);
        }
    }

    /** How many connections it has had. */
    int asked() {
        return asked.get();
    }

    /** Nobody listens any more. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Says nothing, and ends the connection. */
    static Answer breaksOff() {
        return out -> {};
    }

    /** A stream with the run as it is, which then breaks. */
    static Answer tells(String run) {
        return out -> write(
                out, "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\nevent: run\ndata: " + run + "\n\n");
    }

    /** One answer. */
    static Answer says(int status, String body) {
        return out -> write(
                out,
                "HTTP/1.1 " + status + " Said\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n"
                        + body);
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                Answer answer = answers.size() > 1 ? answers.poll() : answers.peek();
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8));
                for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
                    // The request is of no interest.
                }
                asked.incrementAndGet();
                if (answer != null) {
                    answer.to(connection.getOutputStream());
                }
            } catch (IOException gone) {
                // The test looks at what the client makes of it.
            } catch (InterruptedException ended) {
                return;
            }
        }
    }
}
