package dev.understudy.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.evidence.OwnRecord;
import dev.understudy.model.evidence.RehearsalReport;
import dev.understudy.model.evidence.RehearsalReport.Warning;
import dev.understudy.model.release.ChangeClass;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class RehearsalPageTest {

    private static final String REPORT = JsonMapper.builder()
            .build()
            .writeValueAsString(new RehearsalReport(
                    new RehearsalReport.Subject("run-3", "r2", "r1", Instant.parse("2026-01-02T03:04:05Z")),
                    false,
                    new RehearsalReport.Failure("rehearsal.tests-failed", "", List.of("1", "test_<b>bold</b>")),
                    new RehearsalReport.Unavailability(
                            1500, 2400, List.of(new RehearsalReport.Time("update-modules", 1500))),
                    new RehearsalReport.Update(
                            List.of("acme_sale"),
                            List.of(),
                            List.of("acme_left"),
                            ChangeClass.B,
                            ChangeClass.C,
                            "C by ana"),
                    new RehearsalReport.DatabaseChanges(
                            List.of(),
                            List.of(),
                            List.of(),
                            List.of("+ column sale_order.urgency"),
                            List.of(new RehearsalReport.RowChange("res_partner", 10, 12, true)),
                            List.of(
                                    new OwnRecord(
                                            "template",
                                            "acme_sale.mail_offer",
                                            "Offer <b>",
                                            "ana",
                                            OwnRecord.Fate.OVERWRITTEN,
                                            List.of("body_html", "subject")),
                                    new OwnRecord(
                                            "access",
                                            "acme_sale.rule_own",
                                            "Own",
                                            "",
                                            OwnRecord.Fate.STALE,
                                            List.of()))),
                    new RehearsalReport.Findings(
                            List.of(),
                            new RehearsalReport.Tests(
                                    3,
                                    1,
                                    List.of("TestOrder.test_<b>bold</b>"),
                                    List.of(),
                                    false,
                                    RehearsalReport.Demonstration.NONE),
                            List.of(
                                    new RehearsalReport.Print(
                                            "sale.offer sale.order,7", RehearsalReport.Print.Change.BLANK, ""),
                                    new RehearsalReport.Print(
                                            "sale.offer sale.order,6",
                                            RehearsalReport.Print.Change.FAILS,
                                            "KeyError: <b>")),
                            List.of(
                                    new RehearsalReport.Warning(
                                            Warning.Kind.LOCK, "sale_order, ShareLock", 62_000, 10_000),
                                    new RehearsalReport.Warning(Warning.Kind.REWRITE, "stock_move", 240_000, 100_000),
                                    new RehearsalReport.Warning(
                                            Warning.Kind.ROWS, "res_partner: 1000 → 625", 3750, 1000),
                                    new RehearsalReport.Warning(Warning.Kind.LOG_ERRORS, "KeyError: 'x'", 1, 2)))));

    @Test
    void tellsWhatWasSeenInTheReadersLanguage() {
        assertThat(RehearsalPage.text(REPORT, Locale.ENGLISH))
                .contains("Rehearsal of r2 (run-3)")
                .contains("Release r2 must not be deployed.")
                .contains("rehearsal.tests-failed")
                .contains("Class B declared by the diff, class C seen.")
                .contains("Accepted up to class C by ana.")
                .contains("written over (body_html, subject): template acme_sale.mail_offer")
                .contains("last changed by ana")
                .contains("stays as it is, though the release changes it (noupdate): access acme_sale.rule_own")
                .contains("run show run-3 --evidence own-records")
                .contains("sale.offer sale.order,7: blank, and was not before")
                .contains("sale.offer sale.order,6: cannot be printed any more: KeyError: <b>")
                .contains("run show run-3 --evidence prints")
                .contains("sale_order: + column urgency")
                .contains("res_partner: 10 → 12")
                .containsSubsequence(
                        "Warnings",
                        "sale_order, ShareLock: locked for 1 min 02 s, more than 10 s",
                        "stock_move: written anew with 240,000 rows, more than 100,000",
                        "res_partner: 1000 → 625: 37.5 % of its rows, more than 10 %",
                        "KeyError: 'x' and other new errors: 1, and 2 are let through",
                        "Printed reports");
        assertThat(RehearsalPage.text(REPORT, Locale.of("es"))).contains("Ensayo de r2 (run-3)");
        assertThat(RehearsalPage.text(REPORT, Locale.FRENCH)).contains("Répétition de r2 (run-3)");
    }

    @Test
    void leavesOutWhatIsEmpty() {
        assertThat(RehearsalPage.text(REPORT, Locale.ENGLISH)).doesNotContain("Tables written anew");
    }

    @Test
    void showsForeignTextAsText() {
        assertThat(RehearsalPage.html(REPORT, Locale.ENGLISH))
                .contains("<h1>Rehearsal of r2 (run-3)</h1>")
                .contains("test_&lt;b&gt;bold&lt;/b&gt;")
                .doesNotContain("<b>bold");
    }
}
