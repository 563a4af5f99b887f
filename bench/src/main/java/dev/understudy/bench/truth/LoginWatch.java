package dev.understudy.bench.truth;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A user who opens the sign-in page again and again while a deploy runs. */
final class LoginWatch implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(100);

    /** Longer than requests are held. */
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpRequest request;
    private final AtomicLong longest = new AtomicLong();
    private final Thread thread;
    private volatile boolean over;

    LoginWatch(URI server) {
        this.request = HttpRequest.newBuilder(server.resolve("/web/login"))
                .timeout(PATIENCE)
                .build();
        this.thread = Thread.ofVirtual().start(this::watch);
    }

    /** The longest time without the page so far, in milliseconds: between asking in vain, or waiting, and having it. */
    long longestMillis() {
        return longest.get();
    }

    @Override
    public void close() {
        over = true;
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException enough) {
            Thread.currentThread().interrupt();
        }
        http.close();
    }

    private void watch() {
        long since = System.nanoTime();
        while (!over) {
            if (answered()) {
                longest.accumulateAndGet((System.nanoTime() - since) / 1_000_000, Math::max);
                since = System.nanoTime();
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException enough) {
                return;
            }
        }
        longest.accumulateAndGet((System.nanoTime() - since) / 1_000_000, Math::max);
    }

    private boolean answered() {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notServed) {
            return false;
        } catch (InterruptedException enough) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
