package dev.understudy.targets.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.understudy.targets.host.LoopbackPorts;
import dev.understudy.targets.runtime.Probe.WarmUp;
import dev.understudy.targets.runtime.Serving.Warmed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ProbeTest {

    private static final String LOGIN = "<form action='/web/login'><input name=\"csrf_token\"/></form>";

    private static final WarmUp PATIENT = new WarmUp(Duration.ofSeconds(40), Duration.ofSeconds(20));

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
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
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

        assertThatThrownBy(() -> new Probe(Duration.ofSeconds(30), nobodyWaits, PATIENT)
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

        Warmed warmed = probe.warm(
                server.getAddress().getPort(), List.of("/shop", "/web/login"), Optional.of("feed5e55abc"), 2);

        assertThat(warmed.told().in(Locale.ENGLISH)).startsWith("3 pages made on every worker in ");
        assertThat(asked).hasSize(6).allMatch(agent -> agent.contains("bot"));
        assertThat(requests).hasValue(6);
        assertThat(signedIn).hasValue(6);
    }

    @Test
    void aPageThatNobodyAnswersIsLeftAndTheOthersAreMade() {
        CountDownLatch never = new CountDownLatch(1);
        server.createContext("/report", exchange -> {
            await(never);
            exchange.close();
        });
        Probe hurried = new Probe(
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                new WarmUp(Duration.ofMinutes(10), Duration.ofMillis(100)));

        Warmed warmed =
                hurried.warm(server.getAddress().getPort(), List.of("/report", "/web/login"), Optional.empty(), 1);
        never.countDown();

        assertThat(warmed.told().in(Locale.ENGLISH))
                .startsWith("1 of 2 pages made on every worker in ")
                .endsWith(", the others left");
        assertThat(requests).as("of the sign-in").hasValue(3);
    }

    @Test
    void whenItIsTimeNoPageIsMadeAnyMore() {
        Probe late = new Probe(
                Duration.ofSeconds(30), Duration.ofSeconds(10), new WarmUp(Duration.ZERO, Duration.ofSeconds(20)));

        assertThat(late.warm(server.getAddress().getPort(), List.of("/web/login"), Optional.empty(), 1)
                        .made())
                .isZero();
        assertThat(requests).hasValue(0);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
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
