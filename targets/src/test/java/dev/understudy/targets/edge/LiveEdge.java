package dev.understudy.targets.edge;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.understudy.model.config.EdgeSettings;
import dev.understudy.model.config.EnvironmentSettings.Access;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.host.LoopbackPorts;
import dev.understudy.targets.host.ProcessTable;
import dev.understudy.targets.host.SystemUsers;
import dev.understudy.targets.runtime.Instance.Slot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A real Caddy in a home of its own, before two small servers that stand for the slots, and somebody who asks. */
final class LiveEdge implements AutoCloseable {

    static final String ENVIRONMENT = "production";

    private static final int AT_ONCE = 8;

    private final LocalHost host = new LocalHost("local", CommandLog.NONE);
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<HttpServer> servers = new ArrayList<>();
    private final Path home = newHome();
    private final CaddyEdge edge = another();
    private final int port = LoopbackPorts.free();
    private final int blue = LoopbackPorts.free();
    private final int green = LoopbackPorts.free();
    private final int elsewhere = LoopbackPorts.free();

    CaddyEdge edge() {
        return edge;
    }

    /** As the next process of Understudy sees it. */
    CaddyEdge another() {
        return new CaddyEdge(host, home, EdgeSettings.DEFAULT);
    }

    Path home() {
        return home;
    }

    /** At which it is asked. */
    int port() {
        return port;
    }

    /** At which a slot listens. */
    int port(Slot slot) {
        return switch (slot) {
            case BLUE -> blue;
            case GREEN -> green;
        };
    }

    /** @param hold how long a request waits at most */
    Site site(Duration hold) {
        return site(ENVIRONMENT, port, hold);
    }

    /** As {@link #site(Duration)}, of another environment and at another port. */
    Site site(String environment, int at, Duration hold) {
        Map<Slot, Integer> slots = Map.of(Slot.BLUE, blue, Slot.GREEN, green);
        return new Site(
                environment,
                at,
                Optional.empty(),
                slots,
                slots,
                "/websocket",
                AT_ONCE,
                hold,
                Access.PUBLIC,
                Optional.of(new Site.Elsewhere(elsewhere, elsewhere)));
    }

    /** From now on the slot listens, and answers with its name and what it was asked. */
    HttpServer slot(Slot slot) throws IOException {
        return listen(slot.name().toLowerCase(Locale.ROOT), port(slot));
    }

    /** The same, of an Odoo that Understudy does not run. */
    HttpServer elsewhere() throws IOException {
        return listen("elsewhere", elsewhere);
    }

    private HttpServer listen(String name, int at) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 100);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            int size = exchange.getRequestBody().readAllBytes().length;
            reply(exchange, name + " " + exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + size);
        });
        server.start();
        servers.add(server);
        return server;
    }

    static void reply(HttpExchange exchange, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    HttpRequest page(String path) {
        return HttpRequest.newBuilder(uri(path)).build();
    }

    /** @param size of what is posted, in bytes */
    HttpRequest post(String path, int size) {
        return HttpRequest.newBuilder(uri(path))
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[size]))
                .build();
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofString());
    }

    CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest request) {
        return client.sendAsync(request, BodyHandlers.ofString());
    }

    CompletableFuture<WebSocket> websocket(String path) {
        return client.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + path), new WebSocket.Listener() {});
    }

    HttpResponse<String> answer(String path) throws IOException, InterruptedException {
        return send(page(path));
    }

    String get(String path) throws IOException, InterruptedException {
        return answer(path).body();
    }

    /** Kills Caddy, and waits until it is dead. */
    void kill() throws InterruptedException {
        new ProcessTable()
                .marked(home.resolve("edge").toString())
                .forEach(process -> host.require(Command.of("kill", "-KILL", process.pid())));
        while (edge.running()) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Override
    public void close() {
        edge.stop();
        servers.forEach(server -> server.stop(0));
        client.shutdownNow();
        if (host.root()) {
            new SystemUsers(host).remove(SystemUsers.ofEdge(home));
        }
        host.delete(home);
    }

    /** Where Caddy's own user may pass. */
    private static Path newHome() {
        try {
            return Files.setPosixFilePermissions(
                    Files.createTempDirectory("understudy-edge"), PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
