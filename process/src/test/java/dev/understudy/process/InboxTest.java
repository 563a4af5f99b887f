package dev.understudy.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.config.Project;
import dev.understudy.model.release.ChangeClass;
import dev.understudy.model.view.InboxView;
import dev.understudy.model.view.InboxView.ItemView;
import dev.understudy.process.after.Retrospectives.Word;
import dev.understudy.process.ticket.Tickets.Report;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A release on its way, by what waits for whom. */
@Timeout(300)
class InboxTest {

    private static final Instant MONDAY = Instant.parse("2026-11-30T09:00:00Z");
    private static final String PROJECT = """
            project: acme
            odoo: { series: "19.0" }
            repositories: [{ name: sales, url: https://git.example/acme/sales.git }]
            environments: { production: {}, staging: { copy_of: production } }
            people:
              - { name: bo, mail: bo@acme.example, roles: [developer] }
              - { name: ana, mail: ana@acme.example, roles: [client] }
              - { name: di, mail: di@acme.example, roles: [release-manager] }
            method: hdz-ii
            tickets: {}
            external_api: { user: understudy, key: "${env:NO_KEY}" }
            support: { days: 3 }
            """;

    @TempDir
    private Path folder;

    private Company company;

    @BeforeEach
    void begin() {
        company = new Company(folder, PROJECT, MONDAY);
    }

    @AfterEach
    void end() {
        company.close();
    }

    private List<ItemView> of(String person) {
        return new InboxView(company.practice.telling().inbox().items(Locale.ENGLISH, company.now()))
                .of(person)
                .items();
    }

    private List<String> kinds(String person) {
        return of(person).stream().map(ItemView::kind).toList();
    }

    @Test
    void eachThingWaitsForThoseWhoMayDoItAndUntilItIsDone() {
        String release = company.release(ChangeClass.B, "bo", "sale");
        company.perform("rehearse", "rehearsal", release);
        assertThat(kinds("di")).as("it goes to staging by a button").containsExactly("promote");
        assertThat(kinds("ana")).isEmpty();

        company.perform("deploy", "staging", release);
        assertThat(of("ana")).singleElement().satisfies(item -> {
            assertThat(item.kind() + " " + item.subject() + " " + item.what())
                    .isEqualTo("approval " + release + " approval");
            assertThat(item.digest()).isEqualTo(company.decision(release).digest());
        });
        assertThat(kinds("di")).isEmpty();

        company.approve(release, "approval", "ana");
        assertThat(kinds("ana")).isEmpty();
        assertThat(kinds("di")).containsExactly("promote");

        company.perform("deploy", Project.PRODUCTION, release);
        company.pass(Duration.ofMinutes(1));
        assertThat(kinds("di")).as("users are being helped").isEmpty();
        company.practice
                .telling()
                .tickets()
                .report(new Report("It is slow", "", "", "production", "", "", Optional.empty()), "ana", company.now());
        assertThat(of("di"))
                .singleElement()
                .satisfies(item -> assertThat(item.kind() + ": " + item.what()).isEqualTo("report: It is slow"));
        company.pass(Duration.ofDays(3));
        assertThat(kinds("di")).containsExactly("support", "report");

        company.practice.after().deploys().close(release, "Fine", false, company.speaker("di"), company.now());
        company.pass(Duration.ofMinutes(1));
        assertThat(kinds("di")).containsExactly("retrospective");
        assertThat(kinds("ana")).containsExactly("retrospective");
        company.practice
                .after()
                .retrospectives()
                .say(
                        release,
                        new Word(Optional.of("Quick"), Optional.empty(), Optional.empty(), List.of()),
                        company.speaker("ana"),
                        company.now());
        assertThat(kinds("ana")).isEmpty();
        assertThat(kinds("di")).containsExactly("retrospective");
    }
}
