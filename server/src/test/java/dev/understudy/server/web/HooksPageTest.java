package dev.understudy.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.view.HookView;
import dev.understudy.server.hooks.Hooks;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The hooks of a project, as the operator sees them. */
@Timeout(60)
final class HooksPageTest {

    private static final String HOOKS = "/projects/acme/hooks";

    @AutoClose
    private final Visits visits = Visits.open();

    @Test
    void theOperatorSeesWhatWasToldAndTellsItAgain() throws Exception {
        String id = visits.desk()
                .hooks()
                .add(new Hooks.Wish("chat <b>", "http://127.0.0.1:1/", List.of(), true, "", false, "operator"))
                .id();
        Browser operator = visits.operator();
        assertThat(operator.get(HOOKS).body())
                .contains("chat &lt;b&gt;", "Nothing was told yet.")
                .doesNotContain("<b>");

        assertThat(Visits.send(operator, HOOKS + "/" + id + "/test").statusCode())
                .isEqualTo(303);
        String page = operator.get(HOOKS).body();
        assertThat(page).contains("given up", "no connection", "/deliveries/1/again");
        assertThat(Visits.send(operator, HOOKS + "/" + id + "/deliveries/1/again")
                        .statusCode())
                .isEqualTo(303);
        assertThat(operator.get(HOOKS).body()).contains("2 tries");
        Visits.send(operator, HOOKS + "/" + id + "/remove");
        assertThat(operator.get(HOOKS).body()).contains("There are no webhooks.");
        assertThat(visits.of("bo").get(HOOKS).statusCode()).isEqualTo(403);
    }

    /** Over HTTP, every byte of the body counts for the signature. */
    @Test
    void whatAGitServerSendsArrivesAsItWasSigned() throws Exception {
        HookView hook = visits.desk().hooks().add(new Hooks.Wish("git", "", List.of(), false, "", false, "operator"));
        String body = "{\"ref\": \"refs/heads/main\", \"after\": \"" + "c".repeat(40)
                + "\", \"repository\": {\"clone_url\": \"https://git.example/acme/sales.git\"}}";
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(
                Objects.requireNonNull(hook.secret()).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        String signature = HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));

        assertThat(pushed(hook.id(), body + " ", signature)).isEqualTo(401);
        assertThat(pushed(hook.id(), body, signature)).isEqualTo(202);
        assertThat(visits.operator().get(HOOKS).body()).contains("<time");
    }

    private int pushed(String id, String body, String signature) throws Exception {
        try (HttpClient git = HttpClient.newHttpClient()) {
            return git.send(
                            HttpRequest.newBuilder(
                                            URI.create("http://127.0.0.1:" + visits.port() + "/hooks/acme/" + id))
                                    .header("Content-Type", "application/json")
                                    .header("X-Gitea-Event", "push")
                                    .header("X-Gitea-Signature", signature)
                                    .POST(HttpRequest.BodyPublishers.ofString(body))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
