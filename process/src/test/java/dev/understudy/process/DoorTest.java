package dev.understudy.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.understudy.engine.run.Admission.Answer;
import dev.understudy.engine.run.RunRequest;
import dev.understudy.model.release.ChangeClass;
import dev.understudy.model.run.RunView;
import dev.understudy.process.door.Entrance;
import dev.understudy.process.record.AuditLog.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The one door: what comes by it, what it lets pass, and when it is asked. */
@Timeout(120)
class DoorTest {

    private static final Instant TUESDAY = Instant.parse("2026-12-01T12:00:00Z");

    private static final String PROJECT = """
            project: acme
            odoo: { series: "19.0" }
            repositories: [{ name: sales, url: https://git.example/acme/sales.git }]
            environments: { production: {}, staging: { copy_of: production }, demo: { data: demo } }
            windows: [{ days: [tue], from: "20:00", to: "23:00", timezone: UTC }]
            """;

    @TempDir
    Path folder;

    /** A recipe that nobody thought of is asked about; those that are not are named here, each for a reason. */
    @Test
    void everyRecipeOfTheEngineIsThoughtOf() throws IOException {
        String recipes = Files.readString(Path.of("../engine/src/main/java/dev/understudy/engine/recipe/Recipes.java"));
        Set<String> known = new TreeSet<>();
        Pattern.compile("case \"([a-z-]+)\"").matcher(recipes).results().forEach(found -> known.add(found.group(1)));

        assertThat(known).contains("deploy", "rollback").hasSizeGreaterThan(8);
        assertThat(known.stream().filter(recipe -> Entrance.of(recipe) == Entrance.PERFORMS))
                .as("what puts a release on an environment")
                .containsExactly("deploy");
        assertThat(Entrance.of("upgrade-of-tomorrow")).isEqualTo(Entrance.PERFORMS);
    }

    @Test
    void aRunThatWasPlannedOrAskedForMeetsTheSameDoor() {
        try (Company company = new Company(folder, PROJECT, TUESDAY)) {
            String release = company.release(ChangeClass.B, "bo", "acme_sales");

            assertThatThrownBy(() -> company.ask("deploy", "production", release))
                    .hasMessageContaining("[process.stage-first]");
            assertThatThrownBy(() -> company.runs.plan(Company.request("deploy", "production", release)))
                    .hasMessageContaining("[process.stage-first]");
            assertThat(company.practice.way().admission().ask(Company.request("deploy", "demo", release)))
                    .as("an environment that releases do not pass through on their way")
                    .isEqualTo(new Answer.Admitted());
        }
    }

    @Test
    void aReleaseThatWaitsHoldsNobodyUpAndWhatUndoesIsNeverFrozen() {
        try (Company company = new Company(folder, PROJECT, TUESDAY)) {
            String release = company.release(ChangeClass.B, "bo", "acme_sales");
            company.perform("rehearse", "rehearsal", release);
            RunView waiting = company.ask("deploy", "production", release);
            assertThat(company.until(waiting.id(), run -> run.warning() != null).status())
                    .isEqualTo("queued");

            assertThat(company.perform("backup", "production", "").status()).isEqualTo("succeeded");
            assertThat(company.perform("rollback", "production", "").status()).isEqualTo("succeeded");
            assertThat(company.perform("restore", "production", "").status()).isEqualTo("succeeded");
            assertThat(company.runs.run(waiting.id()).status()).isEqualTo("queued");
        }
    }

    /** Asked for twice, the second run has nothing to wait for once the first went through. */
    @Test
    void aReleaseThatIsThereAlreadyDoesNotWaitForItsGates() {
        try (Company company = new Company(folder, PROJECT, Instant.parse("2026-12-01T20:00:00Z"))) {
            String release = company.release(ChangeClass.B, "bo", "acme_sales");
            company.perform("rehearse", "rehearsal", release);
            assertThat(company.perform("deploy", "production", release).status())
                    .isEqualTo("succeeded");

            assertThat(company.practice.way().admission().askAgain(Company.request("deploy", "production", release)))
                    .isEqualTo(new Answer.Admitted());
        }
    }

