package dev.understudy.targets.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.understudy.targets.host.LoopbackPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProbeTest {

    private static final String LOGIN = "<form action='/web/login'><input name=\"csrf_token\"/></form>";

    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger signedIn = new AtomicInteger();
    private final Probe probe = new Probe(Duration.ofSeconds(30));
    private HttpServer server;
    private volatile int status = 200;
    private volatile String page = LOGIN;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/web/login", exchange -> {
            byte[] body = page.getBytes(StandardCharsets.UTF_8);
            int code = requests.incrementAndGet() < 3 ? 503 : status;
            exchange.sendResponseHeaders(code, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/web", exchange -> {
            boolean known =
                    "session_id=feed5e55abc".equals(exchange.getRequestHeaders().getFirst("Cookie"));
            signedIn.addAndGet(known ? 1 : 0);
            byte[] body = (known ? "odoo.__session_info__ = {}" : "").getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(known ? 200 : 303, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    @Test
    void waitsUntilTheLoginPageIsServed() {
        probe.awaitLogin(server.getAddress().getPort(), () -> true);

        assertThat(requests).hasValue(3);
        assertThat(probe.ask(server.getAddress().getPort()).login()).isTrue();
    }

    @Test
    void takesNoOtherPageForIt() {
        page = "It works!";

        assertThatThrownBy(() -> new Probe(Duration.ofSeconds(1))
                        .awaitLogin(server.getAddress().getPort(), () -> true))
                .hasMessageContaining("runtime.not-serving");
    }

    @Test
    void refusesAPageThatNobodyWouldWaitFor() {
        Duration nobodyWaits = Duration.ofNanos(1);

        assertThatThrownBy(() -> new Probe(Duration.ofSeconds(30), nobodyWaits)
                        .awaitLogin(server.getAddress().getPort(), () -> true))
                .hasMessageContaining("runtime.too-slow");
        assertThat(requests).as("it may be slow while its workers warm up").hasValue(2 + 6);
    }

    @Test
    void givesUpAtOnceWhenTheProcessHasEnded() throws IOException {
        int nobody = LoopbackPorts.free();

        assertThatThrownBy(() -> new Probe(Duration.ofMinutes(5)).awaitLogin(nobody, () -> false))
                .hasMessageContaining("the process has ended");
    }

    @Test
    void asksForThePageOfSomebodyWhoHasSignedIn() {
        int port = server.getAddress().getPort();

        assertThat(probe.awaitSignedIn(port, "feed5e55abc", () -> true).signedIn())
                .isTrue();
        assertThat(probe.awaitSignedIn(port, "another", () -> true)).isEqualTo(new Serving.Answer(303, false, ""));
    }

    @Test
    void whoHasSignedInIsServedAsSoonAsTheServerListens() throws IOException {
        int port = server.getAddress().getPort();
        server.stop(0);
        HttpServer late = HttpServer.create();
        AtomicInteger looks = new AtomicInteger();

        Serving.Answer answer = probe.awaitSignedIn(port, "feed5e55abc", () -> {
            if (looks.incrementAndGet() == 2) {
                listen(late, port);
            }
            return true;
        });

        assertThat(answer).isEqualTo(new Serving.Answer(204, false, ""));
        late.stop(0);
    }

    @Test
    void whatHasEndedIsNotAskedAgain() throws IOException {
        int nobody = LoopbackPorts.free();

        assertThat(new Probe(Duration.ofMinutes(5))
                        .awaitSignedIn(nobody, "feed5e55abc", () -> false)
                        .status())
                .isZero();
    }

    @Test
    void hasEachWorkerMakeEachPageAndTheOneOfWhoHasSignedIn() {
        List<String> asked = new CopyOnWriteArrayList<>();
        server.createContext("/shop", exchange -> {
            asked.add(exchange.getRequestHeaders().getFirst("User-Agent"));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });

        probe.warm(server.getAddress().getPort(), List.of("/shop", "/web/login"), Optional.of("feed5e55abc"), 2);

        assertThat(asked).hasSize(6).allMatch(agent -> agent.contains("bot"));
        assertThat(requests).hasValue(6);
        assertThat(signedIn).hasValue(6);
    }

    private static void listen(HttpServer late, int port) {
        try {
            late.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        late.createContext("/", exchange -> {
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        late.start();
    }
}
