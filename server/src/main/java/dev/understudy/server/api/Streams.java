package dev.understudy.server.api;

import dev.understudy.engine.run.Runs;
import dev.understudy.model.run.RunView;
import dev.understudy.server.access.Gatekeeper;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events. Each stream keeps its (virtual) thread; a comment now and then tells whether somebody still
 * listens, and all of them end with the service, so that clients connect anew.
 */
public final class Streams implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Streams.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final Duration RIGHTS = Duration.ofSeconds(5);
    private static final Duration GLANCE = Duration.ofMillis(400);

    private volatile boolean closed;

    /** Sends a run as it is, then each change, as JSON, until it has ended. Throws {@code run.not-found}. */
    void run(Context request, Runs runs, String id) throws IOException {
        run(request, runs, id, Json::of, Gatekeeper.stillMay(request));
    }

    /**
     * Sends a run as it is, then each change, until it has ended. Throws {@code run.not-found}.
     *
     * @param form how it is told
     * @param may asked now and then whether the reader may still read
     */
    public void run(Context request, Runs runs, String id, Function<RunView, String> form, BooleanSupplier may)
            throws IOException {
        Locale locale = Problems.language(request);
        BlockingQueue<RunView> changes = new ArrayBlockingQueue<>(1);
        try (Runs.Following _ = runs.follow(id, locale, change -> latest(changes, change))) {
            RunView shown = runs.run(id, locale);
            OutputStream out = open(request);
            send(out, "run", form.apply(shown));
            long silent = 0;
            long since = System.nanoTime();
            while (!closed && !shown.ended()) {
                @Nullable RunView change = changes.poll(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
                if (System.nanoTime() - since > RIGHTS.toNanos()) {
                    if (!may.getAsBoolean()) {
                        return;
                    }
                    since = System.nanoTime();
                }
                if (change == null && silent >= HEARTBEAT.toMillis()) {
                    // A change that was never told would leave the reader waiting for good.
                    change = runs.run(id, locale);
                }
                if (change != null && !change.equals(shown)) {
                    send(out, "run", form.apply(change));
                    shown = change;
                    silent = 0;
                } else {
                    silent = beat(out, silent);
                }
            }
            if (!closed) {
                send(out, "end", "{}");
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } catch (IOException gone) {
            LOG.debug("{} is no longer followed", id, gone);
        }
    }

    /**
     * Sends the lines of a log, then those to come, for as long as somebody listens.
     *
     * @param may asked now and then whether the reader may still read
     */
    public void lines(Context request, LogReader log, BooleanSupplier may) throws IOException {
        try {
            OutputStream out = open(request);
            long silent = 0;
            long since = System.nanoTime();
            while (!closed) {
                if (System.nanoTime() - since > RIGHTS.toNanos()) {
                    if (!may.getAsBoolean()) {
                        return;
                    }
                    since = System.nanoTime();
                }
                List<String> lines = log.read();
                if (lines.isEmpty()) {
                    Thread.sleep(GLANCE);
                    silent = beat(out, silent);
                } else {
                    StringBuilder events = new StringBuilder();
                    lines.forEach(line -> events.append("event: line\ndata: ")
                            .append(line.replace('\r', ' '))
                            .append("\n\n"));
                    write(out, events.toString());
                    silent = 0;
                }
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        } catch (IOException gone) {
            LOG.debug("A log is no longer followed", gone);
        }
    }

    /** Ends all streams within a moment. */
    @Override
    public void close() {
        closed = true;
    }

    /** Only the newest state matters: a slow reader skips those in between. */
    private static void latest(BlockingQueue<RunView> changes, RunView change) {
        synchronized (changes) {
            changes.clear();
            if (!changes.offer(change)) {
                throw new IllegalStateException("Others write to the queue of one reader");
            }
        }
    }

    private static OutputStream open(Context request) throws IOException {
        request.contentType("text/event-stream; charset=utf-8");
        // Not the context's own stream, which keeps what is written until the handler returns.
        OutputStream out = request.res().getOutputStream();
        write(out, ": open\n\n");
        return out;
    }

    private static long beat(OutputStream out, long silent) throws IOException {
        if (silent < HEARTBEAT.toMillis()) {
            return silent + GLANCE.toMillis();
        }
        write(out, ": still here\n\n");
        return 0;
    }

    private static void send(OutputStream out, String event, String data) throws IOException {
        write(out, "event: " + event + "\ndata: " + data.replace("\r", "").replace("\n", "\ndata: ") + "\n\n");
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
