package dev.understudy.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is looked at within an environment: the mails that it sent and those that it kept, and its traffic. */
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
                .contains("Your order S00012", "to rosa@acme.example,", "Win &lt;script&gt;", "Files: 1")
                .doesNotContain("<script>document");

        HttpResponse<String> page = dev.get(STAGING + "/mails/7");
        assertThat(page.body())
                .contains("Acme Compañía &lt;shop@acme.example&gt;", "S00012.pdf", "sandbox=\"\"", "X-Odoo-Objects")
                .contains("<li>https://elsewhere.example/</li>")
                .doesNotContain("Thank you");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy ->
                        assertThat(policy).contains("frame-src 'self'").doesNotContain("unsafe"));

        HttpResponse<String> body = dev.get(STAGING + "/mails/7/body");
        assertThat(body.body()).contains("Thank you");
        assertBound(body);
    }

    @Test
    void aMailOfSomebodyWhoMeansNoGoodIsReadAndNotRun() throws Exception {
        Browser dev = visits.of("dev");
        assertThat(dev.get(STAGING + "/mails/8").body())
                .contains("Win &lt;script&gt;", "../../&lt;script&gt;", "<li>http://evil.example/?x=")
                .doesNotContain("<script>document", "href=\"http://evil", "javascript:");
        assertBound(dev.get(STAGING + "/mails/8/body"));

        HttpResponse<String> file = dev.get(STAGING + "/mails/8/files/1");
        assertThat(file.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
        assertThat(file.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(file.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(value -> assertThat(value)
                        .startsWith("attachment; filename*=UTF-8''.._.._%3Cscript%3E")
                        .doesNotContain("/", "<"));
        assertThat(dev.get(STAGING + "/mails/8/files/2").statusCode()).isEqualTo(404);
        assertThat(dev.get(STAGING + "/mails/8/source").body()).contains("no-such-charset");
    }

    @Test
    void mailsAreSearchedAndDeleted() throws Exception {
        Browser dev = visits.of("dev");
        assertThat(dev.get(STAGING + "/mails?search=ON+ITS+way").body())
                .contains("Your order S00012")
                .doesNotContain("Win &lt;");
        assertThat(dev.get(STAGING + "/mails?search=%3Cscript%3Ex").body())
                .contains("value=\"&lt;script>x\"", "None of them says that.");

        assertThat(Visits.send(dev, STAGING + "/mails/8/delete").statusCode()).isEqualTo(303);
        assertThat(dev.get(STAGING + "/mails/8").statusCode()).isEqualTo(404);
        assertThat(dev.get(STAGING + "/mails").body())
                .as("what cannot be undone is not done by one touch")
                .containsSubsequence("<summary>Delete all…</summary>", "/mails/clear", "cannot be brought back");
        assertThat(Visits.send(visits.of("ana"), STAGING + "/mails/clear").statusCode())
                .isEqualTo(403);
        assertThat(visits.operator("POST", "/api" + STAGING + "/mails/clear", "")
                        .body())
                .contains("\"deleted\":1");
        assertThat(dev.get(STAGING + "/mails").body()).contains("No mails yet.");
    }

    @Test
    void whatOdooHasNotSentIsShownBesides() throws Exception {
        Browser dev = visits.of("dev");
        assertThat(dev.get(STAGING + "/held-mails").body())
                .contains("Your order S00012 &lt;script&gt;", "to rosa@acme.example, Luz,");
        assertThat(dev.get(STAGING + "/held-mails/7").body())
                .contains("No mail leaves a copy", "Only a part of this mail can be shown", "sandbox=\"\"")
                .doesNotContain("/held-mails/7/delete", "<script>document");
        assertBound(dev.get(STAGING + "/held-mails/7/body"));
    }

    private static void assertBound(HttpResponse<String> body) {
        assertThat(body.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .startsWith("sandbox; default-src 'none'")
                        .doesNotContain("script-src", "https:", "allow-"));
    }

    @Test
    void productionsMailsAreNobodysAndOthersAreForWhoReadsLogs() throws Exception {
        assertThat(visits.of("dev").get(PRODUCTION).body()).doesNotContain(PRODUCTION + "/mails");
        assertThat(visits.of("dev").get(PRODUCTION + "/mails").body()).contains("server.mails-production");
        assertThat(visits.of("dev").get(PRODUCTION + "/held-mails").body()).contains("server.mails-production");
        assertThat(visits.of("ana").get(STAGING + "/mails").statusCode()).isEqualTo(403);
        assertThat(visits.of("ana").get(STAGING).body()).doesNotContain(STAGING + "/mails");
        assertThat(visits.of("dev").get(STAGING + "/mails/9").statusCode()).isEqualTo(404);
        assertThat(visits.of("dev").get(STAGING + "/mails/x").statusCode()).isEqualTo(404);
    }

    @Test
    void whatItTakesOfTheMachineIsDrawnWithItsDeploysAndItsSlowStatements() throws Exception {
        Browser ana = visits.of("ana");
        assertThat(ana.get(PRODUCTION).body()).contains(PRODUCTION + "/monitoring");
        for (String span : new String[] {"hour", "day", "month"}) {
            assertThat(ana.get(PRODUCTION + "/monitoring?span=" + span).body())
                    .contains(
                            "id=\"processors-title\"",
                            "id=\"memory-title\"",
                            "id=\"busy-title\"",
                            "id=\"connections-title\"",
                            "id=\"database-title\"",
                            "<polyline class=\"usual\"",
                            "<line class=\"mark\"",
                            "run-1",
                            "<table>")
                    .contains("monitoring?span=" + span + "\" aria-current=\"page\"")
                    .doesNotContain("slow-title", "sale_order");
        }
        assertThat(visits.of("dev").get(PRODUCTION + "/monitoring").body())
                .contains("slow-title", "SELECT \"&lt;b&gt;\" FROM sale_order");
        assertThat(visits.operator("GET", "/api" + PRODUCTION + "/monitoring?span=hour", "")
                        .body())
                .contains("\"HOUR\"", "\"processors\"", "\"longestMillis\":7200");
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
