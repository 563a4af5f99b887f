package dev.understudy.targets.edge;

import static dev.understudy.targets.edge.LiveEdge.ENVIRONMENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.understudy.targets.runtime.Instance.Slot;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A request ends at the slot that received it, and is sent to none twice. */
@Timeout(120)
class CaddyUnderWayTest {

    @AutoClose
    private final LiveEdge live = new LiveEdge();

    private final CaddyEdge edge = live.edge();

    @Test
    void whatIsPostedToASlotThatDoesNotListenIsSentWhenItDoes() throws Exception {
        edge.serve(List.of(live.site(Duration.ofSeconds(20))));
        edge.open(ENVIRONMENT, Slot.BLUE);

        List<CompletableFuture<HttpResponse<String>>> refused = new ArrayList<>();
        for (int size : List.of(0, 3_000, 99_999)) {
            refused.add(live.sendAsync(live.post("/order", size)));
        }
        TimeUnit.MILLISECONDS.sleep(700);
        live.slot(Slot.BLUE);

        assertThat(refused.stream().map(answer -> answer.join().body()))
                .containsExactly("blue POST /order 0", "blue POST /order 3000", "blue POST /order 99999");
    }

    @Test
    void whatASlotMayHaveReceivedIsNotSentTwice() throws Exception {
        AtomicInteger received = new AtomicInteger();
        live.slot(Slot.BLUE).createContext("/order", exchange -> {
            exchange.getRequestBody().readAllBytes();
            received.incrementAndGet();
            exchange.close();
        });
        edge.serve(List.of(live.site(Duration.ofSeconds(20))));
        edge.open(ENVIRONMENT, Slot.BLUE);

        for (int size : List.of(0, 3_000)) {
            assertThat(live.send(live.post("/order", size)).statusCode()).isEqualTo(503);
        }

        assertThat(received).hasValue(2);
    }

    @Test
    void aRequestUnderWayEndsWhereItBegan() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        takesLong(live.slot(Slot.BLUE), "/report", begun, goOn);
        live.slot(Slot.GREEN);
        edge.serve(List.of(live.site(Duration.ofSeconds(20))));
        edge.open(ENVIRONMENT, Slot.BLUE);

        CompletableFuture<HttpResponse<String>> report = live.sendAsync(live.page("/report"));
        begun.await();
        assertThat(edge.requests(live.port(Slot.BLUE))).isEqualTo(1);
        edge.open(ENVIRONMENT, Slot.GREEN);
        assertThat(live.get("/a")).isEqualTo("green GET /a 0");
        goOn.countDown();

        assertThat(report.join().body()).isEqualTo("blue report");
        assertThat(edge.requests(live.port(Slot.BLUE))).isZero();
    }

    @Test
    void aReportWaitsFirstAndOthersGoOn() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        takesLong(live.slot(Slot.BLUE), "/report/html/orders/1", begun, goOn);
        live.slot(Slot.GREEN);
        edge.serve(List.of(live.site(Duration.ofSeconds(20))));
        edge.open(ENVIRONMENT, Slot.BLUE);

        HttpRequest report = live.page("/report/html/orders/1");
        var underWay = live.sendAsync(report);
        begun.await();
        edge.holdLong(ENVIRONMENT);
        var held = live.sendAsync(report);
        assertThat(live.get("/a")).isEqualTo("blue GET /a 0");
        assertThat(edge.opened(ENVIRONMENT)).isEmpty();
        assertThat(edge.longRequests(live.port(Slot.BLUE))).isEqualTo(1);
        assertThat(edge.requests(live.port(Slot.BLUE))).isEqualTo(1);
        goOn.countDown();
        assertThat(underWay.join().body()).isEqualTo("blue report");
        assertThat(edge.longRequests(live.port(Slot.BLUE))).isZero();
        assertThat(held).isNotDone();
        edge.open(ENVIRONMENT, Slot.GREEN);

        assertThat(held.join().body()).isEqualTo("green GET /report/html/orders/1 0");
    }

    private static void takesLong(HttpServer slot, String path, CountDownLatch begun, CountDownLatch goOn) {
        slot.createContext(path, exchange -> {
            begun.countDown();
            await(goOn);
            LiveEdge.reply(exchange, "blue report");
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
    }
}
