package dev.understudy.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What somebody without an account may do by a link, and nothing else. */
@Timeout(60)
final class SharedPageTest {

    private static final String STAGING = "/projects/acme/environments/staging";
    private static final String API = "/api/projects/acme/shares";
    private static final Pattern LINK = Pattern.compile("id=\"share-link\"[^>]*>http://[^/]+/share\\?link=([^<]+)<");
    private static final Pattern ID = Pattern.compile(STAGING + "/shares/([0-9a-f]+)/end");

    @AutoClose
    private final Visits visits = Visits.open();

    @Test
    void aKeyUserLooksAtACopyAndReportsWhatIsWrongThere() throws Exception {
        Browser rosa = guest(made("guest", "Rosa <b>", "days", "3", "allows", "see", "allows", "report"));

        String page = rosa.get("/shared").body();
        assertThat(page)
                .contains("staging", "For Rosa &lt;b&gt;,", "Ask how urgent an order is", "What was tried already")
                .doesNotContain("/projects/acme", "<b>", "rel=\"noreferrer\"");
        HttpResponse<String> told = rosa.post(
                "/shared/report",
                Map.of("form-token", rosa.formToken("/shared"), "title", "No <i>carrier", "text", "It is empty"));

        assertThat(told.statusCode()).isEqualTo(201);
        assertThat(told.body()).contains("Kept: «No &lt;i&gt;carrier");
        assertThat(visits.desk().saidBesides()).containsExactly("report No <i>carrier on staging with 0");
        assertThat(visits.desk().entrance().notes())
                .anyMatch(note -> note.startsWith("share-made staging for Rosa <b> until"));
    }

    @Test
    void aLinkDoesWhatItWasMadeForAndNothingElse() throws Exception {
        Browser rosa = guest(made("guest", "Rosa", "days", "3", "allows", "open"));

        assertThat(rosa.get("/shared").body())
                .contains("rel=\"noreferrer\"")
                .doesNotContain("Ask how urgent an order is", "/shared/report");
        assertThat(rosa.post("/shared/report", Map.of("form-token", rosa.formToken("/shared"), "title", "x"))
                        .body())
                .contains("server.not-allowed");
        assertThat(rosa.get("/projects/acme").statusCode())
                .as("sent to the sign-in")
                .isEqualTo(303);
        assertThat(rosa.post("/shared/report", Map.of("title", "x")).body()).contains("server.stale-form");
    }

    @Test
    void aLinkIsShownOnceAndLeadsNowhereWhenItIsOver() throws Exception {
        String link = made("guest", "Rosa", "days", "3", "allows", "see");
        Browser bo = visits.of("bo");
        String page = bo.get(STAGING).body();
        assertThat(page)
                .as("what is looked at daily stands before what is set up once")
                .containsSubsequence("id=\"log\"", "id=\"shares\"")
                .contains("Rosa")
                .doesNotContain(link);
        Browser rosa = guest(link);

        Matcher id = ID.matcher(page);
        assertThat(id.find()).isTrue();
        Visits.send(bo, STAGING + "/shares/" + id.group(1) + "/end");

        assertThat(rosa.get("/shared").statusCode()).isEqualTo(403);
        assertThat(rosa.get("/shared").body()).contains("server.share-ended");
        assertThat(bo.get(STAGING).body()).doesNotContain("Rosa");
        String other = made("guest", "Luz", "days", "3", "allows", "see");
        Browser luz = guest(other);
        visits.desk().entrance().pass(Duration.ofDays(3));
        assertThat(luz.get("/shared").body()).contains("server.share-ended");
        assertThat(luz.post("/share", Map.of("link", other)).body()).contains("server.share-ended");
        assertThat(luz.post("/share", Map.of("link", "acme.guess")).body()).contains("server.share-ended");
    }

    @Test
    void noLinkLeadsToProductionAndOnlyWhoChangesEnvironmentsMakesOne() throws Exception {
        assertThat(visits.of("bo").get("/projects/acme/environments/production").body())
                .doesNotContain("id=\"shares\"");
        assertThat(visits.operator("POST", API, "{\"environment\":\"production\",\"guest\":\"Rosa\"}")
                        .body())
                .contains("server.share-production");
        assertThat(visits.of("dev").get(STAGING).body()).doesNotContain("id=\"shares\"");
        assertThat(Visits.send(visits.of("dev"), STAGING + "/shares", "guest", "Rosa")
                        .statusCode())
                .isEqualTo(403);
        assertThat(visits.operator("POST", API, "{\"environment\":\"nowhere\",\"guest\":\"Rosa\"}")
                        .body())
                .contains("environment.not-found");
        assertThat(visits.operator("POST", API, "{\"environment\":\"staging\",\"guest\":\"R\",\"allows\":[\"deploy\"]}")
                        .body())
                .contains("server.share-allows");
        assertThat(Visits.send(visits.of("bo"), STAGING + "/shares", "guest", "Rosa", "days", "400", "allows", "see")
                        .body())
                .contains("server.share-days");
    }

    @Test
    void whoAsksWithoutEndHasToWait() throws Exception {
        Browser rosa = guest(made("guest", "Rosa", "days", "3", "allows", "see"));
        for (int i = 0; i < 60; i++) {
            rosa.get("/shared");
        }
        assertThat(rosa.get("/shared").statusCode()).isEqualTo(429);
    }

    private String made(String... members) throws IOException, InterruptedException {
        String page = Visits.send(visits.of("bo"), STAGING + "/shares", members).body();
        Matcher link = LINK.matcher(page);
        assertThat(link.find()).as(page).isTrue();
        return link.group(1);
    }

    private Browser guest(String link) throws IOException, InterruptedException {
        Browser browser = visits.browser();
        assertThat(browser.get("/share?link=" + link).body()).contains("name=\"link\"");
        assertThat(browser.post("/share", Map.of("link", link)).headers().firstValue("Location"))
                .hasValue("/shared");
        return browser;
    }
}
