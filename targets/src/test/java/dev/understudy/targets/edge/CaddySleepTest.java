package dev.understudy.targets.edge;

import static dev.understudy.targets.edge.LiveEdge.ENVIRONMENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.targets.runtime.Instance.Slot;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests to an environment that sleeps wait, and it is told that they came. */
@Timeout(120)
class CaddySleepTest {

    @AutoClose
    private final LiveEdge live = new LiveEdge();

    private final CaddyEdge edge = live.edge();

    @Test
    void whatIsPostedToWhatSleepsIsToldAndArrivesOnceAndWholeWhenItIsAwake() throws Exception {
        live.slot(Slot.GREEN);
        edge.serve(List.of(live.site(Duration.ofSeconds(60))));
        edge.open(ENVIRONMENT, Slot.GREEN);
        assertThat(live.get("/before")).contains("/before");
        edge.sleep(ENVIRONMENT);
        assertThat(edge.asleep(ENVIRONMENT)).isTrue();
        assertThat(edge.opened(ENVIRONMENT)).isEmpty();
        assertThat(edge.asked(ENVIRONMENT)).as("what was asked before").isFalse();

        CompletableFuture<HttpResponse<String>> held = live.sendAsync(live.post("/order", 50_000));
        awaitAsked();
        assertThat(held).isNotDone();
        edge.hold(ENVIRONMENT);
        assertThat(edge.asleep(ENVIRONMENT)).isFalse();
        edge.open(ENVIRONMENT, Slot.GREEN);
        assertThat(held.join().body()).isEqualTo("green POST /order 50000");

        edge.sleep(ENVIRONMENT);
        assertThat(edge.asked(ENVIRONMENT)).as("nobody asks now").isFalse();
    }

    /** By the header that a websocket comes with, too. */
    @Test
    void aClientThatOffersAnotherHttpWakes() throws Exception {
        edge.serve(List.of(live.site(Duration.ofSeconds(3))));
        edge.sleep(ENVIRONMENT);
        assertThat(edge.asked(ENVIRONMENT)).isFalse();

        CompletableFuture<HttpResponse<String>> held = live.sendAsync(live.post("/order", 10));
        awaitAsked();
        assertThat(held.join().statusCode()).isEqualTo(503);
        assertThat(Files.readString(live.home().resolve("edge/logs/" + ENVIRONMENT + ".waking.log")))
                .contains("h2c");
    }

    @Test
    void aPageThatIsOnlyOpenWakesNobody() throws Exception {
        edge.serve(List.of(live.site(Duration.ofSeconds(3))));
        edge.sleep(ENVIRONMENT);
        assertThat(edge.asked(ENVIRONMENT)).isFalse();

        CompletableFuture<WebSocket> left = live.websocket("/websocket");
        // Held as any request, and refused when it has waited for long enough.
        assertThat(left.handle((_, failure) -> failure != null).get(60, TimeUnit.SECONDS))
                .isTrue();
        assertThat(edge.asked(ENVIRONMENT)).isFalse();
        assertThat(live.home().resolve("edge/logs/" + ENVIRONMENT + ".waking.log"))
                .isNotEmptyFile();

        edge.serve(List.of());
        assertThat(live.home().resolve("edge/logs")).doesNotExist();
    }

    private void awaitAsked() throws InterruptedException {
        for (int look = 0; look < 400 && !edge.asked(ENVIRONMENT); look++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(edge.asleep(ENVIRONMENT)).isTrue();
    }
}
