package dev.understudy.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.calendar.LoadMap.Sample;
import dev.understudy.process.traffic.TrafficWatch;
import dev.understudy.targets.edge.AccessEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What people ask for is counted hour by hour, once, from what the edge answered. */
@Timeout(120)
class EdgeRequestsTest {

    private static final Instant NINE = Instant.parse("2026-11-30T09:00:00Z");

    private static final String PROJECT = """
            project: acme
            odoo: { series: "19.0" }
            repositories: [{ name: sales, url: https://git.example/acme/sales.git }]
            environments: { production: {} }
            """;

    @TempDir
    private Path folder;

    private static List<String> counted(Company company) {
        return company.practice.measures().requests().samples().stream()
                .filter(sample -> sample.amount() > 0)
                .map(sample -> sample.at() + " " + sample.amount())
                .sorted()
                .toList();
    }

    private static void look(Company company, Instant now) {
        company.practice.watches().traffic().look(now);
        company.practice.measures().requests().look(now);
    }

    private static void asked(Company company, Instant at, String path, int times) {
        for (int i = 0; i < times; i++) {
            company.answers.add(new AccessEntry(at.plusSeconds(i), Duration.ofMillis(20), 200, "GET", path, false));
        }
    }

    /** The service ended in the middle of an hour: its last minute is read again, and counted once. */
    @Test
    void whatIsReadAgainAfterARestartCountsOnce() {
        try (Company company = new Company(folder, PROJECT, NINE)) {
            asked(company, NINE.plusSeconds(1800), "/odoo/sales/1", 3);
            look(company, NINE.plusSeconds(1900));
            TrafficWatch anew = new TrafficWatch(
                    company.records.environments(),
                    (environment, since) -> company.answered(since),
                    company.practice.watches().traffic().book());
            anew.look(NINE.plusSeconds(2000));
            look(company, NINE.plus(Duration.ofHours(1)));
            assertThat(counted(company)).containsExactly("2026-11-30T09:00:00Z 3");
        }
    }

    @Test
    void eachHourIsCountedOnceWhenItIsOver() {
        try (Company company = new Company(folder, PROJECT, NINE)) {
            asked(company, NINE.minus(Duration.ofDays(3)), "/odoo/sales/1", 4);
            asked(company, NINE.minus(Duration.ofHours(1)), "/odoo/sales/2", 3);
            asked(company, NINE.minus(Duration.ofHours(1)), "/web/static/src/a.js", 9);
            asked(company, NINE.minus(Duration.ofHours(1)), "/websocket", 9);
            asked(company, NINE.plusSeconds(60), "/web/dataset/call_kw", 2);

            look(company, NINE.plusSeconds(600));
            assertThat(counted(company)).containsExactly("2026-11-27T09:00:00Z 4", "2026-11-30T08:00:00Z 3");
            look(company, NINE.plusSeconds(1200));
            assertThat(counted(company)).as("that hour goes on").hasSize(2);

            asked(company, NINE.plusSeconds(1800), "/web/dataset/call_kw", 5);
            look(company, NINE.plus(Duration.ofHours(2)));
            assertThat(counted(company)).contains("2026-11-30T09:00:00Z 7");
            assertThat(company.practice.measures().requests().samples())
                    .as("nobody asked from ten to eleven")
                    .contains(new Sample(NINE.plus(Duration.ofHours(1)), 0));

            look(company, NINE.plus(Duration.ofDays(55)));
            assertThat(counted(company)).as("eight weeks are kept").doesNotContain("2026-11-27T09:00:00Z 4");
        }
    }
}
