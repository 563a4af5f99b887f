package dev.understudy.targets.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.understudy.model.config.Secret;
import dev.understudy.model.fault.FaultException;
import dev.understudy.odoo.series.Series;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is sent to an Odoo of either kind, and what is made of its answers; real ones are spoken with by the suites. */
class OdooApiTest {

    private static final String KEY = "0123456789abcdef";

    private final List<String> asked = new ArrayList<>();
    private HttpServer odoo;
    private int status = 200;
    private List<String> answers = new ArrayList<>();

    @BeforeEach
    void listen() throws IOException {
        odoo = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        odoo.createContext("/", this::answer);
        odoo.start();
    }

    @AfterEach
    void stop() {
        odoo.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        asked.add(exchange.getRequestURI() + " "
                + (authorization == null
                        ? ""
                        : authorization + " " + exchange.getRequestHeaders().getFirst("X-Odoo-Database") + " ")
                + body);
        byte[] bytes = answers.removeFirst().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private OdooApi api(String series) {
        URI address = URI.create("http://127.0.0.1:" + odoo.getAddress().getPort());
        return OdooApi.of(new OdooServer(address, "acme", "understudy", new Secret(KEY)), Series.of(series));
    }

    @Test
    void json2NamesItsArgumentsAndShowsTheKeyAsABearer() {
        answers.addAll(List.of("[7]", "[9, 8]", "12"));
        OdooApi api = api("19.0");

        assertThat(api.create("project.task", Map.of("name", "It breaks"))).isEqualTo(7);
        assertThat(api.search("project.task", List.of(List.of("id", "=", 7)), 1))
                .containsExactly(9L, 8L);
        api.post("project.task", 7, "<p>so</p>", false);

        assertThat(asked.get(0))
                .isEqualTo("/json/2/project.task/create bearer " + KEY
                        + " acme {\"vals_list\":[{\"name\":\"It breaks\"}],\"context\":{\"lang\":\"en_US\"}}");
        assertThat(asked.get(1)).startsWith("/json/2/project.task/search").contains("\"domain\":[[\"id\",\"=\",7]]");
        assertThat(asked.get(2))
                .startsWith("/json/2/project.task/message_post")
                .contains("\"ids\":[7]", "\"body\":\"<p>so</p>\"", "\"body_is_html\":true", "mail.mt_note");
    }

    @Test
    void anOlderOdooIsSignedInToOnceAndTakesArgumentsByPlace() {
        answers.addAll(List.of("{\"result\":2}", "{\"result\":[7]}", "{\"result\":12}"));
        OdooApi api = api("16.0");

        assertThat(api.create("project.task", Map.of("name", "It breaks"))).isEqualTo(7);
        api.post("project.task", 7, "<p>so</p>", true);

        assertThat(asked).hasSize(3).allMatch(one -> one.startsWith("/jsonrpc "));
        assertThat(asked.get(0)).contains("\"login\"", "[\"acme\",\"understudy\",\"" + KEY + "\"]");
        assertThat(asked.get(1))
                .contains(
                        "[\"acme\",2,\"" + KEY
                                + "\",\"project.task\",\"create\",[[{\"name\":\"It breaks\"}]],{\"context\":{\"lang\":\"en_US\"}}]");
        assertThat(asked.get(2)).contains("\"message_post\",[[7]],{").doesNotContain("body_is_html");
    }

    @ParameterizedTest
    @CsvSource({"19.0, datas", "20.0, raw"})
    void aFileGoesWhereItsSeriesTakesIt(String series, String field) {
        answers.add("[31]");

        api(series).attach("project.task", 7, "screenshot.png", "aGVsbG8=");

        assertThat(asked.getFirst())
                .startsWith("/json/2/ir.attachment/create")
                .contains("\"res_model\":\"project.task\"", "\"res_id\":7", "\"" + field + "\":\"aGVsbG8=\"");
    }

    @Test
    void whatOdooSaysIsToldAndTheKeyIsNot() {
        fails(
                401,
                "{\"message\":\"Invalid apikey\"}",
                () -> api("19.0").search("x", List.of(), 1),
                "rpc.login-refused");
        fails(
                403,
                "{\"name\":\"odoo.exceptions.AccessError\",\"message\":\"You may not\\nread this\"}",
                () -> api("19.0").search("x", List.of(), 1),
                "rpc.refused");
        fails(503, "<html>", () -> api("19.0").search("x", List.of(), 1), "rpc.unavailable");
        fails(500, "<html>", () -> api("19.0").search("x", List.of(), 1), "rpc.refused");
        fails(200, "{\"result\":false}", () -> api("15.0").search("x", List.of(), 1), "rpc.login-refused");
        fails(
                200,
                "{\"error\":{\"message\":\"Odoo Server Error\",\"data\":{\"name\":\"odoo.exceptions.UserError\",\"message\":\"No\"}}}",
                () -> api("15.0").search("x", List.of(), 1),
                "rpc.refused");
        odoo.stop(0);
        assertThatThrownBy(() -> api("19.0").search("x", List.of(), 1))
                .isInstanceOfSatisfying(
                        FaultException.class,
                        fault -> assertThat(fault.fault().code()).isEqualTo("rpc.unavailable"));
    }

    private void fails(int code, String answer, ThrowingCallable call, String fault) {
        status = code;
        answers = new ArrayList<>(List.of(answer));
        assertThatThrownBy(call).isInstanceOfSatisfying(FaultException.class, failure -> {
            assertThat(failure.fault().code()).isEqualTo(fault);
            assertThat(failure.getMessage()).doesNotContain(KEY).doesNotContain("\n");
        });
    }
}
