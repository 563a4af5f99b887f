package dev.understudy.bench.traffic;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Answers what {@link Load} asks, in Odoo's words. It acknowledges the first write and forgets it, refuses the second, and
 * knows no websocket.
 */
final class ForgetfulOdoo implements AutoCloseable {

    private static final Pattern NAME = Pattern.compile("\"name\":\"([^\"]+)\"");

    private final HttpServer server;
    private final CountDownLatch writes = new CountDownLatch(3);
    private final List<String> kept = new ArrayList<>();

    ForgetfulOdoo() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/web/session/authenticate", exchange -> {
            exchange.getResponseHeaders().add("Set-Cookie", "session_id=abc; Path=/; HttpOnly");
            answer(exchange, 200, "{\"result\": {\"uid\": 2}}");
        });
        server.createContext(
                "/odoo",
                exchange -> answer(
                        exchange,
                        200,
                        "<script>odoo.__session_info__ = {\"websocket_worker_version\": \"1\"}</script>"));
        server.createContext("/web/dataset/call_kw/ir.actions.report/search", result("[7]"));
        server.createContext("/web/dataset/call_kw/res.partner/search", result("[1]"));
        server.createContext(
                "/report/html/traffic.slow_report/1", exchange -> answer(exchange, 200, "<p>This took a while.</p>"));
        server.createContext(
                "/web/dataset/call_kw/res.partner/search_read", exchange -> answer(exchange, 200, found()));
        server.createContext("/web/dataset/call_kw/res.partner/create", this::create);
        server.createContext("/websocket", exchange -> answer(exchange, 404, "no websocket"));
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Waits until three writes have been answered. */
    void awaitWrites() throws InterruptedException {
        writes.await();
    }

    private void create(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Matcher name = NAME.matcher(body);
        if (!name.find()) {
            throw new IOException(body);
        }
        if (name.group(1).endsWith(" 2")) {
            answer(exchange, 200, "{\"error\": {\"message\": \"Odoo Server Error\", \"data\": {\"message\": \"no\"}}}");
        } else {
            keep(name.group(1));
            answer(exchange, 200, "{\"result\": [1]}");
        }
        writes.countDown();
    }

    private synchronized void keep(String name) {
        if (!name.endsWith(" 1")) {
            kept.add(name);
        }
    }

    private synchronized String found() {
        return kept.stream()
                .map(name -> "{\"name\": \"" + name + "\"}")
                .collect(Collectors.joining(", ", "{\"result\": [", "]}"));
    }

    private static com.sun.net.httpserver.HttpHandler result(String value) {
        return exchange -> answer(exchange, 200, "{\"result\": " + value + "}");
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
