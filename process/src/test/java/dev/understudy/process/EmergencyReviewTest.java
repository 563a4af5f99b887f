package dev.understudy.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.config.Project;
import dev.understudy.model.release.ChangeClass;
import dev.understudy.model.view.TicketView;
import dev.understudy.process.record.AuditLog.Entry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody looks back at what could not wait: it is a task. */
@Timeout(120)
class EmergencyReviewTest {

    @TempDir
    private Path folder;

    @Test
    void anEmergencyOnProductionIsATaskOnce() {
        String project = """
                project: acme
                odoo: { series: "19.0" }
                repositories: [{ name: sales, url: https://git.example/acme/sales.git }]
                environments: { production: {}, staging: { copy_of: production } }
                people:
                  - { name: ana, mail: ana@acme.example, roles: [client] }
                  - { name: cy, mail: cy@acme.example, roles: [release-manager] }
                method: hdz-ii
                tickets: {}
                external_api: { user: understudy, key: "${env:NO_KEY}", language: es }
                """;
        try (Company company = new Company(folder, project, Instant.parse("2026-12-02T09:00:00Z"))) {
            String release = company.release(ChangeClass.B, "bo", "sale");
            company.practice
                    .people()
                    .sayings()
                    .declareEmergency(release, "nobody can invoice", false, company.speaker("cy"));
            company.practice.people().sayings().declareEmergency(release, "", false, company.speaker("ana"));
            company.perform("rehearse", "rehearsal", release);
            company.practice.look(company.now());
            assertThat(company.practice.telling().tickets().shown(Optional.empty()))
                    .isEmpty();

            company.perform("deploy", Project.PRODUCTION, release);
            for (int minute = 0; minute < 3; minute++) {
                company.at(company.now().plus(Duration.ofMinutes(1)));
                company.practice.look(company.now());
            }

            String title = "Repasar la emergencia de " + release + " antes del 2026-12-07: nobody can invoice";
            assertThat(company.practice.telling().tickets().shown(Optional.empty()))
                    .extracting(TicketView::title)
                    .containsExactly(title);
            assertThat(company.practice.books().log().entries(Optional.of(release)))
                    .filteredOn(entry -> entry.verb().equals("follow-up"))
                    .extracting(Entry::detail)
                    .containsExactly(title);
        }
    }
}
