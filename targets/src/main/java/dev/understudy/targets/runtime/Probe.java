package dev.understudy.targets.runtime;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.Patience;
import dev.understudy.targets.host.Pause;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/**
 * Asks Odoo for its login page: unlike {@code /web/health} it is right only when the registry is loaded and the database
 * answers.
 */
public final class Probe implements Serving {

    private static final Duration PAUSE = Duration.ofMillis(100);

    private static final Duration SHORT_PAUSE = Duration.ofMillis(10);

    /** In the form of the login page, and in the page of who has signed in: {@code __session_info__} from 15.0. */
    private static final String LOGIN = "csrf_token";

    private static final String SIGNED_IN = "session_info";

    private static final Duration REQUEST = Duration.ofSeconds(60);

    /** How long a server may answer with errors: a registry that does not load will not load later. */
    private static final Duration ERRORS = Duration.ofSeconds(3);

    /** What takes longer than this is no service: users would take it for away. */
    private static final Duration SLOW = Duration.ofSeconds(10);

    /** How often a server may take too long before it counts as slow: each of its workers loads its registry first. */
    private static final int WARMING_UP = 6;

    /** A worker that is busy takes no other request: so none is left out. */
    private static final int AT_ONCE_PER_WORKER = 3;

    /** Odoo does not count the visits of who is called so. */
    private static final String BOT = "Understudy (bot)";

    /** One for all projects: each has a thread of its own. */
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private final Duration patience;
    private final Duration slow;
    private final WarmUp warmUp;

    /**
     * How long a server may take to make pages before users come, on a quiet machine.
     *
     * @param whole for all pages
     * @param still without having made any
     */
    record WarmUp(Duration whole, Duration still) {}

    /**
     * @param patience how long a server may take until it serves
     */
    public Probe(Duration patience) {
        this(patience, SLOW, new WarmUp(Duration.ofMinutes(2), Duration.ofSeconds(30)));
    }

    Probe(Duration patience, Duration slow, WarmUp warmUp) {
        this.patience = patience;
        this.slow = slow;
        this.warmUp = warmUp;
    }

    @Override
    public void awaitLogin(int port, BooleanSupplier alive) {
        Patience.Wait wait = Patience.HERE.begin(patience);
        long firstError = 0;
        int tooSlow = 0;
        String last;
        do {
            long asked = System.nanoTime();
            Answer answer = ask(port);
            Duration took = Duration.ofNanos(System.nanoTime() - asked);
            if (answer.login() && took.compareTo(slow) <= 0) {
                return;
            }
            tooSlow += answer.login() ? 1 : 0;
            if (tooSlow == WARMING_UP) {
                throw Fault.failed("runtime.too-slow", port, took.toMillis(), slow.toMillis())
                        .exception();
            }
            last = answer.login() ? "after " + took.toMillis() + " ms" : answer.shown();
            if (answer.status() >= 400) {
                firstError = firstError == 0 ? System.nanoTime() : firstError;
                if (System.nanoTime() - firstError > ERRORS.toNanos()) {
                    break;
                }
            }
            if (answer.status() == 0 && !alive.getAsBoolean()) {
                last = "the process has ended";
                break;
            }
            Pause.of(PAUSE, "port " + port);
        } while (!wait.over());
        throw Fault.failed("runtime.not-serving", port, last).exception();
    }

    @Override
    public Answer ask(int port) {
        return ask(page(port, "/web/login"), LOGIN);
    }

    @Override
    public Answer awaitSignedIn(int port, String session, BooleanSupplier alive) {
        Patience.Wait wait = Patience.HERE.begin(patience);
        HttpRequest.Builder page = page(port, "/web").header("Cookie", "session_id=" + session);
        Answer answer = ask(page, SIGNED_IN);
        while (answer.status() == 0 && alive.getAsBoolean() && !wait.over()) {
            Pause.of(PAUSE, "port " + port);
            answer = ask(page, SIGNED_IN);
        }
        return answer;
    }

    @Override
    public Warmed warm(int port, List<String> pages, Optional<String> session, int workers) {
        List<HttpRequest.Builder> all = new ArrayList<>();
        session.ifPresent(id -> all.add(page(port, "/web").header("Cookie", "session_id=" + id)));
        pages.forEach(path -> all.add(page(port, path).header("User-Agent", BOT)));
        long began = System.nanoTime();
        Patience.Wait whole = Patience.HERE.begin(warmUp.whole());
        int made = 0;
        for (HttpRequest.Builder page : all) {
            made += atOnce(Math.max(1, workers * AT_ONCE_PER_WORKER), page.build(), whole) ? 1 : 0;
        }
        return new Warmed(made, all.size(), Duration.ofNanos(System.nanoTime() - began));
    }

    /** Whether all of them were answered; what is not is left when nothing goes on, or when it is time. */
    private boolean atOnce(int times, HttpRequest page, Patience.Wait whole) {
        List<CompletableFuture<?>> asked = new ArrayList<>();
        Patience.Wait still = Patience.HERE.begin(() -> answered(asked), warmUp.still());
        for (int i = 0; i < times && !whole.over(); i++) {
            asked.add(CLIENT.sendAsync(page, HttpResponse.BodyHandlers.discarding()));
        }
        try {
            while (!asked.stream().allMatch(CompletableFuture::isDone) && !whole.over() && !still.over()) {
                Pause.of(SHORT_PAUSE, page.uri());
            }
            return answered(asked) == times;
        } finally {
            // Whoever still makes it may do so for nobody.
            asked.forEach(one -> one.cancel(true));
        }
    }

    private static long answered(List<CompletableFuture<?>> asked) {
        return asked.stream()
                .filter(one -> one.isDone() && !one.isCompletedExceptionally())
                .count();
    }

    private static HttpRequest.Builder page(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private Answer ask(HttpRequest.Builder page, String mark) {
        HttpRequest request = page.timeout(REQUEST).build();
        try {
            HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body().contains(mark), "");
        } catch (IOException failure) {
            return new Answer(0, false, String.valueOf(failure));
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw Fault.failed("host.interrupted", request.uri()).exception(interrupt);
        }
    }
}
