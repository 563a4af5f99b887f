package dev.understudy.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.server.hooks.Hooks;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

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
        Browser operator = operator();
        assertThat(operator.get(HOOKS).body())
                .contains("chat &lt;b&gt;", "Nothing was told yet.")
                .doesNotContain("<b>");

        assertThat(Visits.send(operator, HOOKS + "/" + id + "/test").statusCode())
                .isEqualTo(303);
        String page = operator.get(HOOKS).body();
        assertThat(page).contains("given up", "ConnectException", "/deliveries/1/again");
        assertThat(Visits.send(operator, HOOKS + "/" + id + "/deliveries/1/again")
                        .statusCode())
                .isEqualTo(303);
        assertThat(operator.get(HOOKS).body()).contains("2 tries");
        Visits.send(operator, HOOKS + "/" + id + "/remove");
        assertThat(operator.get(HOOKS).body()).contains("There are no hooks.");
        assertThat(visits.of("bo").get(HOOKS).statusCode()).isEqualTo(403);
    }

    private Browser operator() throws Exception {
        String link = JsonMapper.shared()
                .readTree(visits.operator("POST", "/api/sign-in-links", "").body())
                .get("path")
                .stringValue()
                .replaceFirst(".*link=", "");
        Browser browser = visits.browser();
        browser.post("/sign-in", Map.of("link", link));
        return browser;
    }
}
