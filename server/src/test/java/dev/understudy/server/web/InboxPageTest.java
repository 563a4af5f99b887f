package dev.understudy.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What waits for whoever looks. */
@Timeout(60)
final class InboxPageTest {

    private static final String INBOX = "/projects/acme/inbox";
    private static final String RELEASE = "/projects/acme/releases/" + Showroom.OPEN;

    @AutoClose
    private final Visits visits = Visits.open();

    @Test
    void aWordIsGivenOnThePageAndNothingWaitsAnyMore() throws Exception {
        Browser ana = visits.of("ana");
        assertThat(ana.get(INBOX).body()).contains("action=\"" + RELEASE + "/approve\"", "0 of 1 approvals");

        HttpResponse<String> said = Visits.send(
                ana,
                RELEASE + "/approve",
                "to",
                INBOX,
                "gate",
                "approval",
                "digest",
                "d".repeat(64),
                "word",
                "From the train");

        assertThat(said.headers().firstValue("Location")).hasValue(INBOX);
        assertThat(visits.desk().said()).containsExactly("ana yes approval From the train");
        assertThat(ana.get(INBOX).body()).contains("Nothing waits for you.");
    }

    @Test
    void whatWaitsForOthersIsShownWithTheirNamesAndNoButton() throws Exception {
        assertThat(visits.of("dev").get(INBOX).body())
                .contains("Nothing waits for you.", "For others", "Awaited: ana")
                .doesNotContain("/approve\"");
    }

    @Test
    void afterTheDeployAWordAndALookBackAreGivenToo() throws Exception {
        Browser bo = visits.of("bo");
        Visits.send(bo, RELEASE + "/close", "note", "Two asked", "despite-errors", "true");
        Visits.send(bo, RELEASE + "/retrospective", "well", "Quick", "badly", "", "lesson", "Ask first\n\nTell all\n");
        assertThat(visits.desk().saidBesides())
                .containsExactly(
                        "bo close " + Showroom.OPEN + " Two asked true",
                        "bo looks back at " + Showroom.OPEN + " Quick  [Ask first, Tell all] []");
    }

    @Test
    void aProblemIsReportedByAnybodyWhoTakesPart() throws Exception {
        HttpResponse<String> told = Visits.send(
                visits.of("ana"), INBOX + "/report", "title", "No <b>carrier</b>", "environment", "staging");
        assertThat(told.statusCode()).isEqualTo(201);
        assertThat(told.body()).contains("Kept: «No &lt;b&gt;carrier");
    }

    @Test
    void whatWasTypedIsThereStillWhenItWasNotTaken() throws Exception {
        HttpResponse<String> told = Visits.send(
                visits.of("ana"),
                INBOX + "/report",
                "title",
                "No carrier",
                "text",
                "Print a slip",
                "page",
                "refused",
                "environment",
                "staging");

        assertThat(told.statusCode()).isEqualTo(409);
        assertThat(told.body())
                .contains("ticket.no-picture", "value=\"No carrier\"", ">Print a slip</textarea>")
                .containsPattern("<option value=\"staging\" selected");
    }

    @Test
    void aRejectionTakesAReason() throws Exception {
        Browser ana = visits.of("ana");
        String reject = "/projects/acme/releases/" + Showroom.OPEN + "/reject";

        assertThat(Visits.send(ana, reject, "gate", "approval", "digest", "d".repeat(64), "word", "  ")
                        .body())
                .contains("server.say-why");
        assertThat(visits.desk().said()).isEmpty();
        Visits.send(ana, reject, "gate", "approval", "digest", "d".repeat(64), "word", "No carrier");
        assertThat(visits.desk().said()).containsExactly("ana no approval No carrier");
    }

    @Test
    void aPictureOfTheScreenComesAlong() throws Exception {
        Browser ana = visits.of("ana");
        Map<String, String> form =
                Map.of("form-token", ana.formToken("/projects/acme"), "title", "No carrier", "environment", "staging");

        HttpResponse<String> told = ana.upload(INBOX + "/report", form, "screenshot", new byte[300_000]);

        assertThat(told.statusCode()).isEqualTo(201);
        assertThat(visits.desk().saidBesides()).contains("report No carrier on staging with 400000");
        assertThat(ana.upload(INBOX + "/report", form, "screenshot", new byte[8_000_000])
                        .statusCode())
                .isEqualTo(413);
        assertThat(ana.upload(
                                INBOX + "/report",
                                Map.of("title", "Forged", "environment", "staging"),
                                "screenshot",
                                new byte[3])
                        .statusCode())
                .isEqualTo(409);
        assertThat(ana.upload(INBOX + "/report", Map.of(), "screenshot\"\r\n\r\n", new byte[3])
                        .statusCode())
                .isGreaterThanOrEqualTo(400)
                .isLessThan(500);
        assertThat(visits.desk().saidBesides()).noneMatch(said -> said.contains("Forged"));
    }

    @Test
    void noSpaceStandsBeforeACommaThatFollowsForeignWordsOrATime() throws Exception {
        visits.desk().tame();
        Browser bo = visits.of("bo");
        assertThat(bo.get(INBOX).body()).contains("The slip has no carrier").doesNotContainPattern("\\s,");
        Visits.send(visits.of("dev"), "/projects/acme/access", "role", "release-manager", "reason", "Bo is away ");
        String id = visits.desk().access().loans().latest().getFirst().id();
        Visits.send(bo, "/projects/acme/access/" + id + "/give");
        assertThat(bo.get("/projects/acme/access").body())
                .contains("answered by bo, until")
                .doesNotContainPattern("\\s,");
    }

    @Test
    void theApiTellsWhatWaitsForWhom() throws Exception {
        String api = "/api" + INBOX;
        assertThat(visits.operator("GET", api, "").body()).contains("\"approval\"", "\"support\"");
        assertThat(visits.operator("GET", api + "?person=ana", "").body())
                .contains("\"approval\"")
                .doesNotContain("\"support\"");
        assertThat(visits.operator("GET", api + "?person=nobody", "").statusCode())
                .isEqualTo(400);
    }
}
