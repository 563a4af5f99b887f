package dev.understudy.cli.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * Opens the login page ten times a second, as impatient users would, whether earlier ones have been answered or not, and
 * keeps how long it was not served, and how many were refused.
 */
final class LoginProbe implements SampleOdoo.Watch {

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** Longer than requests are held. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final Duration AT_MOST = Duration.ofHours(1);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();
    private final HttpRequest request;
    private final Availability availability;
    private final Thread thread;
    private int out;

    private LoginProbe(URI server) {
        this.request = HttpRequest.newBuilder(server.resolve("/web/login"))
                .timeout(PATIENCE)
                .build();
        this.availability = new Availability(now(), PAUSE.toMillis());
        this.thread = Thread.ofVirtual().unstarted(this::probe);
    }

    static LoginProbe of(URI server) {
        LoginProbe probe = new LoginProbe(server);
        probe.thread.start();
        return probe;
    }

    @Override
    public SampleOdoo.Seen seen() {
        thread.interrupt();
        long end = now() + PATIENCE.toMillis();
        synchronized (availability) {
            try {
                while (out > 0 && now() < end) {
                    availability.wait(PAUSE.toMillis());
                }
            } catch (InterruptedException interrupt) {
                Thread.currentThread().interrupt();
            }
            return availability.seen(now());
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        http.shutdownNow();
        http.close();
    }

    private void probe() {
        long end = now() + AT_MOST.toMillis();
        while (now() < end && !Thread.currentThread().isInterrupted()) {
            synchronized (availability) {
                out++;
            }
            Thread.ofVirtual().start(this::ask);
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException enough) {
                return;
            }
        }
    }

    private void ask() {
        long start = now();
        boolean good = false;
        try {
            good = good();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } finally {
            synchronized (availability) {
                out--;
                availability.answered(now(), now() - start, good);
                availability.notifyAll();
            }
        }
    }

    private boolean good() throws InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notServed) {
            return false;
        }
    }

    private static long now() {
        return System.nanoTime() / 1_000_000;
    }
}
