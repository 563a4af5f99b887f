package dev.understudy.targets.rpc;

import dev.understudy.odoo.series.Series;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * Odoo's own remote API, as one of its users with an API key: JSON-2 where a series has it, else JSON-RPC.
 *
 * <p>Every call throws {@link dev.understudy.model.fault.FaultException}: {@code rpc.unavailable} where Odoo does not answer
 * now, {@code rpc.login-refused}, {@code rpc.refused} with what Odoo says.
 *
 * @see <a href="https://www.odoo.com/documentation/19.0/developer/reference/external_api.html">External JSON-2 API</a>
 */
public final class OdooApi {

    private final Protocol protocol;
    private final Series series;
    private final Set<String> flags;

    private OdooApi(Protocol protocol, Series series, Set<String> flags) {
        this.protocol = protocol;
        this.series = series;
        this.flags = Set.copyOf(flags);
    }

    /** Speaks with one database. Nothing is asked yet. */
    public static OdooApi of(OdooServer server, Series series) {
        Exchange exchange = new Exchange(server);
        return new OdooApi(
                series.hasJson2() ? new Json2(exchange, server) : new JsonRpc(exchange, server), series, Set.of());
    }

    /**
     * The same, whose calls say something to the code that they reach.
     *
     * @param switched the names of values of Odoo's context that are true
     */
    public OdooApi with(Set<String> switched) {
        return new OdooApi(protocol, series, switched);
    }

    /**
     * A call of a model's method.
     *
     * @param ids the records that it is called on; empty for the model itself
     * @param leading arguments that older series take by their place alone, in that order
     * @param named the other arguments
     * @param flags values of the context that are true
     */
    record Call(
            String model,
            String method,
            List<Long> ids,
            Map<String, ?> leading,
            Map<String, ?> named,
            Set<String> flags) {

        /** English is in every Odoo; the user's own language may be one that is not there any more. */
        Map<String, Object> context() {
            Map<String, Object> context = new TreeMap<>(Map.of("lang", "en_US"));
            flags.forEach(flag -> context.put(flag, true));
            return context;
        }
    }

    private JsonNode call(String model, String method, List<Long> ids, Map<String, ?> leading, Map<String, ?> named) {
        return protocol.call(new Call(model, method, ids, leading, named, flags));
    }

    /** How a call travels. */
    interface Protocol {
        JsonNode call(Call call);
    }

    /** Makes a record; its id. */
    public long create(String model, Map<String, ?> values) {
        return ids(call(model, "create", List.of(), Map.of("vals_list", List.of(values)), Map.of()))
                .getFirst();
    }

    /** The ids of records that match, the newest first. */
    public List<Long> search(String model, List<?> domain, int most) {
        return ids(
                call(model, "search", List.of(), Map.of("domain", domain), Map.of("limit", most, "order", "id desc")));
    }

    /**
     * Gives a record a file.
     *
     * @param content as Base64
     */
    public void attach(String model, long record, String name, String content) {
        long _ = create(
                "ir.attachment",
                Map.of("res_model", model, "res_id", record, "name", name, series.contentField(), content));
    }

    /** Changes fields of a record. */
    public void change(String model, long record, Map<String, ?> values) {
        JsonNode _ = call(model, "write", List.of(record), Map.of("vals", values), Map.of());
    }

    /** Removes a record. */
    public void remove(String model, long record) {
        JsonNode _ = call(model, "unlink", List.of(record), Map.of(), Map.of());
    }

    /**
     * Writes a message to a record that has a chatter, or to a channel.
     *
     * @param html the message
     * @param comment whether it is said to those who follow; a note otherwise
     */
    public void post(String model, long record, String html, boolean comment) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("body", html);
        message.put("message_type", "comment");
        message.put("subtype_xmlid", comment ? "mail.mt_comment" : "mail.mt_note");
        if (series.escapesPosts()) {
            message.put("body_is_html", true);
        }
        JsonNode _ = call(model, "message_post", List.of(record), Map.of(), message);
    }

    private static List<Long> ids(JsonNode answer) {
        return StreamSupport.stream(answer.spliterator(), false)
                .map(JsonNode::asLong)
                .toList();
    }
}
