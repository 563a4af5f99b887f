package dev.understudy.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.understudy.model.config.Project;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.release.ChangeClass;
import dev.understudy.model.release.ReleaseChanges.Commit;
import dev.understudy.model.support.Roster.Help;
import dev.understudy.process.record.AuditLog.Entry;
import dev.understudy.process.support.SupportBook.Closing;
import dev.understudy.process.support.SupportBook.How;
import dev.understudy.process.support.SupportBook.Support;
import dev.understudy.process.ticket.Tickets.Report;
import dev.understudy.targets.edge.AccessEntry;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** After a deploy somebody is there for the users, and in the end says how it is. */
@Timeout(300)
class SupportTest {

    private static final Instant TUESDAY = Instant.parse("2026-12-01T20:00:00Z");

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @TempDir
    private Path folder;

    private Company company;

    @BeforeEach
    void begin() {
        server.start();
        company = new Company(folder, yaml("support: { days: 3, applications: { sale: [ana] } }"), TUESDAY);
    }

    @AfterEach
    void stop() {
        company.close();
        server.stop();
    }

    private String deployed(String... modules) {
        String release = company.release(
                List.of(new Commit("sales", "c1", "dev", TUESDAY, "Round\u001b[2J taxes")),
                ChangeClass.B,
                "dev",
                modules);
        company.perform("rehearse", "rehearsal", release);
        assertThat(company.perform("deploy", Project.PRODUCTION, release).status())
                .isEqualTo("succeeded");
        company.pass(Duration.ofMinutes(1));
        return release;
    }

    private Support support(String release) {
        return company.practice.after().deploys().latest(release).orElseThrow();
    }

    private void close(String release, String note, boolean despiteErrors, String person) {
        company.practice.after().deploys().close(release, note, despiteErrors, company.speaker(person), company.now());
    }

    private static void refused(String code, ThrowingCallable act) {
        assertThatThrownBy(act)
                .isInstanceOfSatisfying(
                        FaultException.class,
                        fault -> assertThat(fault.fault().code()).isEqualTo(code));
    }

    private List<String> verbs(String release) {
        return company.practice.books().log().entries(Optional.of(release)).stream()
                .map(Entry::verb)
                .toList();
    }

    private List<String> mails() {
        return Arrays.stream(server.getReceivedMessages())
                .map(SupportTest::whole)
                .toList();
    }

    private static String whole(MimeMessage mail) {
        return GreenMailUtil.getWholeMessage(mail).replace("=\r\n", "");
    }

    @Test
    void pagesThatBecameSlowerStandBesideWhatIsReported() {
        String release = deployed("sale");
        for (int i = 0; i < 50; i++) {
            answered(TUESDAY.minus(Duration.ofDays(1)).plusSeconds(i), "/odoo/sales/" + i, 150);
            answered(TUESDAY.minus(Duration.ofDays(8)).plusSeconds(i), "/odoo/sales/" + i, 9000);
            answered(company.now().plusSeconds(i), "/odoo/sales/" + i, 1200);
            answered(TUESDAY.minus(Duration.ofDays(1)).plusSeconds(i), "/odoo/stock/" + i, 150);
            answered(company.now().plusSeconds(i), "/odoo/stock/" + i, 160);
        }

        company.pass(Duration.ofHours(1));
        company.practice.after().pages().look(company.now());
        company.practice.after().pages().look(company.now());

        assertThat(company.practice.after().support().slower(support(release).run()))
                .singleElement()
                .satisfies(slower ->
                        assertThat(slower.page() + " " + slower.answers()).isEqualTo("/odoo/sales/# 50"));
    }

    private void answered(Instant ended, String page, long millis) {
        company.answers.add(new AccessEntry(ended, Duration.ofMillis(millis), 200, "GET", page, false));
    }

    @Test
    void whoHelpsIsSetAtTheDeployAndAskedOnce() {
        String release = deployed("sale", "stock");
        company.pass(Duration.ofHours(1));

        assertThat(support(release).roster().helps())
                .containsExactly(new Help("sale", List.of("ana")), new Help("stock", List.of("ana", "ed")));
        assertThat(support(release).roster().onDuty()).containsExactly("cy");
        assertThat(Duration.between(support(release).began(), support(release).ends()))
                .hasDays(3);
        assertThat(verbs(release)).containsOnlyOnce("support-began");
        assertThat(mails()).hasSize(3);
        assertThat(mails())
                .filteredOn(mail -> mail.contains("To: ana@acme.example"))
                .singleElement()
                .satisfies(mail -> assertThat(mail)
                        .contains("Usted ayuda con", "- sale", "- stock", "cy (cy@acme.example)")
                        .doesNotContain("\u001b"));

        company.project(yaml("support: { days: 3, applications: { sale: [ed] } }"));
        company.pass(Duration.ofHours(1));
        assertThat(support(release).roster().helps().getFirst().people())
                .as("as users were told")
                .containsExactly("ana");
    }

