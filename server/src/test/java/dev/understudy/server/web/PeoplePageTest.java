package dev.understudy.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who takes part, and how the operator lets them in and closes them out. */
@Timeout(60)
final class PeoplePageTest {

    private static final String PEOPLE = "/projects/acme/people";
    private static final String PASSWORD = "seven green bottles";
    private static final Pattern LINK = Pattern.compile("https?://[^<]*/password\\?link=([^<\\s]+)");

    @AutoClose
    private final Visits visits = Visits.open();

    @Test
    void everybodySeesWhoTheOthersAreAndFewTheirAddresses() throws Exception {
        assertThat(visits.of("ana").get(PEOPLE).body())
                .contains("bo", "release manager", "key user")
                .doesNotContain("bo@acme.example", "password-link", "key since");
        assertThat(visits.of("bo").get(PEOPLE).body())
                .contains("ana@acme.example")
                .doesNotContain("password-link", "key since");
    }

    @Test
    void whoWasLetInByALinkIsClosedOutAgain() throws Exception {
        Browser operator = visits.operator();
        assertThat(operator.get(PEOPLE).body()).contains("key since").doesNotContain("password since");

        HttpResponse<String> made = Visits.send(operator, PEOPLE + "/eva/password-link");

        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.body()).contains("Give this link to eva", "within 24 hours", "It is shown only now.");
        Matcher link = LINK.matcher(made.body());
        assertThat(link.find()).isTrue();
        Browser eva = visits.browser();
        eva.post("/password", Map.of("link", link.group(1), "password", PASSWORD, "again", PASSWORD));
        assertThat(eva.get("/projects/acme").statusCode()).isEqualTo(200);
        assertThat(operator.get(PEOPLE).body()).contains("password since").doesNotContain(link.group(1));

        assertThat(Visits.send(operator, PEOPLE + "/eva/close").statusCode()).isEqualTo(303);

        assertThat(operator.get(PEOPLE).body()).doesNotContain("password since");
        assertThat(eva.get("/projects/acme").statusCode()).isEqualTo(303);
        assertThat(visits.desk().saidBesides()).anyMatch(said -> said.contains("eva"));
    }

    @Test
    void whoIsNotThereGetsNoLink() throws Exception {
        HttpResponse<String> refused = Visits.send(visits.operator(), PEOPLE + "/nobody/password-link");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("process.no-such-person");
    }
}
