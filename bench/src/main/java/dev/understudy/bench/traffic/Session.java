package dev.understudy.bench.traffic;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A user who has signed in to Odoo 16 to 19 as a browser does, and stays so by the cookie of the session. It can be used
 * by many threads. No request is sent a second time.
 */
public final class Session implements AutoCloseable {

    /** Longer than any request is held. */
    static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Where the web client is. */
    static final String WEB_CLIENT = "/odoo";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern COOKIE = Pattern.compile("session_id=[^;]+");
    private static final Pattern WORKER = Pattern.compile("\"websocket_worker_version\": *\"([^\"]+)\"");
    private static final Pattern TITLE = Pattern.compile("<title>([^<]+)</title>");
    private static final String SIGNED_IN = "odoo.__session_info__";
    private static final int SHOWN = 300;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI server;
    private final String cookie;

    private Session(URI server, String database, String login, String password) {
        this.server = server;
        HttpRequest request = json(
                        "/web/session/authenticate", Map.of("db", database, "login", login, "password", password))
                .build();
        HttpResponse<String> response = require(request);
        result(response);
        this.cookie = response.headers().allValues("set-cookie").stream()
                .map(COOKIE::matcher)
                .filter(Matcher::lookingAt)
                .map(Matcher::group)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(server + " gave no session"));
    }

    /**
     * Signs in.
     *
     * @param server scheme, host and port
     * @throws IllegalStateException when Odoo does not answer or refuses
     */
    public static Session signIn(URI server, String database, String login, String password) {
        return new Session(server, database, login, password);
    }

    /** The same session at another address of the same Odoo. */
    public Session at(URI other) {
        return new Session(other, cookie);
    }

    private Session(URI server, String cookie) {
        this.server = server;
        this.cookie = cookie;
    }

    /** A page, asked for as the signed-in user. */
    HttpRequest page(String path) {
        return request(path).header("Cookie", cookie).GET().build();
    }

    /** What is wrong with a page; empty when it is the web client's. */
    static String wrongPage(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            return shown(response.body());
        }
        return response.body().contains(SIGNED_IN) ? "" : "not signed in";
    }

    /** A call of a model's method, as the web client makes it. */
    HttpRequest call(String model, String method, List<?> arguments, Map<String, ?> keywords) {
        return json(
                        "/web/dataset/call_kw/" + model + "/" + method,
                        Map.of("model", model, "method", method, "args", arguments, "kwargs", keywords))
                .header("Cookie", cookie)
                .build();
    }

    /** What is wrong with the answer to a call; empty when it has a result. */
    static String wrongCall(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            return shown(response.body());
        }
        try {
            JsonNode answer = JSON.readTree(response.body());
            return answer.has("result") ? "" : shown(said(answer));
        } catch (JacksonException other) {
            return "no JSON: " + shown(response.body());
        }
    }

    /**
     * Calls a public method of a model.
     *
     * @throws IllegalStateException when there is no good answer
     */
    public JsonNode execute(String model, String method, List<?> arguments, Map<String, ?> keywords) {
        return result(require(call(model, method, arguments, keywords)));
    }

    HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    HttpClient http() {
        return http;
    }

    URI server() {
        return server;
    }

    String cookie() {
        return cookie;
    }

    /** What the web client calls the version of its websocket; Odoo closes that of another one. */
    String websocketVersion() {
        Matcher version = WORKER.matcher(require(page(WEB_CLIENT)).body());
        return version.find() ? version.group(1) : "";
    }

    @Override
    public void close() {
        http.shutdownNow();
        http.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).timeout(PATIENCE);
    }

    private HttpRequest.Builder json(String path, Map<String, ?> parameters) {
        Map<String, ?> body = Map.of("jsonrpc", "2.0", "id", 1, "method", "call", "params", parameters);
        return request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    }

    private HttpResponse<String> require(HttpRequest request) {
        try {
            return send(request);
        } catch (IOException silent) {
            throw new IllegalStateException(request.uri() + " does not answer", silent);
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupt);
        }
    }

    private static JsonNode result(HttpResponse<String> response) {
        String wrong = wrongCall(response);
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(response.uri() + ": " + response.statusCode() + " " + wrong);
        }
        return JSON.readTree(response.body()).path("result");
    }

    private static String said(JsonNode answer) {
        JsonNode error = answer.path("error");
        return error.path("data").path("message").asString(error.path("message").asString("no result"));
    }

    static String shown(String text) {
        Matcher title = TITLE.matcher(text);
        String line = (title.find() ? title.group(1) : text).strip().replaceAll("\\s+", " ");
        return line.isEmpty() ? "no content" : line.substring(0, Math.min(SHOWN, line.length()));
    }
}