    @Test
    void oneOnDutySaysHowItIsAndNobodyElse() {
        String release = deployed("sale");

        refused("support.not-on-duty", () -> close(release, "Fine", false, "ana"));
        refused("process.no-text", () -> close(release, " \n", false, "cy"));
        refused("process.text-too-long", () -> close(release, "x".repeat(2001), false, "cy"));
        refused("release.not-found", () -> close("r99", "Fine", false, "cy"));
        close(release, "Two asked\0, both answered", false, "cy");
        refused("support.closed", () -> close(release, "Fine", false, "di"));

        assertThat(support(release).closing())
                .hasValueSatisfying(closing -> assertThat(closing)
                        .isEqualTo(new Closing(How.SAID, company.now(), "cy", "key", "Two asked, both answered", 0)));
        company.pass(Duration.ofDays(5));
        assertThat(verbs(release)).containsOnlyOnce("support-closed");
        assertThat(mails())
                .as("nobody is reminded of what is closed")
                .noneMatch(mail -> mail.contains("understudy release close"));
        assertThat(mails())
                .filteredOn(mail -> mail.contains("understudy retrospective add " + release))
                .as("dev wrote it, ana helped, cy was on duty")
                .hasSize(3);
    }

    @Test
    void whoeverMayCloseIsRemindedOnceWhenTheDaysAreOver() {
        String release = deployed("sale");

        company.pass(Duration.ofDays(3).minusHours(1));
        assertThat(reminders(release)).isEmpty();
        company.pass(Duration.ofHours(2));
        company.pass(Duration.ofHours(1));

        assertThat(reminders(release))
                .as("cy, who is on duty, and di, who is a release manager")
                .hasSize(2);
        close(release, "Fine", false, "di");
    }

    private List<String> reminders(String release) {
        return mails().stream()
                .filter(mail -> mail.contains("understudy release close " + release))
                .toList();
    }

    @Test
    void errorsThatItBroughtAreNotClosedUnseen() {
        company.log(Project.PRODUCTION, "KeyError");
        company.pass(Duration.ofMinutes(1));
        String release = deployed("sale");
        company.log(Project.PRODUCTION, "KeyError");
        company.pass(Duration.ofMinutes(1));
        assertThat(company.practice.after().deploys().errors(support(release)))
                .as("that was there before")
                .isEmpty();

        company.log(Project.PRODUCTION, "ValueError");
        company.pass(Duration.ofMinutes(1));

        refused("support.errors-open", () -> close(release, "Fine", false, "cy"));
        close(release, "Corrected in the next one", true, "cy");
        assertThat(support(release).closing().orElseThrow().errors()).isEqualTo(1);
    }

    @Test
    void whatUsersReportIsGatheredOnTheRelease() {
        String release = deployed("sale");

        report("production", "It is slow");
        report("staging", "Not here");
        close(release, "Fine", false, "cy");
        report("production", "Later");

        assertThat(company.practice.telling().tickets().shown(Optional.of(release)))
                .singleElement()
                .satisfies(ticket -> assertThat(ticket.title()).isEqualTo("It is slow"));
    }

    private void report(String environment, String title) {
        company.practice
                .telling()
                .tickets()
                .report(new Report(title, "", "", environment, "", "", Optional.empty()), "ana", company.now());
    }

    @Test
    void goingBackEndsIt() {
        String release = deployed("sale");
        company.at(company.now().plusSeconds(60));
        company.perform("rollback", Project.PRODUCTION, "");
        company.pass(Duration.ofMinutes(1));

        assertThat(support(release).closing())
                .hasValueSatisfying(closing -> assertThat(closing.how()).isEqualTo(How.TAKEN_BACK));
        refused("support.closed", () -> close(release, "Fine", false, "cy"));

        company.perform("rehearse", "rehearsal", release);
        company.perform("deploy", Project.PRODUCTION, release);
        company.pass(Duration.ofMinutes(1));
        assertThat(support(release).closing()).as("a second time").isEmpty();
    }

    @Test
    void aLaterReleaseDoesNotEndIt() {
        String first = deployed("sale");
        String second = deployed("stock");

        assertThat(support(first).closing()).isEmpty();
        assertThat(support(second).closing()).isEmpty();
        close(second, "Fine", false, "cy");
        close(first, "Fine", false, "cy");
    }

    @Test
    void withoutDaysOrPeopleNobodyIsAsked() {
        company.project(yaml("support: { days: 0 }"));
        String release = deployed("sale");

        refused("support.none", () -> close(release, "Fine", false, "cy"));
        assertThat(mails()).isEmpty();
        assertThat(verbs(release)).doesNotContain("support-began");
    }

    private String yaml(String support) {
        return """
                project: acme
                odoo: { series: "19.0" }
                repositories: [{ name: sales, url: https://git.example/acme/sales.git }]
                environments: { production: {}, staging: { copy_of: production } }
                people:
                  - { name: dev, mail: dev@acme.example, roles: [developer] }
                  - { name: cy, mail: cy@acme.example, roles: [operator] }
                  - { name: di, mail: di@acme.example, roles: [release-manager] }
                  - { name: ana, mail: ana@acme.example, roles: [key-user], language: es }
                  - { name: ed, mail: ed@acme.example, roles: [key-user] }
                duty:
                  - { who: [cy], days: [tue], from: "18:00", to: "17:59", timezone: UTC }
                tickets: {}
                external_api: { user: understudy, key: "${env:NO_KEY}" }
                mail: { server: 127.0.0.1, port: %d, security: none, from: odoo@acme.example }
                %s
                """.formatted(server.getSmtp().getPort(), support);
    }
}
