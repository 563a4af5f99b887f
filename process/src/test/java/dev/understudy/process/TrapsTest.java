package dev.understudy.process;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.model.method.Proof;
import dev.understudy.model.method.ReleaseFacts.Evidence;
import dev.understudy.model.release.ChangeClass;
import dev.understudy.model.run.RunView;
import dev.understudy.process.record.AuditLog.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What users of other pipelines fell into. The file {@code traps.txt} names each with the test that shows that nobody falls into
 * it here; some of these tests are in this class.
 */
@Timeout(120)
class TrapsTest {

    private static final Path TRAPS = Path.of("src/test/resources/traps.txt");
    private static final Instant IN_THE_WINDOW = Instant.parse("2026-12-01T20:00:00Z");
    private static final String PROJECT = """
            project: acme
            odoo: { series: "19.0" }
            repositories: [{ name: sales, url: https://git.example/acme/sales.git }]
            environments: { production: { watch: 0s }, staging: { copy_of: production } }
            people: [{ name: ana, mail: ana@acme.example, roles: [client] }]
            """;
    private static final String WINDOW = "windows: [{ days: [tue], from: \"20:00\", to: \"23:00\", timezone: UTC }]\n";

    @TempDir
    Path folder;

    static Stream<String> traps() throws IOException {
        return Files.readAllLines(TRAPS).stream().filter(line -> !line.isBlank() && !line.startsWith("#"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("traps")
    void everyTrapHasItsTest(String line) throws IOException {
        String[] words = line.split(" +\\| +", -1);
        Path file = Path.of("..").resolve(words[1]);

        assertThat(file).isRegularFile();
        if (words.length > 2) {
            assertThat(Files.readString(file)).containsPattern("(void |\")" + words[2] + "(\\(|\")");
        }
    }

    @Test
    void aRunThatBeganInItsWindowGoesOnWhenThatCloses() {
        try (Company company = new Company(folder, PROJECT + WINDOW, IN_THE_WINDOW)) {
            String release = company.release(ChangeClass.B, "bo", "acme_sales");
            company.perform("rehearse", "rehearsal", release);
            CountDownLatch end = new CountDownLatch(1);
            company.deploysTakeUntil(end);
            RunView begun = company.ask("deploy", "production", release);
            company.until(begun.id(), run -> run.status().equals("running"));

            company.at(IN_THE_WINDOW.plusSeconds(4 * 3600));
            company.practice.look(company.now());
            assertThat(company.decision(release).outcome()).isNotEqualTo("go");
            assertThat(company.runs.run(begun.id()).status()).isEqualTo("running");
            end.countDown();

            assertThat(company.until(begun.id(), RunView::ended).status()).isEqualTo("succeeded");
        }
    }

    @Test
    void thatNoTestRanIsNoSuccess() {
        try (Company company = new Company(folder, PROJECT, IN_THE_WINDOW)) {
            String release = company.release(ChangeClass.B, "bo", "acme_sales");
            company.testsRun(0);
            company.perform("rehearse", "rehearsal", release);
            assertThat(company.practice
                            .way()
                            .dossiers()
                            .of(release, company.now())
                            .evidence())
                    .extracting(Evidence::proof)
                    .contains(Proof.REHEARSAL)
                    .doesNotContain(Proof.TESTS);
        }
    }

    @Test
    void aWindowWithoutHoursAndADayByItsNumberAreRefused() {
        assertThatThrownBy(() -> Company.read(PROJECT + "windows: [{ days: [tue], timezone: UTC }]\n"))
                .hasMessageContaining("windows[0].from");
        assertThatThrownBy(() -> Company.read(PROJECT + WINDOW.replace("tue", "\"2\"")))
                .hasMessageContaining("mon, tue, wed");
        assertThatThrownBy(() -> Company.read(PROJECT + WINDOW.replace("[tue]", "[]")))
                .hasMessageContaining("windows[0].days");
    }

    @Test
    void theLogSaysWhatWasDoneAndNothingElse() {
        try (Company company = new Company(folder, PROJECT + "method: hdz-ii\n", IN_THE_WINDOW)) {
            String release = company.release(ChangeClass.B, "bo", "acme_sales");
            company.approve(release, "approval", "ana");
            company.practice.people().sayings().withdraw(release, "approval", company.speaker("ana"));
            company.say(release, "approval", "ana", false, Optional.empty());
            company.approve(release, "approval", "ana");

            assertThat(company.practice.books().log().entries(Optional.of(release)))
                    .extracting(Entry::verb)
                    .containsExactly("approved", "withdrawn", "rejected", "approved");
            assertThat(requireNonNull(company.decision(release)).end()).isNull();
        }
    }
}
