package dev.understudy.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.model.fault.FaultException;
import dev.understudy.model.release.ChangeClass;
import dev.understudy.model.release.ReleaseChanges.Commit;
import dev.understudy.model.view.TicketView;
import dev.understudy.process.ticket.Screenshot;
import dev.understudy.process.ticket.Tickets;
import dev.understudy.process.ticket.Tickets.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What testers report is in production, whatever happens on the way; and tickets hear of their release, each thing once. */
@Timeout(300)
class TicketsTest {

    private static final Instant MONDAY = Instant.parse("2026-11-30T09:00:00Z");

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13};

    @TempDir
    private Path folder;

    private AnsweringOdoo odoo;
    private Company company;

    @BeforeEach
    void begin() throws IOException {
        odoo = new AnsweringOdoo();
        Path key = Files.writeString(folder.resolve("odoo-key"), "0123456789\n");
        company = new Company(folder, """
                project: acme
                odoo: { series: "19.0" }
                repositories: [{ name: sales, url: https://git.example/acme/sales.git }]
                environments: { production: { watch: 60s }, staging: { copy_of: production } }
                people: [{ name: ana, mail: ana@acme.example, roles: [client] }]
                method: hdz-ii
                external_api: { user: understudy, key: "${file:%s}" }
                tickets: { values: { project_id: 3 } }
                notify: [{ odoo: {} }]
                """.formatted(key), MONDAY);
        company.productionAt(odoo.port());
    }

    @AfterEach
    void end() {
        company.close();
        odoo.close();
    }

    private Tickets tickets() {
        return company.practice.telling().tickets();
    }

    private void report(String title, String release) {
        Report report = new Report(
                title,
                "Total <b>1</b>\n& more",
                release,
                "staging",
                "/odoo/7",
                "ana",
                Screenshot.of(Base64.getEncoder().encodeToString(PNG)));
        tickets().report(report, "bo", company.now());
        company.practice.telling().courier().send(company.now());
    }

    @Test
    void aReportIsWrittenToProductionWithWhereItIsFrom() {
        String release = company.release(ChangeClass.B, "bo", "sale");

        report("It breaks", release);

        assertThat(odoo.tickets)
                .singleElement()
                .satisfies(ticket -> assertThat(ticket)
                        .startsWith("It breaks | <p>Total &lt;b&gt;1&lt;/b&gt;<br/>&amp; more</p>")
                        .contains("/odoo/7", "ana", "staging", release, "bo, 2026-11-30 09:00 UTC"));
        assertThat(tickets().shown(Optional.of(release)))
                .singleElement()
                .satisfies(one -> assertThat(one.ticket() + " " + one.title()).isEqualTo("1 It breaks"));
        assertThatThrownBy(() -> report(" ", release))
                .isInstanceOfSatisfying(
                        FaultException.class,
                        fault -> assertThat(fault.fault().code()).isEqualTo("ticket.no-title"));
    }

    @Test
    void aReportWaitsWhileProductionIsAway() {
        odoo.goAway(true);
        report("It breaks", "");
        report("And this", "");
        assertThat(tickets().shown(Optional.empty())).allSatisfy(one -> {
            assertThat(one.ticket()).isNull();
            assertThat(one.problem()).contains("502");
        });
        company.perform("refresh", "staging", "");
        company.pass(Duration.ofDays(40));
        assertThat(odoo.tickets).isEmpty();

        odoo.goAway(false);
        company.pass(Duration.ofHours(2));

        assertThat(odoo.tickets).hasSize(2);
        assertThat(odoo.pictures)
                .containsExactly("1 screenshot.png iVBORw0KGgoAAAAN", "2 screenshot.png iVBORw0KGgoAAAAN");
        assertThat(tickets().shown(Optional.empty()))
                .extracting(TicketView::ticket)
                .containsExactly(1L, 2L);
    }

    @Test
    void whatWasWrittenWhileTheAnswerWasLostIsNotWrittenAgain() {
        String release = company.release(ChangeClass.B, "bo", "sale");
        odoo.loseAnswers(true);
        report("It breaks", release);
        odoo.loseAnswers(false);
        company.pass(Duration.ofMinutes(2));
        assertThat(odoo.tickets).hasSize(1);
        assertThat(odoo.pictures).hasSize(1);

        odoo.loseAnswers(true);
        company.perform("rehearse", "rehearsal", release);
        company.perform("deploy", "staging", release);
        company.pass(Duration.ofMinutes(1));
        odoo.loseAnswers(false);
        company.pass(Duration.ofMinutes(10));
        assertThat(odoo.notes).hasSize(1);
    }

    @Test
    void anAnnouncementWaitsForProductionAndIsTriedAgain() {
        String release = company.release(ChangeClass.B, "bo", "sale");
        company.perform("rehearse", "rehearsal", release);
        company.practice.people().sayings().plan(release, Optional.of(MONDAY.plus(Duration.ofDays(3))), "cy");

        company.practice.telling().announcer().announce(release, "cy", company.now());
        company.practice.telling().courier().send(company.now());

        assertThat(company.practice.telling().announcements().of(release))
                .singleElement()
                .satisfies(sum -> {
                    assertThat(sum.audience() + " " + sum.letters() + " " + sum.sent() + " " + sum.givenUp())
                            .isEqualTo("odoo 2 0 0");
                    assertThat(sum.problem()).get().asString().contains("[process.no-database]");
                });
        company.pass(Duration.ofDays(3));
        assertThat(company.practice
                        .telling()
                        .announcements()
                        .of(release)
                        .getFirst()
                        .givenUp())
                .as("nobody wants to read it any more, neither as a message nor in the calendar")
                .isEqualTo(2);
    }

    @Test
    void whatIsNoPictureIsRefused() {
        for (String wrong : List.of("aGVsbG8=", "iVBORw0KGgo!", "<svg/>")) {
            assertThatThrownBy(() -> Screenshot.of(wrong))
                    .isInstanceOfSatisfying(
                            FaultException.class,
                            fault -> assertThat(fault.fault().code()).isEqualTo("ticket.no-picture"));
        }
        assertThat(Screenshot.of("")).isEmpty();
    }

    @Test
    void aTicketHearsOfTheWayOfItsReleaseByItsCommitsAndByHand() {
        String release = company.release(
                List.of(
                        new Commit("sales", "c1", "bo", MONDAY, "Round taxes", "By line.\n\nTask: 42", false),
                        new Commit("sales", "c2", "oca", MONDAY, "Merged", "Task: 43", true),
                        new Commit("elsewhere", "c3", "oca", MONDAY, "task-44")),
                ChangeClass.B,
                "bo",
                "sale");
        tickets().tie(release, 7, "ana", company.now());
        company.pass(Duration.ofMinutes(1));
        assertThat(odoo.notes).isEmpty();
        company.perform("rehearse", "rehearsal", release);
        company.perform("deploy", "staging", release);
        company.pass(Duration.ofMinutes(1));
        assertThat(odoo.notes)
                .containsExactlyInAnyOrder(
                        "42 <p>Release r1 is in staging since 2026-11-30 09:01 UTC.</p>",
                        "7 <p>Release r1 is in staging since 2026-11-30 09:01 UTC.</p>");

        tickets().untie(release, 42, "ana", company.now());
        company.approve(release, "approval", "ana");
        company.perform("deploy", "production", release);
        company.pass(Duration.ofMinutes(1));
        company.pass(Duration.ofMinutes(1));

        assertThat(odoo.notes).hasSize(3).last().isEqualTo("7 <p>Release r1 is on production.</p>");
    }
}
