package dev.understudy.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is looked at within an environment: the mails that it kept, and its traffic. */
@Timeout(60)
final class InsightPagesTest {

    private static final String STAGING = "/projects/acme/environments/staging";
    private static final String PRODUCTION = "/projects/acme/environments/production";

    @AutoClose
    private final Visits visits = Visits.open();

    @Test
    void aMailIsShownWithItsHeadersAndFilesAndItsTextMayDoNothing() throws Exception {
        Browser dev = visits.of("dev");
        assertThat(dev.get(STAGING).body()).contains(STAGING + "/mails");
        assertThat(dev.get(STAGING + "/mails").body())
                .contains("Your order S00012 &lt;script&gt;", "to rosa@acme.example, Luz,", "Files: 1")
                .doesNotContain("<script>document");

        HttpResponse<String> page = dev.get(STAGING + "/mails/7");
        assertThat(page.body())
                .contains(
                        "Acme &lt;shop@acme.example&gt;",
                        "S00012 &lt;b&gt;.pdf",
                        "No mail leaves a copy",
                        "this is its beginning",
                        "sandbox=\"\"")
                .doesNotContain("<script>document", "Thank you");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy ->
                        assertThat(policy).contains("frame-src 'self'").doesNotContain("unsafe"));

        HttpResponse<String> body = dev.get(STAGING + "/mails/7/body");
        assertThat(body.body()).contains("Thank you");
        assertThat(body.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .startsWith("sandbox; default-src 'none'")
                        .doesNotContain("script-src", "https:"));
    }

    @Test
    void productionsMailsAreNobodysAndOthersAreForWhoReadsLogs() throws Exception {
        assertThat(visits.of("dev").get(PRODUCTION).body()).doesNotContain(PRODUCTION + "/mails");
        assertThat(visits.of("dev").get(PRODUCTION + "/mails").body()).contains("server.mails-production");
        assertThat(visits.of("ana").get(STAGING + "/mails").statusCode()).isEqualTo(403);
        assertThat(visits.of("ana").get(STAGING).body()).doesNotContain(STAGING + "/mails");
        assertThat(visits.of("dev").get(STAGING + "/mails/8").statusCode()).isEqualTo(404);
        assertThat(visits.of("dev").get(STAGING + "/mails/x").statusCode()).isEqualTo(404);
    }

    @Test
    void theTrafficOfAnHourADayOrAMonthIsDrawnWithItsDeploysAndToldInNumbers() throws Exception {
        Browser ana = visits.of("ana");
        for (String span : new String[] {"hour", "day", "month"}) {
            assertThat(ana.get(PRODUCTION + "/traffic?span=" + span).body())
                    .contains(
                            "<rect class=\"bar\"",
                            "<polyline class=\"slow\"",
                            "<line class=\"mark\"",
                            "run-1",
                            "<table>")
                    .contains("traffic?span=" + span + "\" aria-current=\"page\"");
        }
        assertThat(ana.get(PRODUCTION + "/traffic?span=year").body()).contains("server.bad-span");
        assertThat(visits.operator("GET", "/api" + PRODUCTION + "/traffic?span=hour", "")
                        .body())
                .contains("\"HOUR\"", "\"usualMillis\"");
    }
}
