package dev.understudy.targets.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.understudy.model.config.EdgeSettings;
import dev.understudy.model.config.EnvironmentSettings.Access;
import dev.understudy.model.fault.FaultException;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.host.ProcessTable;
import dev.understudy.targets.host.SystemUsers;
import dev.understudy.targets.runtime.Instance.Slot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real Caddy before two small servers that stand for the slots. */
@Timeout(120)
class CaddyEdgeTest {

    private static final String ENVIRONMENT = "production";
    private static final int AT_ONCE = 8;

    private final LocalHost host = new LocalHost("local", CommandLog.NONE);
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<HttpServer> servers = new ArrayList<>();

    @TempDir
    Path home;

    private CaddyEdge edge = new CaddyEdge(host, Path.of("/"), EdgeSettings.DEFAULT);
    private int port;
    private int blue;
    private int green;

    @BeforeEach
    void start() throws IOException {
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
        edge = edge();
        port = free();
        blue = free();
        green = free();
    }

    @AfterEach
    void stop() {
        edge.stop();
        servers.forEach(server -> server.stop(0));
        if (host.root()) {
            new SystemUsers(host).remove(SystemUsers.ofEdge(home));
        }
    }

    @Test
    void theOpenSlotServes() throws Exception {
        slot(blue, "blue");
        slot(green, "green");
        edge.serve(List.of(site(Duration.ofSeconds(20))));

        edge.open(ENVIRONMENT, Slot.BLUE);
        assertThat(get("/a")).isEqualTo("blue GET /a 0");
        edge.open(ENVIRONMENT, Slot.GREEN);
        assertThat(get("/a")).isEqualTo("green GET /a 0");
        assertThat(edge.opened(ENVIRONMENT)).contains(Slot.GREEN);
    }

    @Test
    void anEnvironmentThatIsGoneLeavesNeitherDoorNorPages() throws Exception {
        slot(blue, "blue");
        edge.serve(List.of(site(Duration.ofSeconds(20)), site("staging", free(), Duration.ofSeconds(20))));
        edge.open(ENVIRONMENT, Slot.BLUE);
        edge.open("staging", Slot.BLUE);

        edge.serve(List.of(site(Duration.ofSeconds(20))));

        assertThat(edge.opened("staging")).isEmpty();
        assertThat(home.resolve("edge/doors/staging")).doesNotExist();
        assertThat(home.resolve("edge/pages/staging")).doesNotExist();
        assertThat(get("/a")).isEqualTo("blue GET /a 0");

        edge.serve(List.of());
        assertThat(home.resolve("edge/doors")).doesNotExist();
        assertThat(home.resolve("edge/pages")).doesNotExist();
    }

    @Test
    void whatIsPostedWhileNothingIsOpenArrivesOnceAndWhole() throws Exception {
        slot(green, "green");
        edge.serve(List.of(site(Duration.ofSeconds(60))));
        assertThat(edge.opened(ENVIRONMENT)).isEmpty();

        List<CompletableFuture<HttpResponse<String>>> held = new ArrayList<>();
        for (int size : List.of(0, 3_000, 5_000_000)) {
            held.add(client.sendAsync(post("/order", size), BodyHandlers.ofString()));
        }
        TimeUnit.MILLISECONDS.sleep(700);
        assertThat(held).noneMatch(CompletableFuture::isDone);
        edge.open(ENVIRONMENT, Slot.GREEN);

        assertThat(held.stream().map(answer -> answer.join().body()))
                .containsExactly("green POST /order 0", "green POST /order 3000", "green POST /order 5000000");
    }

    @Test
    void whatIsPostedToASlotThatDoesNotListenIsSentWhenItDoes() throws Exception {
        edge.serve(List.of(site(Duration.ofSeconds(20))));
        edge.open(ENVIRONMENT, Slot.BLUE);

        List<CompletableFuture<HttpResponse<String>>> refused = new ArrayList<>();
        for (int size : List.of(0, 3_000, 99_999)) {
            refused.add(client.sendAsync(post("/order", size), BodyHandlers.ofString()));
        }
        TimeUnit.MILLISECONDS.sleep(700);
        slot(blue, "blue");

        assertThat(refused.stream().map(answer -> answer.join().body()))
                .containsExactly("blue POST /order 0", "blue POST /order 3000", "blue POST /order 99999");
    }

