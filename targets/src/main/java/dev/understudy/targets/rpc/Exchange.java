package dev.understudy.targets.rpc;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.text.Shown;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One question and one answer, both JSON. */
final class Exchange {

    static final int WELL = 200;
    static final int NOT_SIGNED_IN = 401;

    private static final Duration CONNECT = Duration.ofSeconds(20);

    /** A deploy may hold a request for so long; whoever has no answer then asks again later. */
    private static final Duration ANSWER = Duration.ofMinutes(2);

    /** What an edge says in place of an Odoo that is away. */
    private static final Set<Integer> AWAY = Set.of(502, 503, 504);

    private static final int LONGEST_SAID = 300;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final OdooServer server;

    Exchange(OdooServer server) {
        this.server = server;
    }

    record Answer(int status, JsonNode body) {}

    /** Throws {@code rpc.unavailable}. */
    Answer post(String path, Map<String, String> headers, Map<String, ?> body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.address().resolve(path))
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        headers.forEach(request::header);
        // Odoo 14 ends a connection after its answer without saying so: a second call on it would fail.
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build()) {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (AWAY.contains(response.statusCode())) {
                throw unavailable(Integer.toString(response.statusCode()), null);
            }
            return new Answer(response.statusCode(), read(response.body()));
        } catch (IOException silent) {
            String said = silent.getMessage();
            throw unavailable(said == null ? silent.getClass().getSimpleName() : said, silent);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unavailable("interrupted", interrupted);
        }
    }

    /** What is no JSON is a page that something else wrote, and tells nothing. */
    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException page) {
            return JSON.missingNode();
        }
    }

    private FaultException unavailable(String why, @Nullable Throwable cause) {
        Fault fault = Fault.failed("rpc.unavailable", server.address(), line(why));
        return cause == null ? fault.exception() : fault.exception(cause);
    }

    FaultException loginRefused(String said) {
        return Fault.failed("rpc.login-refused", server.user(), line(said)).exception();
    }

    FaultException refused(OdooApi.Call call, String said) {
        return Fault.failed("rpc.refused", call.model() + "." + call.method(), line(said))
                .exception();
    }

    private static String line(String said) {
        String line = Shown.line(said.strip());
        return line.length() > LONGEST_SAID ? line.substring(0, LONGEST_SAID) + "…" : line;
    }
}
