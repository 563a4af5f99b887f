package dev.understudy.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.engine.Direct;
import dev.understudy.engine.TestPostgres;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.method.Proof;
import dev.understudy.model.method.ReleaseFacts.Evidence;
import dev.understudy.model.readiness.MachineUpdates;
import dev.understudy.model.readiness.OdooBuild;
import dev.understudy.model.readiness.PendingUpdates;
import dev.understudy.model.release.ChangeClass;
import dev.understudy.model.view.ReadinessView;
import dev.understudy.model.view.ReadinessView.ConsiderationView;
import dev.understudy.process.release.ReadinessReview;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What people say of a release and what was measured is evidence for the gate, until the plan or the content changes. */
@Timeout(120)
class ReadinessTest {

    private static final Instant MONDAY = Instant.parse("2026-11-30T09:00:00Z");
    private static final String PROJECT = """
            project: acme
            odoo: { series: "19.0" }
            repositories: [{ name: sales, url: https://git.example/acme/sales.git }]
            environments: { production: { watch: 60s } }
            people: [{ name: ana, mail: ana@acme.example, roles: [client] }]
            """;

    @TempDir
    private Path folder;

    private static Optional<Evidence> evidence(Company company, String release) {
        return company.practice.way().dossiers().of(release, company.now()).evidence().stream()
                .filter(one -> one.proof() == Proof.READINESS)
                .findFirst();
    }

    @Test
    void whatIsMeasuredAndSaidIsEvidenceForThisContentAndThisPlan() {
        try (Company company = new Company(folder, PROJECT, MONDAY)) {
            ReadinessReview review = company.practice.measures().readiness();
            String release = company.release(ChangeClass.B, "bo", "sale");
            assertThat(evidence(company, release)).isEmpty();

            ReadinessView first = review.review(release, Locale.ENGLISH, company.now());
            assertThat(first.ready()).isFalse();
            assertThat(evidence(company, release))
                    .get()
                    .satisfies(one -> assertThat(one.good()).isFalse());

            company.perform("rehearse", "rehearsal", release);
            for (String one : List.of("off-peak", "training", "critical-updates", "compatibility", "budget", "cycle")) {
                review.say(release, one, "good", "looked at", company.speaker("ana"), company.now());
            }
            ReadinessView second = review.review(release, Locale.ENGLISH, company.now());
            assertThat(second.score()).isEqualTo(100);
            assertThat(second.considerations())
                    .extracting(ConsiderationView::reason)
                    .contains(
                            "ana: looked at",
                            "3/3 tests passed",
                            "class B, 1 modules, 0 of the last 5 releases with an incident");
            assertThat(evidence(company, release)).get().satisfies(one -> {
                assertThat(one.good()).isTrue();
                assertThat(one.detail()).isEqualTo("100");
            });

            company.practice.people().sayings().plan(release, Optional.of(MONDAY.plus(Duration.ofDays(2))), "cy");
            assertThat(evidence(company, release))
                    .as("planned for another time")
                    .isEmpty();
        }
    }

    @Test
    void updatesOfTheMachineAndOfOdooAreMeasured() {
        try (Company company = new Company(folder, PROJECT, MONDAY)) {
            company.productionAnswers(new Direct(TestPostgres.shared().newDatabase()).doors());
            company.updates(
                    new OdooBuild(
                            "deb:19.0.20260601", Optional.of(Instant.parse("2026-06-01T00:00:00Z")), Optional.empty()),
                    new MachineUpdates(
                            new PendingUpdates(
                                    "Debian",
                                    Optional.of(MONDAY),
                                    true,
                                    List.of(new PendingUpdates.Update("openssl", "3.0", "3.1", true))),
                            Optional.empty(),
                            Map.of()));
            String release = company.release(ChangeClass.B, "bo", "sale");
            ReadinessReview review = company.practice.measures().readiness();
            review.say(release, "critical-updates", "good", "soon", company.speaker("ana"), company.now());

            assertThat(review.review(release, Locale.ENGLISH, company.now()).considerations())
                    .filteredOn(one -> one.consideration().equals("critical-updates"))
                    .singleElement()
                    .satisfies(one -> {
                        assertThat(one.mark()).isEqualTo("bad");
                        assertThat(one.reason())
                                .contains("Odoo of 2026-06-01, the latest that is known here")
                                .containsPattern("PostgreSQL 1[0-9][.][0-9]+: no package of this machine brought it")
                                .contains("Debian: security updates of 1 packages are outstanding (openssl)");
                    });
        }
    }

    @Test
    void whatIsNoneOfTheEightIsRefused() {
        try (Company company = new Company(folder, PROJECT, MONDAY)) {
            String release = company.release(ChangeClass.B, "bo", "sale");
            for (String[] wrong : new String[][] {{"weather", "good"}, {"risk", "unknown"}, {"risk", "fine"}}) {
                assertThatThrownBy(() -> company.practice
                                .measures()
                                .readiness()
                                .say(release, wrong[0], wrong[1], "", company.speaker("ana"), company.now()))
                        .isInstanceOfSatisfying(
                                FaultException.class,
                                fault -> assertThat(fault.fault().code()).isEqualTo("readiness.no-such"));
            }
        }
    }
}