    @Test
    void whatASlotMayHaveReceivedIsNotSentTwice() throws Exception {
        AtomicInteger received = new AtomicInteger();
        slot(blue, "blue").createContext("/order", exchange -> {
            exchange.getRequestBody().readAllBytes();
            received.incrementAndGet();
            exchange.close();
        });
        edge.serve(List.of(site(Duration.ofSeconds(20))));
        edge.open(ENVIRONMENT, Slot.BLUE);

        for (int size : List.of(0, 3_000)) {
            assertThat(client.send(post("/order", size), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(503);
        }

        assertThat(received).hasValue(2);
    }

    /** An update of a minute, while somebody asks twice a second. */
    @Test
    void manyWhoWereHeldAreAllAnsweredByFewWorkers() throws Exception {
        edge.serve(List.of(site(Duration.ofSeconds(60))));
        try (TwoWorkers odoo = new TwoWorkers(green, 30)) {
            List<CompletableFuture<HttpResponse<String>>> held = new ArrayList<>();
            for (int user = 0; user < 120; user++) {
                HttpRequest request =
                        user % 3 == 0 ? HttpRequest.newBuilder(uri("/page")).build() : post("/order", 200);
                held.add(client.sendAsync(request, BodyHandlers.ofString()));
            }
            TimeUnit.MILLISECONDS.sleep(700);
            edge.open(ENVIRONMENT, Slot.GREEN);

            assertThat(held.stream().map(answer -> answer.join().statusCode())).containsOnly(200);
            assertThat(odoo.answered()).isEqualTo(held.size());
        }
    }

    @Test
    void noRequestFailsWhileSlotsTakeTurns() throws Exception {
        slot(blue, "blue");
        slot(green, "green");
        edge.serve(List.of(site(Duration.ofSeconds(60))));
        edge.open(ENVIRONMENT, Slot.BLUE);
        AtomicBoolean over = new AtomicBoolean();
        try (var drivers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<List<Integer>>> all = new ArrayList<>();
            for (int driver = 0; driver < 8; driver++) {
                boolean posts = driver % 2 == 0;
                all.add(CompletableFuture.supplyAsync(() -> drive(posts, over), drivers));
            }
            for (int turn = 0; turn < 20; turn++) {
                TimeUnit.MILLISECONDS.sleep(50);
                edge.hold(ENVIRONMENT);
                TimeUnit.MILLISECONDS.sleep(20);
                edge.open(ENVIRONMENT, turn % 2 == 0 ? Slot.GREEN : Slot.BLUE);
            }
            over.set(true);
            List<Integer> answers =
                    all.stream().flatMap(driver -> driver.join().stream()).toList();
            assertThat(answers).hasSizeGreaterThan(50).containsOnly(200);
        }
    }

    @Test
    void aRequestThatWaitedTooLongIsToldWhenToComeBack() throws Exception {
        edge.serve(List.of(site(Duration.ofSeconds(1))));
        edge.expect(ENVIRONMENT, Instant.now().plusSeconds(300));

        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(uri("/odoo"))
                        .header("Accept-Language", "es-MX,es;q=0.9,en;q=0.5")
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(200L, 300L);
        assertThat(answer.body()).contains("Volvemos enseguida").contains("lang=\"es\"");
    }

    @Test
    void tellsWhatWasAnsweredAndWhatWasHeld() throws Exception {
        slot(blue, "blue").createContext("/broken", exchange -> {
            exchange.sendResponseHeaders(500, -1);
            exchange.close();
        });
        edge.serve(List.of(site(Duration.ofSeconds(1))));
        assertThat(answer("/too-long").statusCode()).isEqualTo(503);
        CompletableFuture<HttpResponse<String>> held =
                client.sendAsync(HttpRequest.newBuilder(uri("/held")).build(), BodyHandlers.ofString());
        TimeUnit.MILLISECONDS.sleep(300);
        edge.open(ENVIRONMENT, Slot.BLUE);
        assertThat(held.join().headers().firstValue("X-Understudy-Held")).isPresent();
        assertThat(answer("/page?id=1").headers().firstValue("X-Understudy-Held"))
                .isEmpty();
        assertThat(answer("/broken").statusCode()).isEqualTo(500);

        List<AccessEntry> told = new ArrayList<>();
        try (AccessLog log = edge.answers(ENVIRONMENT, Instant.now().minusSeconds(3600))) {
            while (told.size() < 4) {
                log.read(told::add);
                TimeUnit.MILLISECONDS.sleep(20);
            }
        }
        assertThat(told)
                .extracting(AccessEntry::path, AccessEntry::status, AccessEntry::held)
                .containsExactly(
                        tuple("/too-long", 503, true),
                        tuple("/held", 200, true),
                        tuple("/page", 200, false),
                        tuple("/broken", 500, false));
    }

    @Test
    void theDatabaseManagerIsClosed() throws Exception {
        slot(blue, "blue");
        edge.serve(List.of(site(Duration.ofSeconds(20))));
        edge.open(ENVIRONMENT, Slot.BLUE);

        for (String path : List.of("/web/database/manager", "/web/database", "/web/database/../database/selector")) {
            assertThat(client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString())
                            .statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
    }

    @Test
    void endsWithTheLastSite() {
        edge.serve(List.of(site(Duration.ofSeconds(20))));
        assertThat(edge.running()).isTrue();

        edge.serve(List.of());

        assertThat(edge.running()).isFalse();
    }

    @Test
    void noOneChoosesTheirSlot() throws Exception {
        slot(blue, "blue");
        slot(green, "green");
        edge.serve(List.of(site(Duration.ofSeconds(20))));
        edge.open(ENVIRONMENT, Slot.BLUE);

        HttpRequest request = HttpRequest.newBuilder(uri("/a"))
                .header("X-Understudy-Slot", "green")
                .build();
        assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo("blue GET /a 0");
    }

    @Test
    void killedItStartsAgainWithTheSlotThatWasOpen() throws Exception {
        slot(green, "green");
        edge.serve(List.of(site(Duration.ofSeconds(20))));
        edge.open(ENVIRONMENT, Slot.GREEN);
        kill();

        edge().serve(List.of(site(Duration.ofSeconds(20))));

        assertThat(get("/a")).isEqualTo("green GET /a 0");
    }

    @Test
    void whoCountsRequestsWaitsWhileItIsKilledAndStartsAgain() throws Exception {
        edge.serve(List.of(site(Duration.ofSeconds(20))));
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Integer> counted = CompletableFuture.supplyAsync(() -> {
            int most = 0;
            while (!over.get()) {
                most = Math.max(most, edge.requests(blue));
            }
            return most;
        });
        kill();

        edge.serve(List.of(site(Duration.ofSeconds(20))));

        over.set(true);
        assertThat(counted.get(60, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void aPortThatIsTakenIsToldAndWhatWasServedGoesOn() throws Exception {
        slot(blue, "blue");
        edge.serve(List.of(site(Duration.ofSeconds(20))));
        edge.open(ENVIRONMENT, Slot.BLUE);

        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Site second = new Site(
                    "staging",
                    other.getLocalPort(),
                    Optional.empty(),
                    Map.of(Slot.BLUE, blue, Slot.GREEN, green),
                    Map.of(Slot.BLUE, blue, Slot.GREEN, green),
                    "/websocket",
                    AT_ONCE,
                    Duration.ofSeconds(20),
                    Access.PUBLIC);
            assertPortTaken(List.of(site(Duration.ofSeconds(20)), second));
        }
        assertThat(get("/a")).isEqualTo("blue GET /a 0");
    }

    @Test
    void aPortThatIsTakenIsToldBeforeItStarts() throws Exception {
        try (ServerSocket other = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(other.isBound()).isTrue();
            assertPortTaken(List.of(site(Duration.ofSeconds(20))));
            assertThat(edge.running()).isFalse();
        }
        edge.serve(List.of(site(Duration.ofSeconds(20))));
        assertThat(edge.running()).isTrue();
    }

    private void assertPortTaken(List<Site> sites) {
        assertThatThrownBy(() -> edge.serve(sites)).isInstanceOfSatisfying(FaultException.class, failure -> {
            assertThat(failure.fault().code()).isEqualTo("edge.port-taken");
            assertThat(failure.fault().arguments().getLast())
                    .contains("java (pid " + ProcessHandle.current().pid() + ")");
        });
    }

    @Test
    void aRequestUnderWayEndsWhereItBegan() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        HttpServer slow = slot(blue, "blue");
        slow.createContext("/report", exchange -> {
            begun.countDown();
            await(goOn);
            answer(exchange, "blue report");
        });
        slot(green, "green");
        edge.serve(List.of(site(Duration.ofSeconds(20))));
        edge.open(ENVIRONMENT, Slot.BLUE);

        CompletableFuture<HttpResponse<String>> report =
                client.sendAsync(HttpRequest.newBuilder(uri("/report")).build(), BodyHandlers.ofString());
        begun.await();
        assertThat(edge.requests(blue)).isEqualTo(1);
        edge.open(ENVIRONMENT, Slot.GREEN);
        assertThat(get("/a")).isEqualTo("green GET /a 0");
        goOn.countDown();

        assertThat(report.join().body()).isEqualTo("blue report");
        assertThat(edge.requests(blue)).isZero();
    }

    @Test
    void aReportWaitsFirstAndOthersGoOn() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        HttpServer old = slot(blue, "blue");
        old.createContext("/report/html/orders/1", exchange -> {
            begun.countDown();
            await(goOn);
            answer(exchange, "blue report");
        });
        slot(green, "green");
        edge.serve(List.of(site(Duration.ofSeconds(20))));
        edge.open(ENVIRONMENT, Slot.BLUE);

        HttpRequest report =
                HttpRequest.newBuilder(uri("/report/html/orders/1")).build();
        var underWay = client.sendAsync(report, BodyHandlers.ofString());
        begun.await();
        edge.holdLong(ENVIRONMENT);
        var held = client.sendAsync(report, BodyHandlers.ofString());
        assertThat(get("/a")).isEqualTo("blue GET /a 0");
        assertThat(edge.opened(ENVIRONMENT)).isEmpty();
        assertThat(edge.longRequests(blue)).isEqualTo(1);
        assertThat(edge.requests(blue)).isEqualTo(1);
        goOn.countDown();
        assertThat(underWay.join().body()).isEqualTo("blue report");
        assertThat(edge.longRequests(blue)).isZero();
        assertThat(held).isNotDone();
        edge.open(ENVIRONMENT, Slot.GREEN);

        assertThat(held.join().body()).isEqualTo("green GET /report/html/orders/1 0");
    }

    private List<Integer> drive(boolean posts, AtomicBoolean over) {
        List<Integer> answers = new ArrayList<>();
        while (!over.get()) {
            try {
                HttpRequest request = posts
                        ? post("/order", 2_000)
                        : HttpRequest.newBuilder(uri("/page")).build();
                answers.add(client.send(request, BodyHandlers.ofString()).statusCode());
            } catch (IOException failed) {
                answers.add(0);
            } catch (InterruptedException interrupt) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupt);
            }
        }
        return answers;
    }

    private void kill() throws InterruptedException {
        new ProcessTable()
                .marked(home.resolve("edge").toString())
                .forEach(process -> host.require(Command.of("kill", "-KILL", process.pid())));
        while (edge.running()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private CaddyEdge edge() {
        return new CaddyEdge(host, home, EdgeSettings.DEFAULT);
    }

    private Site site(Duration hold) {
        return site(ENVIRONMENT, port, hold);
    }

    private Site site(String environment, int at, Duration hold) {
        return new Site(
                environment,
                at,
                Optional.empty(),
                Map.of(Slot.BLUE, blue, Slot.GREEN, green),
                Map.of(Slot.BLUE, blue, Slot.GREEN, green),
                "/websocket",
                AT_ONCE,
                hold,
                Access.PUBLIC);
    }

    private String get(String path) throws IOException, InterruptedException {
        return answer(path).body();
    }

    private HttpResponse<String> answer(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private HttpRequest post(String path, int size) {
        return HttpRequest.newBuilder(uri(path))
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[size]))
                .build();
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private HttpServer slot(int at, String name) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 100);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            int size = exchange.getRequestBody().readAllBytes().length;
            answer(exchange, name + " " + exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + size);
        });
        server.start();
        servers.add(server);
        return server;
    }

    private static void answer(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
        }
    }

    private static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
