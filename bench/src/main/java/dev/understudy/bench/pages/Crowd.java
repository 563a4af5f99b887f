package dev.understudy.bench.pages;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;

/**
 * Many browsers that show one run, in which something happens every second. The run is one of the journal's whose steps nobody
 * performs: the service notes so with the last that has begun, and what happens is told by another.
 */
final class Crowd implements AutoCloseable {

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final String MARK = "happened-";

    private final Jdbi control;
    private final Visit visit;
    private final String project;
    private final long run;
    private final List<Double> millis = new ArrayList<>();
    private volatile String awaited = MARK + 0;
    private volatile long began;
    private volatile CountDownLatch missing = new CountDownLatch(0);

    Crowd(Jdbi control, Visit visit, String project) {
        this.control = control;
        this.visit = visit;
        this.project = project;
        this.run = control.withHandle(
                handle -> handle.createQuery("""
                        INSERT INTO run (recipe, environment, reads, release, arguments, asked_by, status, created_at, started_at)
                        VALUES ('refresh', 'staging', '{}', '', '{}', 'bo', 'running', now(), now()) RETURNING number
                        """).mapTo(Long.class).one());
        control.useHandle(handle -> handle.execute("""
                INSERT INTO step (run, position, name, reversible, cancellable, status, detail, started_at)
                SELECT ?, position, 'step-' || position, false, true, CASE WHEN position < 2 THEN 'running' ELSE 'pending' END, NULL,
                       CASE WHEN position < 2 THEN now() END
                FROM generate_series(0, 11) AS position
                """, run));
    }

    /** How long it took until each of so many had each of so many events, in milliseconds. */
    List<Double> follow(int many, int events) throws IOException, InterruptedException {
        missing = new CountDownLatch(many);
        happen(0);
        List<CompletableFuture<HttpResponse<Void>>> streams = new ArrayList<>();
        for (int follower = 0; follower < many; follower++) {
            streams.add(visit.follow(
                    "/projects/" + project + "/runs/run-" + run + "/events",
                    BodyHandlers.fromLineSubscriber(new Reader())));
        }
        await("followers");
        synchronized (millis) {
            millis.clear();
        }
        for (int event = 1; event <= events; event++) {
            missing = new CountDownLatch(many);
            happen(event);
            await("event " + event);
            Thread.sleep(EVERY);
        }
        close();
        streams.forEach(CompletableFuture::join);
        synchronized (millis) {
            return List.copyOf(millis);
        }
    }

    private void await(String what) throws InterruptedException {
        if (!missing.await(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(missing.getCount() + " have not seen it: " + what);
        }
    }

    private void happen(int event) {
        awaited = MARK + event + ".";
        began = System.nanoTime();
        tell(
                "UPDATE step SET detail = json_build_object('code', '', 'parts', json_build_array(json_build_object('words', '"
                        + awaited + "'))) WHERE run = ? AND position = 0");
    }

    /** As the engine does: the change, the run's version, and word of it. */
    private void tell(String change) {
        control.useTransaction(handle -> {
            handle.execute(change, run);
            handle.execute("UPDATE run SET version = version + 1 WHERE number = ?", run);
            handle.select("SELECT pg_notify('understudy_run', ?)", Long.toString(run))
                    .mapTo(String.class)
                    .list();
        });
    }

    /** The run ends, and with it the streams. */
    @Override
    public void close() {
        tell("UPDATE run SET status = 'succeeded', finished_at = now() WHERE number = ?");
    }

    /** One who follows. */
    private final class Reader implements Flow.Subscriber<String> {

        private String seen = "";

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            String now = awaited;
            if (!seen.equals(now) && line.contains(now)) {
                seen = now;
                double took = (System.nanoTime() - began) / 1e6;
                synchronized (millis) {
                    millis.add(took);
                }
                missing.countDown();
            }
        }

        @Override
        public void onError(Throwable gone) {
            // Whoever waits for this one is told that it is missing.
        }

        @Override
        public void onComplete() {
            // The run has ended.
        }
    }
}
