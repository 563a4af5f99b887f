package dev.understudy.cli.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.client.Json;
import dev.understudy.model.audit.AuditReport;
import dev.understudy.model.audit.AuditSheet;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class AuditSheetTest {

    /** As a program beside writes it, with names of somebody who means harm. */
    private static final String REPORT = """
            {"takenAt":"2026-03-01T10:00:00Z","tookMillis":12,
             "installation":{"kind":"NIGHTLY","configuration":"/etc/odoo/odoo.conf","process":7,"user":"odoo","unit":"",
               "program":[],"here":true,
               "clues":[]},
             "odoo":{"series":"17.0","build":"17.0.20260101","folder":"/usr","edition":"community","leastPostgres":12,
               "changedModules":[],"compared":true},
             "server":null,
             "data":{"database":"ac<script>me","bytes":4500000000,"tables":[{"name":"x\\u001b[31m","bytes":5,"rows":1}],
               "tableCount":1,"withoutKey":[],"unreadable":[],"largeObjects":0,"users":3,"companies":1},
             "folders":[{"path":"/opt/\\u202egnp","present":false,"core":false,"modules":0,"repository":null}],
             "modules":{"installed":9,"own":[],"withoutCode":[],"codeNotInstalled":[],"behind":[],"pending":[],"known":true},
             "filestore":null,
             "outside":{"talkers":[],"services":[],"neutralizedCopy":null},
             "work":{"crons":1,"cronsOfOwn":0,"queueJobs":[],"waitingMail":0,"workers":0,"cronThreads":2,"limits":[],
               "listsDatabases":false,"proxyMode":false},
             "backups":[],"plan":{"roomBytes":1,"freeBytes":2,"firstCopySeconds":70,"stepKeys":["adopt"]},
             "notMeasured":[{"what":"filestore","why":"no-folder"}]}
            """;

    @Test
    void namesOfStrangersCanOnlyBeRead() {
        AuditSheet sheet = AuditSheet.of(Json.read(REPORT, AuditReport.class), Locale.ENGLISH);
        String page = AuditPage.html(sheet, Locale.ENGLISH);

        assertThat(page).contains("ac&lt;script&gt;me").doesNotContain("<script>");
        assertThat(sheet.toString())
                .doesNotContain("\u001b")
                .doesNotContain("\u202e")
                .contains("\\u202egnp");
        assertThat(page).doesNotContain("http://").doesNotContain("https://");
    }

    @Test
    void everyWordIsThereInEveryLanguage() {
        for (String language : new String[] {"en", "es", "fr"}) {
            Locale locale = Locale.forLanguageTag(language);
            AuditSheet sheet = AuditSheet.of(Json.read(REPORT, AuditReport.class), locale);

            assertThat(sheet.toString())
                    .doesNotContainPattern("\\b(row|section|caution|kind|weight|step|why)\\.[a-z]")
                    .contains("4.5".replace('.', language.equals("en") ? '.' : ','));
        }
    }
}
