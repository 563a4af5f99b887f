package dev.understudy.targets.edge;

import static dev.understudy.targets.edge.LiveEdge.ENVIRONMENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.targets.host.LoopbackPorts;
import dev.understudy.targets.runtime.Instance.Slot;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which slot serves, and what is never served. */
@Timeout(120)
class CaddyEdgeTest {

    @AutoClose
    private final LiveEdge live = new LiveEdge();

    private final CaddyEdge edge = live.edge();

    @Test
    void theOpenSlotServes() throws Exception {
        live.slot(Slot.BLUE);
        live.slot(Slot.GREEN);
        edge.serve(List.of(live.site(Duration.ofSeconds(20))));

        edge.open(ENVIRONMENT, Slot.BLUE);
        assertThat(live.get("/a")).isEqualTo("blue GET /a 0");
        edge.open(ENVIRONMENT, Slot.GREEN);
        assertThat(live.get("/a")).isEqualTo("green GET /a 0");
        assertThat(edge.opened(ENVIRONMENT)).contains(Slot.GREEN);
    }

    @Test
    void anEnvironmentThatIsGoneLeavesNeitherDoorNorPages() throws Exception {
        live.slot(Slot.BLUE);
        edge.serve(List.of(
                live.site(Duration.ofSeconds(20)), live.site("staging", LoopbackPorts.free(), Duration.ofSeconds(20))));
        edge.open(ENVIRONMENT, Slot.BLUE);
        edge.open("staging", Slot.BLUE);

        edge.serve(List.of(live.site(Duration.ofSeconds(20))));

        assertThat(edge.opened("staging")).isEmpty();
        assertThat(live.home().resolve("edge/doors/staging")).doesNotExist();
        assertThat(live.home().resolve("edge/pages/staging")).doesNotExist();
        assertThat(live.get("/a")).isEqualTo("blue GET /a 0");

        edge.serve(List.of());
        assertThat(live.home().resolve("edge/doors")).doesNotExist();
        assertThat(live.home().resolve("edge/pages")).doesNotExist();
    }

    @Test
    void theDatabaseManagerIsClosed() throws Exception {
        live.slot(Slot.BLUE);
        edge.serve(List.of(live.site(Duration.ofSeconds(20))));
        edge.open(ENVIRONMENT, Slot.BLUE);

        for (String path : List.of("/web/database/manager", "/web/database", "/web/database/../database/selector")) {
            assertThat(live.send(live.page(path)).statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void noOneChoosesTheirSlot() throws Exception {
        live.slot(Slot.BLUE);
        live.slot(Slot.GREEN);
        edge.serve(List.of(live.site(Duration.ofSeconds(20))));
        edge.open(ENVIRONMENT, Slot.BLUE);

        HttpRequest request = HttpRequest.newBuilder(live.uri("/a"))
                .header("X-Understudy-Slot", "green")
                .build();
        assertThat(live.send(request).body()).isEqualTo("blue GET /a 0");
    }
}
