package dev.understudy.targets.edge;

import static dev.understudy.targets.edge.LiveEdge.ENVIRONMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.model.fault.FaultException;
import dev.understudy.targets.runtime.Instance.Slot;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Caddy's own process: it starts, ends, is killed, and finds its port taken. */
@Timeout(120)
class CaddyProcessTest {

    @AutoClose
    private final LiveEdge live = new LiveEdge();

    private final CaddyEdge edge = live.edge();

    @Test
    void endsWithTheLastSite() {
        edge.serve(List.of(live.site(Duration.ofSeconds(20))));
        assertThat(edge.running()).isTrue();

        edge.serve(List.of());

        assertThat(edge.running()).isFalse();
    }

    @Test
    void killedItStartsAgainWithTheSlotThatWasOpen() throws Exception {
        live.slot(Slot.GREEN);
        edge.serve(List.of(live.site(Duration.ofSeconds(20))));
        edge.open(ENVIRONMENT, Slot.GREEN);
        live.kill();

        live.another().serve(List.of(live.site(Duration.ofSeconds(20))));

        assertThat(live.get("/a")).isEqualTo("green GET /a 0");
    }

    @Test
    void whoCountsRequestsWaitsWhileItIsKilledAndStartsAgain() throws Exception {
        edge.serve(List.of(live.site(Duration.ofSeconds(20))));
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Integer> counted = CompletableFuture.supplyAsync(() -> {
            int most = 0;
            while (!over.get()) {
                most = Math.max(most, edge.requests(live.port(Slot.BLUE)));
            }
            return most;
        });
        live.kill();

        edge.serve(List.of(live.site(Duration.ofSeconds(20))));

        over.set(true);
        assertThat(counted.get(60, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void aPortThatIsTakenIsToldAndWhatWasServedGoesOn() throws Exception {
        live.slot(Slot.BLUE);
        edge.serve(List.of(live.site(Duration.ofSeconds(20))));
        edge.open(ENVIRONMENT, Slot.BLUE);

        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Site second = live.site("staging", other.getLocalPort(), Duration.ofSeconds(20));
            assertPortTaken(List.of(live.site(Duration.ofSeconds(20)), second));
        }
        assertThat(live.get("/a")).isEqualTo("blue GET /a 0");
    }

    @Test
    void aPortThatIsTakenIsToldBeforeItStarts() throws Exception {
        try (ServerSocket other = new ServerSocket(live.port(), 1, InetAddress.getLoopbackAddress())) {
            assertThat(other.isBound()).isTrue();
            assertPortTaken(List.of(live.site(Duration.ofSeconds(20))));
            assertThat(edge.running()).isFalse();
        }
        edge.serve(List.of(live.site(Duration.ofSeconds(20))));
        assertThat(edge.running()).isTrue();
    }

    private void assertPortTaken(List<Site> sites) {
        assertThatThrownBy(() -> edge.serve(sites)).isInstanceOfSatisfying(FaultException.class, failure -> {
            assertThat(failure.fault().code()).isEqualTo("edge.port-taken");
            assertThat(failure.fault().arguments().getLast())
                    .contains("java (pid " + ProcessHandle.current().pid() + ")");
        });
    }
}
