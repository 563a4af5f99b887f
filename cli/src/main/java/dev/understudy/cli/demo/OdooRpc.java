package dev.understudy.cli.demo;

import dev.understudy.model.fault.Fault;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A user's session with one Odoo database over {@code /jsonrpc}, which Odoo 14 to 19 answer.
 *
 * @see <a href="https://www.odoo.com/documentation/19.0/developer/reference/external_rpc_api.html">External RPC API</a>
 */
public final class OdooRpc implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofMinutes(1);

    /** Longer than Odoo works at anything; whoever serves for an Odoo that is gone answers at once. */
    private static final Duration ANSWER = Duration.ofHours(1);

    private final JsonMapper json = JsonMapper.builder().build();
    private final URI endpoint;
    private final String database;
    private final String password;
    private final int user;

    private OdooRpc(URI server, String database, String login, String password) {
        this.endpoint = server.resolve("/jsonrpc");
        this.database = database;
        this.password = password;
        this.user = call("common", "login", List.of(database, login, password)).asInt(0);
        if (user == 0) {
            throw Fault.failed("cli.demo-login", login).at(server).exception();
        }
    }

    /**
     * Signs in.
     *
     * @param server scheme, host and port
     * @throws dev.understudy.model.fault.FaultException when Odoo does not answer or refuses the login
     */
    public static OdooRpc login(URI server, String database, String login, String password) {
        return new OdooRpc(server, database, login, password);
    }

    /** The ids of the records that match, in the model's order. */
    public List<Integer> search(String model, List<?> domain) {
        return ids(execute(model, "search", List.of(domain), Map.of()));
    }

    /** The values of {@code fields}, and {@code id}, of the records that match. */
    public JsonNode searchRead(String model, List<?> domain, List<String> fields) {
        return execute(model, "search_read", List.of(domain), Map.of("fields", fields));
    }

    /** Creates the records in one call and returns their ids in the same order. */
    public List<Integer> create(String model, List<Map<String, Object>> values, Map<String, ?> context) {
        return ids(execute(model, "create", List.of(values), Map.of("context", context)));
    }

    public void write(String model, List<Integer> ids, Map<String, ?> values) {
        execute(model, "write", List.of(ids, values), Map.of());
    }

    /** Calls a public method of the model. */
    public JsonNode execute(String model, String method, List<?> arguments, Map<String, ?> keywords) {
        return call("object", "execute_kw", List.of(database, user, password, model, method, arguments, keywords));
    }

    @Override
    public void close() {
        // Odoo keeps no session for /jsonrpc, and each call has a connection of its own.
    }

    private JsonNode call(String service, String method, List<?> arguments) {
        Map<String, ?> body = Map.of(
                "jsonrpc",
                "2.0",
                "id",
                1,
                "method",
                "call",
                "params",
                Map.of("service", service, "method", method, "args", arguments));
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
                .build();
        JsonNode answer = answer(request);
        if (answer.has("error")) {
            JsonNode error = answer.path("error");
            String said = error.path("data")
                    .path("message")
                    .asString(error.path("message").asString(""));
            throw Fault.failed("cli.demo-odoo-error", service + "." + method, said)
                    .at(endpoint)
                    .exception();
        }
        return answer.path("result");
    }

    private JsonNode answer(HttpRequest request) {
        // Odoo 14 ends a connection after its answer without saying so: a second call on it would fail.
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build()) {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return json.readTree(response.body());
        } catch (IOException | JacksonException failed) {
            throw Fault.failed("cli.demo-odoo-silent", String.valueOf(failed.getMessage()))
                    .at(endpoint)
                    .exception(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Fault.failed("cli.demo-odoo-silent", "interrupted")
                    .at(endpoint)
                    .exception(interrupted);
        }
    }

    private static List<Integer> ids(JsonNode array) {
        return array.valueStream().map(JsonNode::asInt).toList();
    }
}
