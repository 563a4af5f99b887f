package dev.understudy.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is done to environments from the pages. */
@Timeout(60)
final class ActPageTest {

    private static final String STAGING = "/projects/acme/environments/staging";
    private static final String PRODUCTION = "/projects/acme/environments/production";

    @AutoClose
    private final Visits visits = Visits.open();

    @Test
    void aCopyIsRefreshedAfterItWasShownWhatThatWouldDo() throws Exception {
        Browser bo = visits.of("bo");
        assertThat(bo.get(STAGING).body()).contains(STAGING + "/refresh").doesNotContain(STAGING + "/rollback");
        assertThat(bo.get(STAGING + "/refresh").body()).contains("What it would do", "Refresh staging now");
        assertThat(visits.desk().said()).isEmpty();

        HttpResponse<String> done = Visits.send(bo, STAGING + "/refresh");

        assertThat(done.headers().firstValue("Location")).hasValue("/projects/acme/runs/run-9");
        assertThat(visits.desk().said()).containsExactly("bo refresh ");
    }

    @Test
    void aDeployShowsForWhatItWouldWaitOrWhyItMayNotBe() throws Exception {
        Browser bo = visits.of("bo");
        assertThat(bo.get(PRODUCTION + "/deploy").body()).contains("<select").doesNotContain("id=\"next\"");
        assertThat(bo.get(PRODUCTION + "/deploy?release=" + Showroom.OPEN).body())
                .contains(
                        "It would wait, and begin by itself",
                        "window",
                        "<time datetime=\"2026-03-01T19:00:00Z\">2026-03-01 19:00 UTC</time>",
                        "<a href=\"/projects/acme/releases/r12\">r12</a> says what it waits for",
                        "Let r12 go to production as soon as it may")
                .doesNotContain("Bring r12 to production now", "understudy release show");
        assertThat(bo.get(PRODUCTION + "/deploy?release=" + Showroom.FAILED).body())
                .contains("deploy.not-rehearsed")
                .doesNotContain("id=\"next\"");
        assertThat(Visits.send(bo, PRODUCTION + "/deploy", "release", Showroom.FAILED)
                        .body())
                .contains("deploy.not-rehearsed");
        assertThat(visits.desk().said()).isEmpty();
    }

    @Test
    void aRollbackSaysWhatWouldBeLostAndIsTheOperators() throws Exception {
        String page = visits.of("bo").get(PRODUCTION + "/rollback").body();
        assertThat(page)
                .contains("sale_order", "2 created, 1 changed", "ada", "Only the operator of the service does this")
                .doesNotContain("id=\"next\"");
        assertThat(Visits.send(visits.of("bo"), PRODUCTION + "/rollback").statusCode())
                .isEqualTo(403);
    }

    @Test
    void whoMayNotIsToldWhoMayAndWhoShowedLongAgoWhoTheyAreShowsItAgain() throws Exception {
        assertThat(visits.of("dev").get(STAGING + "/refresh").body())
                .contains("A release manager or the operator does this.")
                .doesNotContain("id=\"next\"");

        Browser bo = visits.of("bo");
        visits.desk().entrance().pass(Duration.ofMinutes(16));
        assertThat(Visits.send(bo, STAGING + "/refresh").headers().firstValue("Location"))
                .hasValueSatisfying(
                        to -> assertThat(to).startsWith("/prove?to=").contains("refresh"));
        assertThat(visits.desk().said()).isEmpty();
    }
}
