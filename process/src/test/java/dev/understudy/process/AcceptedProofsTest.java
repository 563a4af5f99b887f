package dev.understudy.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.understudy.model.evidence.MaskReport;
import dev.understudy.model.evidence.MaskReport.Found;
import dev.understudy.model.evidence.MaskReport.Proof;
import dev.understudy.process.record.AuditLog.Entry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** Whoever answers for data protection finds in the log which copies hold values of production that were accepted. */
@Timeout(120)
class AcceptedProofsTest {

    private static final String PROJECT = """
            project: acme
            odoo: { series: "19.0" }
            repositories: [{ name: sales, url: https://git.example/acme/sales.git }]
            environments: { production: {}, staging: { copy_of: production }, training: { copy_of: production } }
            people:
              - { name: ana, mail: ana@acme.example, roles: [client] }
            method: hdz-ii
            """;

    @TempDir
    private Path folder;

    @Test
    void whatWasAcceptedIsInTheLogOnce() {
        try (Company company = new Company(folder, PROJECT, Instant.parse("2026-12-02T09:00:00Z"))) {
            company.perform("refresh", "staging", "");
            report(company, "staging", List.of(new Found("res_partner.comment", 2), new Found("files", 1)));
            company.perform("refresh", "training", "");
            report(company, "training", List.of());

            for (int minute = 0; minute < 3; minute++) {
                company.at(company.now().plus(Duration.ofMinutes(1)));
                company.practice.look(company.now());
            }

            assertThat(company.practice.books().log().entries(Optional.empty()))
                    .filteredOn(entry -> entry.verb().equals("proof-accepted"))
                    .extracting(Entry::subject, entry -> entry.detail().replaceFirst("^run-[0-9]+", "run"))
                    .containsExactly(tuple("staging", "run: res_partner.comment (2), files (1)"));
        }
    }

    @Test
    void whatIsAcceptedLaterAndWhatWasWhileTheServiceWasAwayIsInTheLogToo() {
        try (Company company = new Company(folder, PROJECT, Instant.parse("2026-12-02T09:00:00Z"))) {
            company.perform("refresh", "staging", "");
            report(company, "staging", List.of(new Found("res_partner.comment", 2)));
            company.at(company.now().plus(Duration.ofDays(20)));
            company.practice.look(company.now());

            company.at(company.now().plus(Duration.ofDays(1)));
            company.perform("refresh", "staging", "");
            report(company, "staging", List.of(new Found("files", 1)));
            company.at(company.now().plus(Duration.ofMinutes(1)));
            company.practice.look(company.now());

            assertThat(company.practice.books().log().entries(Optional.empty()))
                    .filteredOn(entry -> entry.verb().equals("proof-accepted"))
                    .extracting(entry -> entry.detail().replaceFirst("^run-[0-9]+", "run"))
                    .containsExactly("run: res_partner.comment (2)", "run: files (1)");
        }
    }

    /** What the last run in an environment left. */
    private static void report(Company company, String environment, List<Found> accepted) {
        MaskReport report = new MaskReport(
                company.now(),
                "4711abcd",
                0,
                List.of(),
                List.of(),
                List.of(),
                0,
                new Proof(10, 10, 100, 1, List.of(), accepted));
        company.database
                .jdbi()
                .useHandle(handle -> handle.execute(
                        """
                        INSERT INTO evidence (run, name, step, media_type, content, kept_at)
                        SELECT max(number), ?, 'mask', 'application/json', ?, now() FROM run WHERE environment = ?
                        """, MaskReport.NAME, JsonMapper.builder().build().writeValueAsString(report), environment));
    }
}
