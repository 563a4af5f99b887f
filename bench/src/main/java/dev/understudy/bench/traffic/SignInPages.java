package dev.understudy.bench.traffic;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The sign-in page, asked for at a steady rate, each time by a connection of its own, whether the last one was answered or not. */
public final class SignInPages implements AutoCloseable {

    private static final int PATIENCE_MILLIS = 60_000;

    private final URI server;
    private final long pauseNanos;
    private final Queue<Asked> answers = new ConcurrentLinkedQueue<>();
    private final ExecutorService asking = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread pace;
    private volatile boolean over;

    /** Begins. */
    public SignInPages(URI server, int perSecond) {
        this.server = server;
        this.pauseNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.pace = Thread.ofPlatform().daemon().start(this::keepPace);
    }

    /**
     * A page that was asked for.
     *
     * @param at when
     * @param millis until the last byte of the answer
     * @param good whether it was the page
     */
    public record Asked(Instant at, double millis, boolean good) {}

    /** All that were answered so far, in the order of their ends. */
    public List<Asked> answers() {
        return List.copyOf(answers);
    }

    @Override
    public void close() {
        over = true;
        asking.close();
        pace.interrupt();
    }

    private void keepPace() {
        long next = System.nanoTime();
        while (!over) {
            asking.execute(this::ask);
            next += pauseNanos;
            long pause = next - System.nanoTime();
            if (pause > 0) {
                try {
                    TimeUnit.NANOSECONDS.sleep(pause);
                } catch (InterruptedException enough) {
                    return;
                }
            }
        }
    }

    private void ask() {
        Instant at = Instant.now();
        long began = System.nanoTime();
        boolean good = answered();
        answers.add(new Asked(at, (System.nanoTime() - began) / 1e6, good));
    }

    private boolean answered() {
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream()
                    .write(("GET /web/login HTTP/1.1\r\nHost: " + server.getAuthority()
                                    + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            String page = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return page.startsWith("HTTP/1.1 200") && page.contains("csrf_token");
        } catch (IOException notServed) {
            return false;
        }
    }
}
