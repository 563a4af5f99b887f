package dev.understudy.targets.edge;

import static dev.understudy.targets.edge.LiveEdge.ENVIRONMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpServer;
import dev.understudy.targets.runtime.Instance.Slot;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests that find no slot open wait for one. */
@Timeout(120)
class CaddyHoldTest {

    @AutoClose
    private final LiveEdge live = new LiveEdge();

    private final CaddyEdge edge = live.edge();

    @Test
    void whatIsPostedWhileNothingIsOpenArrivesOnceAndWhole() throws Exception {
        live.slot(Slot.GREEN);
        edge.serve(List.of(live.site(Duration.ofSeconds(60))));
        assertThat(edge.opened(ENVIRONMENT)).isEmpty();

        List<CompletableFuture<HttpResponse<String>>> held = new ArrayList<>();
        for (int size : List.of(0, 3_000, 5_000_000)) {
            held.add(live.sendAsync(live.post("/order", size)));
        }
        TimeUnit.MILLISECONDS.sleep(700);
        assertThat(held).noneMatch(CompletableFuture::isDone);
        edge.open(ENVIRONMENT, Slot.GREEN);

        assertThat(held.stream().map(answer -> answer.join().body()))
                .containsExactly("green POST /order 0", "green POST /order 3000", "green POST /order 5000000");
    }

    /** An update of a minute, while somebody asks twice a second. */
    @Test
    void manyWhoWereHeldAreAllAnsweredByFewWorkers() throws Exception {
        edge.serve(List.of(live.site(Duration.ofSeconds(60))));
        try (TwoWorkers odoo = new TwoWorkers(live.port(Slot.GREEN), 30)) {
            List<CompletableFuture<HttpResponse<String>>> held = new ArrayList<>();
            for (int user = 0; user < 120; user++) {
                HttpRequest request = user % 3 == 0 ? live.page("/page") : live.post("/order", 200);
                held.add(live.sendAsync(request));
            }
            TimeUnit.MILLISECONDS.sleep(700);
            edge.open(ENVIRONMENT, Slot.GREEN);

            assertThat(held.stream().map(answer -> answer.join().statusCode())).containsOnly(200);
            assertThat(odoo.answered()).isEqualTo(held.size());
        }
    }

    @Test
    void noRequestFailsWhileSlotsTakeTurns() throws Exception {
        live.slot(Slot.BLUE);
        live.slot(Slot.GREEN);
        edge.serve(List.of(live.site(Duration.ofSeconds(60))));
        edge.open(ENVIRONMENT, Slot.BLUE);
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger answered = new AtomicInteger();
        try (var drivers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<List<Integer>>> all = new ArrayList<>();
            for (int driver = 0; driver < 8; driver++) {
                boolean posts = driver % 2 == 0;
                all.add(CompletableFuture.supplyAsync(() -> drive(posts, answered, over), drivers));
            }
            for (int turn = 0; turn < 20 || answered.get() <= 50; turn++) {
                TimeUnit.MILLISECONDS.sleep(50);
                edge.hold(ENVIRONMENT);
                TimeUnit.MILLISECONDS.sleep(20);
                edge.open(ENVIRONMENT, turn % 2 == 0 ? Slot.GREEN : Slot.BLUE);
            }
            over.set(true);
            List<Integer> answers =
                    all.stream().flatMap(driver -> driver.join().stream()).toList();
            assertThat(answers).containsOnly(200);
        }
    }

    @Test
    void theWayToAnOdooOfSomebodyElsesIsHeldAndChangedForASlot() throws Exception {
        HttpServer old = live.elsewhere();
        edge.serve(List.of(live.site(Duration.ofSeconds(60))));
        edge.openElsewhere(ENVIRONMENT);
        assertThat(edge.openedElsewhere(ENVIRONMENT)).isTrue();
        assertThat(edge.opened(ENVIRONMENT)).isEmpty();
        assertThat(live.answer("/odoo").body()).isEqualTo("elsewhere GET /odoo 0");

        edge.hold(ENVIRONMENT);
        CompletableFuture<HttpResponse<String>> held = live.sendAsync(live.post("/order", 3_000));
        old.stop(0);
        live.slot(Slot.GREEN);
        TimeUnit.MILLISECONDS.sleep(300);
        assertThat(held).isNotDone();
        edge.open(ENVIRONMENT, Slot.GREEN);

        assertThat(held.join().body()).isEqualTo("green POST /order 3000");
        assertThat(edge.openedElsewhere(ENVIRONMENT)).isFalse();
    }

    @Test
    void aRequestThatWaitedTooLongIsToldWhenToComeBack() throws Exception {
        edge.serve(List.of(live.site(Duration.ofSeconds(1))));
        edge.expect(ENVIRONMENT, Instant.now().plusSeconds(300));

        HttpResponse<String> answer = live.send(HttpRequest.newBuilder(live.uri("/odoo"))
                .header("Accept-Language", "es-MX,es;q=0.9,en;q=0.5")
                .build());

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(200L, 300L);
        assertThat(answer.body()).contains("Volvemos enseguida").contains("lang=\"es\"");
    }

    @Test
    void tellsWhatWasAnsweredAndWhatWasHeld() throws Exception {
        live.slot(Slot.BLUE).createContext("/broken", exchange -> {
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
        });
        edge.serve(List.of(live.site(Duration.ofSeconds(5))));
        List<HttpResponse<String>> answers = new ArrayList<>();
        answers.add(live.answer("/too-long"));
        CompletableFuture<HttpResponse<String>> waits = live.sendAsync(live.page("/held"));
        TimeUnit.SECONDS.sleep(2);
        edge.open(ENVIRONMENT, Slot.BLUE);
        answers.add(waits.join());
        assertThat(answers).allMatch(CaddyHoldTest::held);
        // On a loaded machine even one whose slot is open may be held for a moment.
        do {
            answers.add(live.answer("/page?id=1"));
        } while (held(answers.getLast()) && answers.size() < 12);
        assertThat(held(answers.getLast())).isFalse();
        answers.add(live.answer("/broken"));
        assertThat(answers)
                .extracting(HttpResponse::statusCode)
                .startsWith(503, 200, 200)
                .endsWith(500);

        List<AccessEntry> told = new ArrayList<>();
        try (AccessLog log = edge.answers(ENVIRONMENT, Instant.now().minusSeconds(3600))) {
            while (told.size() < answers.size()) {
                log.read(told::add);
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        assertThat(told)
                .extracting(AccessEntry::path, AccessEntry::status, AccessEntry::held)
                .containsExactlyInAnyOrderElementsOf(answers.stream()
                        .map(answer -> tuple(answer.uri().getPath(), answer.statusCode(), held(answer)))
                        .toList());
    }

    private static boolean held(HttpResponse<String> answer) {
        return answer.headers().firstValue("X-Understudy-Held").isPresent();
    }

    private List<Integer> drive(boolean posts, AtomicInteger answered, AtomicBoolean over) {
        List<Integer> answers = new ArrayList<>();
        while (!over.get()) {
            try {
                HttpRequest request = posts ? live.post("/order", 2_000) : live.page("/page");
                answers.add(live.send(request).statusCode());
            } catch (IOException failed) {
                answers.add(0);
            } catch (InterruptedException interrupt) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupt);
            }
            answered.incrementAndGet();
        }
        return answers;
    }
}
