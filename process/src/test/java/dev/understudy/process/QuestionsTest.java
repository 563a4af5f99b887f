package dev.understudy.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.release.ChangeClass;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A board shows many releases: what is known of all takes as many questions to the control plane as of one. */
@Timeout(120)
final class QuestionsTest {

    private static final Instant NOW = Instant.parse("2026-12-01T09:00:00Z");

    @TempDir
    private Path folder;

    private static int asked(Company company, List<String> releases) {
        AtomicInteger questions = new AtomicInteger();
        long thread = Thread.currentThread().threadId();
        company.database.jdbi().setSqlLogger(new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
                // Others of the company ask meanwhile, on threads of their own.
                if (Thread.currentThread().threadId() == thread) {
                    questions.incrementAndGet();
                }
            }
        });
        assertThat(company.practice.way().decisions().all(releases, Locale.ENGLISH, NOW))
                .hasSameSizeAs(releases);
        company.database.jdbi().setSqlLogger(SqlLogger.NOP_SQL_LOGGER);
        return questions.get();
    }

    @Test
    void manyReleasesTakeAsManyQuestionsAsOne() {
        String project = """
                project: acme
                odoo: { series: "19.0" }
                repositories: [{ name: sales, url: https://git.example/acme/sales.git }]
                environments: { production: {}, staging: { copy_of: production } }
                method: hdz-ii
                people:
                  - { name: ana, mail: ana@acme.example, roles: [client] }
                  - { name: bo, mail: bo@acme.example, roles: [release-manager] }
                """;
        try (Company company = new Company(folder, project, NOW)) {
            List<String> releases = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                releases.add(company.release(ChangeClass.A, "dev", "acme_sale"));
            }
            int one = asked(company, releases.subList(0, 1));
            assertThat(one).isPositive();
            assertThat(asked(company, releases))
                    .as("as of one, which takes %s", one)
                    .isEqualTo(one);
        }
    }
}
