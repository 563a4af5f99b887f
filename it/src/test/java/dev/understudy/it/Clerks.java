package dev.understudy.it;

import dev.understudy.cli.demo.OdooRpc;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Two who write contacts and two who read pages, one request after the other, until they are told to go home. */
final class Clerks implements AutoCloseable {

    /** How many contacts such clerks have ever written. */
    static final String COUNT = "SELECT count(*) FROM res_partner WHERE ref LIKE 'clerk-%'";

    private static final Duration ANSWER = Duration.ofMinutes(10);

    private final URI server;
    private final OdooRpc odoo;
    private final HttpClient browser = HttpClient.newHttpClient();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final AtomicInteger written = new AtomicInteger();
    private final AtomicInteger read = new AtomicInteger();
    private final AtomicLong longest = new AtomicLong();
    private final List<Thread> atWork = new ArrayList<>();
    private volatile boolean evening;

    private Clerks(URI server) {
        this.server = server;
        this.odoo = OdooRpc.login(server, PlainOdoo.DATABASE, "admin", "admin");
    }

    static Clerks at(URI server) {
        return new Clerks(server);
    }

    void begin() {
        for (int one = 0; one < 2; one++) {
            atWork.add(Thread.ofPlatform().start(() -> work(() -> write(1))));
            atWork.add(Thread.ofPlatform().start(() -> work(this::readPage)));
        }
        Await.until(Duration.ofMinutes(2), () -> written.get() > 2 && read.get() > 2, busy -> busy);
    }

    /** Writes some contacts, one request each. */
    void write(int contacts) {
        for (int one = 0; one < contacts; one++) {
            timed(() -> {
                odoo.create(
                        "res.partner", List.of(Map.of("name", "Clerk", "ref", "clerk-" + System.nanoTime())), Map.of());
                written.incrementAndGet();
            });
        }
    }

    private void readPage() {
        timed(() -> {
            HttpRequest page = HttpRequest.newBuilder(server.resolve("/web/login"))
                    .timeout(ANSWER)
                    .build();
            int status =
                    browser.send(page, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status != 200) {
                throw new IOException("status " + status);
            }
            read.incrementAndGet();
        });
    }

    private interface Deed {
        void perform() throws IOException, InterruptedException;
    }

    private void timed(Deed deed) {
        long began = System.nanoTime();
        try {
            deed.perform();
        } catch (IOException | InterruptedException | RuntimeException failed) {
            failures.add(failed.toString());
        }
        longest.accumulateAndGet(System.nanoTime() - began, Math::max);
    }

    private void work(Runnable deed) {
        while (!evening) {
            deed.run();
        }
    }

    /** They finish what they have begun. */
    void end() {
        evening = true;
        atWork.forEach(Clerks::await);
    }

    private static void await(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException wish) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", wish);
        }
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    int written() {
        return written.get();
    }

    @Override
    public void close() {
        end();
        odoo.close();
        browser.close();
    }

    @Override
    public String toString() {
        return written + " written, " + read + " read, " + failures.size() + " failed, longest "
                + Duration.ofNanos(longest.get()).toMillis() + " ms";
    }
}
