package dev.understudy.model.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.evidence.RehearsalReport.DatabaseChanges;
import dev.understudy.model.evidence.RehearsalReport.Findings;
import dev.understudy.model.evidence.RehearsalReport.Subject;
import dev.understudy.model.evidence.RehearsalReport.Tests;
import dev.understudy.model.evidence.RehearsalReport.Time;
import dev.understudy.model.evidence.RehearsalReport.Unavailability;
import dev.understudy.model.evidence.RehearsalReport.Update;
import dev.understudy.model.release.ChangeClass;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RehearsalReportTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final RehearsalReport REPORT = new RehearsalReport(
            new Subject("run-3", "r2", "r1", Instant.parse("2026-01-02T03:04:05Z")),
            true,
            null,
            new Unavailability(4_000, 9_000, List.of(new Time("update-modules", 3_200))),
            new Update(List.of("acme_sale"), List.of(), List.of(), ChangeClass.B, ChangeClass.C, ""),
            new DatabaseChanges(List.of("ALTER TABLE a"), List.of(), List.of(), List.of(), List.of(), List.of()),
            new Findings(List.of(), Tests.NONE, List.of(), List.of()));

    @Test
    void asJsonAllStandsBesideEachOther() {
        JsonNode json = JSON.valueToTree(REPORT);

        assertThat(json.propertyNames())
                .contains("run", "release", "at", "unavailabilityMillis", "longestMillis", "updated", "ddl", "tests")
                .doesNotContain("subject", "unavailability", "update", "database", "findings");
        assertThat(JSON.treeToValue(json, RehearsalReport.class)).isEqualTo(REPORT);
    }

    @Test
    void whatAnEarlierVersionKeptIsRead() {
        RehearsalReport read = JSON.readValue("""
                {"run": "run-1", "release": "r1", "productionRelease": "", "at": "2026-01-02T03:04:05Z", "succeeded": true,
                 "failure": null, "unavailabilityMillis": 1500, "times": [], "updated": ["sale"], "installed": [],
                 "declared": "B", "observed": "B", "ddl": [], "rewrites": [], "locks": [], "schema": [], "rows": [],
                 "errors": [], "tests": {"ran": 1, "failed": 0, "failures": []}}
                """, RehearsalReport.class);

        assertThat(read.unavailability()).isEqualTo(new Unavailability(1500, 0, List.of()));
        assertThat(read.update().uninstalled()).isEmpty();
        assertThat(read.database().ownRecords()).isEmpty();
        assertThat(read.findings().warnings()).isEmpty();
    }
}
