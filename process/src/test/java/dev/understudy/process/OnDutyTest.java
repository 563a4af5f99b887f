package dev.understudy.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.model.method.Proof;
import dev.understudy.model.method.ReleaseFacts.Evidence;
import dev.understudy.model.release.ChangeClass;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody is there when a deploy begins, or nobody knows that it is well looked after. */
@Timeout(120)
class OnDutyTest {

    private static final String PROJECT = """
            project: acme
            odoo: { series: "19.0" }
            repositories: [{ name: sales, url: https://git.example/acme/sales.git }]
            environments: { production: {} }
            people:
              - { name: cy, mail: cy@acme.example, roles: [release-manager] }
              - { name: di, mail: di@acme.example, roles: [release-manager] }
            duty:
              - { who: [cy], days: [tue], from: "18:00", to: "02:00", timezone: UTC }
              - { who: [di, cy], days: [wed], from: "00:00", to: "01:00", timezone: UTC }
            """;

    @TempDir
    Path folder;

    private static List<String> onDuty(Company company, String release) {
        return company.practice.way().dossiers().of(release, company.now()).evidence().stream()
                .filter(one -> one.proof() == Proof.ON_DUTY)
                .map(Evidence::reference)
                .toList();
    }

    @Test
    void whoIsOnDutyAtThePlannedStartIsEvidence() {
        try (Company company = new Company(folder, PROJECT, Instant.parse("2026-12-01T17:59:59Z"))) {
            String release = company.release(ChangeClass.B, "bo", "acme_sales");
            assertThat(onDuty(company, release)).isEmpty();

            company.at(Instant.parse("2026-12-01T18:00:00Z"));
            assertThat(onDuty(company, release)).containsExactly("cy");
            plan(company, release, "2026-12-02T00:30:00Z");
            assertThat(onDuty(company, release)).containsExactly("cy, di");
            plan(company, release, "2026-12-02T02:00:00Z");
            assertThat(onDuty(company, release)).isEmpty();
        }
    }

    private static void plan(Company company, String release, String at) {
        company.practice.people().sayings().plan(release, Optional.of(Instant.parse(at)), "cy");
    }

    @Test
    void whoIsOnDutyIsOneOfThePeople() {
        assertThatThrownBy(() -> Company.read(PROJECT.replace("[di, cy]", "[zoe]")))
                .hasMessageContaining("zoe is on duty");
    }
}