    /** Freeze is not opt-in, and what the page says is what the run meets: both ask the same function at the same time. */
    @Test
    void whatIsShownIsWhatTheDoorSays() {
        try (Company company = new Company(folder, PROJECT, TUESDAY)) {
            String release = company.release(ChangeClass.B, "bo", "acme_sales");
            company.perform("rehearse", "rehearsal", release);
            for (String time : new String[] {
                "2026-12-01T19:59:59Z", "2026-12-01T20:00:00Z", "2026-12-01T22:57:00Z", "2026-12-01T22:59:59Z"
            }) {
                company.at(Instant.parse(time));
                boolean shown = company.decision(release).outcome().equals("go");
                boolean admitted =
                        company.practice.way().admission().ask(Company.request("deploy", "production", release))
                                instanceof Answer.Admitted;
                assertThat(admitted).as(time).isEqualTo(shown);
            }
            company.at(Instant.parse("2026-12-01T20:00:00Z"));
            assertThat(company.decision(release).outcome()).isEqualTo("go");
            company.at(Instant.parse("2026-12-01T22:59:00Z"));
            assertThat(company.decision(release).outcome())
                    .as("what is left is too short")
                    .isEqualTo("waits");
        }
    }

    @Test
    void aFileThatIsWrongForAMomentLetsNothingPassAndEndsNothing() {
        try (Company company = new Company(folder, PROJECT, TUESDAY)) {
            String release = company.release(ChangeClass.B, "bo", "acme_sales");
            company.perform("rehearse", "rehearsal", release);
            RunView waiting = company.ask("deploy", "production", release);
            company.until(waiting.id(), run -> run.warning() != null);

            company.breakProject();
            company.at(TUESDAY.plus(Duration.ofHours(9)));
            assertThat(company.until(
                                    waiting.id(),
                                    run -> run.warning() != null
                                            && run.warning().code().equals("config.invalid"))
                            .status())
                    .isEqualTo("queued");
            company.project(PROJECT);
            assertThat(company.until(waiting.id(), RunView::ended).status()).isEqualTo("succeeded");
        }
    }

    @Test
    void anotherMethodMakesAYesStale() {
        String people = PROJECT + """
                people:
                  - { name: ana, mail: ana@acme.example, roles: [client] }
                """;
        try (Company company = new Company(folder, people + "method: hdz-ii\n", TUESDAY)) {
            String release = company.release(ChangeClass.B, "bo", "acme_sales");
            company.perform("rehearse", "rehearsal", release);
            company.perform("deploy", "staging", release);
            company.approve(release, "approval", "ana");
            assertThat(company.decision(release).outcome()).isEqualTo("waits");

            company.project(people + "method: hdz-ii\ngates: { advise: [window] }\n");

            assertThat(company.decision(release).gates())
                    .filteredOn(gate -> gate.gate().equals("approval"))
                    .singleElement()
                    .satisfies(gate -> assertThat(gate.verdict()).isEqualTo("stale"));
        }
    }

    @Test
    void whatIsOnlyAdvisedShowsWhatItWouldStopAndStopsNothing() {
        try (Company company = new Company(folder, PROJECT + "gates: { advise: [window] }\n", TUESDAY)) {
            String release = company.release(ChangeClass.B, "bo", "acme_sales");
            company.perform("rehearse", "rehearsal", release);

            assertThat(company.decision(release).gates())
                    .filteredOn(gate -> gate.gate().equals("window"))
                    .singleElement()
                    .satisfies(gate -> assertThat(gate.mode() + " " + gate.verdict() + " " + gate.stops())
                            .isEqualTo("advise undecided false"));
            assertThat(company.perform("deploy", "production", release).status())
                    .isEqualTo("succeeded");
        }
    }

    @Test
    void whoHandsOutWhatIsNotMaskedStandsInTheLog() {
        try (Company company = new Company(folder, PROJECT, TUESDAY)) {
            RunRequest plain = new RunRequest("export", "staging", Set.of(), "", Map.of("unmasked", " "), "ana");
            RunRequest told =
                    new RunRequest("export", "staging", Set.of(), "", Map.of("unmasked", "for the court"), "ana");

            company.practice.way().admission().askAgain(plain);
            company.practice.way().admission().askAgain(told);

            assertThat(company.practice.books().log().entries(Optional.of("staging")))
                    .extracting(Entry::verb, Entry::who, Entry::detail)
                    .containsExactly(tuple("exported-unmasked", "ana", "for the court"));
        }
    }
}
