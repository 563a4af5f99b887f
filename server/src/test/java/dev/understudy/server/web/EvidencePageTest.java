package dev.understudy.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever has to understand a rehearsal reads its logs and its texts where they read its verdict. */
@Timeout(60)
final class EvidencePageTest {

    private static final String PASSED = "/projects/acme/runs/run-2";
    private static final String FAILED = "/projects/acme/runs/run-3";

    @AutoClose
    private final Visits visits = Visits.open();

    @Test
    void theReportOfAFailedRehearsalLeadsToItsLog() throws Exception {
        Browser dev = visits.of("dev");

        assertThat(dev.get(FAILED + "/rehearsal").body())
                .contains("href=\"" + FAILED + "/evidence/test-log\"", "Log of the tests");
        assertThat(dev.get(FAILED + "/rehearsal").body())
                .as("the log is where the cause is told, and not below everything else")
                .containsSubsequence(
                        "Read the evidence <a href=\"" + FAILED + "/evidence/test-log\">Log of the tests</a>;",
                        "What it left, to read",
                        "<h2>Schema</h2>",
                        "<a href=\"" + FAILED + "/evidence/rehearsal\">The figures of the rehearsal</a>, under ddl")
                .doesNotContain("--evidence rehearsal");
        assertThat(dev.get(FAILED).body()).contains(FAILED + "/evidence/test-log");
        assertThat(dev.get(FAILED + "/evidence/test-log").body())
                .contains("FAIL: TestUrgency.test_old_orders", FAILED + "/evidence/rehearsal");
    }

    @Test
    void whatIsPrintedAnotherWayIsReadSideBySide() throws Exception {
        Browser dev = visits.of("dev");
        String report = dev.get(PASSED + "/rehearsal").body();
        assertThat(report)
                .contains("href=\"" + PASSED + "/evidence/prints\">Printed reports, both texts side by side")
                .doesNotContain("--evidence prints");

        String page = dev.get(PASSED + "/evidence/prints").body();

        assertThat(page)
                .contains("<h2>sale.report_saleorder sale.order,42</h2>")
                .containsSubsequence(
                        "<h3>as production prints it</h3>",
                        "Total 120.00",
                        "<h3>as the release prints it</h3>",
                        "<mark>Urgency: high",
                        "</mark>\nTotal 120.00")
                .as("what both texts say is not marked")
                .doesNotContain("<mark>Order", "<mark>Total");
    }

    @Test
    void scriptsInItAreReadAndNotRun() throws Exception {
        Browser dev = visits.of("dev");

        assertThat(dev.get(PASSED + "/evidence/prints").body())
                .doesNotContain(Showroom.SCRIPT)
                .contains("Urgency: high &lt;");
        HttpResponse<String> file = dev.get(FAILED + "/evidence/test-log/file");
        assertThat(file.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=run-3-test-log.txt");
        assertThat(file.headers().firstValue("Content-Type")).hasValue("text/plain;charset=utf-8");
    }

    /** Logs and texts hold production's data. */
    @Test
    void whoMayNotReadLogsIsNotLedThere() throws Exception {
        Browser ana = visits.of("ana");

        assertThat(ana.get(FAILED + "/rehearsal").body()).doesNotContain("/evidence/");
        assertThat(ana.get(FAILED).body()).doesNotContain("/evidence/");
        assertThat(ana.get(FAILED + "/evidence/test-log").statusCode()).isEqualTo(403);
        assertThat(ana.get(FAILED + "/evidence/test-log/file").statusCode()).isEqualTo(403);
    }

    @Test
    void whatIsNotThereIsSaid() throws Exception {
        assertThat(visits.of("dev").get(PASSED + "/evidence/nothing").statusCode())
                .isEqualTo(404);
    }
}
