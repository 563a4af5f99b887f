package dev.understudy.targets.rpc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** {@code /jsonrpc}, which Odoo 14 to 19 answer as they answer XML-RPC: {@code execute_kw}, with the key for a password. */
final class JsonRpc implements OdooApi.Protocol {

    private static final String DENIED = "AccessDenied";

    private final Exchange exchange;
    private final OdooServer server;
    private long user;

    JsonRpc(Exchange exchange, OdooServer server) {
        this.exchange = exchange;
        this.server = server;
    }

    @Override
    public JsonNode call(OdooApi.Call call) {
        List<Object> arguments = new ArrayList<>();
        if (!call.ids().isEmpty()) {
            arguments.add(call.ids());
        }
        arguments.addAll(call.leading().values());
        return service(
                call,
                "object",
                "execute_kw",
                List.of(
                        server.database(),
                        signedIn(call),
                        server.key().reveal(),
                        call.model(),
                        call.method(),
                        arguments,
                        named(call)));
    }

    private static Map<String, Object> named(OdooApi.Call call) {
        Map<String, Object> named = new LinkedHashMap<>(call.named());
        named.put("context", call.context());
        return named;
    }

    private long signedIn(OdooApi.Call call) {
        if (user == 0) {
            user = service(
                            call,
                            "common",
                            "login",
                            List.of(
                                    server.database(),
                                    server.user(),
                                    server.key().reveal()))
                    .asLong(0);
        }
        if (user == 0) {
            throw exchange.loginRefused("");
        }
        return user;
    }

    private JsonNode service(OdooApi.Call call, String service, String method, List<?> arguments) {
        Map<String, Object> body = Map.of(
                "jsonrpc",
                "2.0",
                "method",
                "call",
                "id",
                1,
                "params",
                Map.of("service", service, "method", method, "args", arguments));
        Exchange.Answer answer = exchange.post("/jsonrpc", Map.of(), body);
        JsonNode error = answer.body().path("error");
        String said = error.path("data")
                .path("message")
                .asString(error.path("message").asString(""));
        if (error.path("data").path("name").asString("").endsWith(DENIED)) {
            throw exchange.loginRefused(said);
        }
        if (answer.status() != Exchange.WELL || !error.isMissingNode()) {
            throw exchange.refused(call, said.isEmpty() ? Integer.toString(answer.status()) : said);
        }
        return answer.body().path("result");
    }
}
