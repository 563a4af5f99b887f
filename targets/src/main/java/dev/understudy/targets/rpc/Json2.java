package dev.understudy.targets.rpc;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** {@code POST /json/2/MODEL/METHOD}: arguments by name, the key as a bearer's token. */
record Json2(Exchange exchange, OdooServer server) implements OdooApi.Protocol {

    @Override
    public JsonNode call(OdooApi.Call call) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (!call.ids().isEmpty()) {
            body.put("ids", call.ids());
        }
        body.putAll(call.leading());
        body.putAll(call.named());
        body.put("context", call.context());
        Map<String, String> headers =
                Map.of("Authorization", "bearer " + server.key().reveal(), "X-Odoo-Database", server.database());
        Exchange.Answer answer = exchange.post("/json/2/" + call.model() + "/" + call.method(), headers, body);
        String said = answer.body().path("message").asString("");
        if (answer.status() == Exchange.NOT_SIGNED_IN) {
            throw exchange.loginRefused(said);
        }
        if (answer.status() != Exchange.WELL) {
            throw exchange.refused(call, answer.status() + " " + said);
        }
        return answer.body();
    }
}
