package dev.understudy.it;

import static dev.understudy.it.SampleProduction.PRODUCTION;
import static dev.understudy.it.SampleProduction.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.demo.SampleRepositories;
import dev.understudy.it.Cli.Ended;
import dev.understudy.model.home.Home;
import dev.understudy.model.run.RunView;
import dev.understudy.model.view.ReleaseView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A release under {@code hdz-ii} on real Odoo 19 whose branches follow it from stage to stage, where they come from; and that
 * stops, with nothing changed, where somebody pushed to production's branch meanwhile.
 */
@Tag("long")
@ExtendWith(SharedProduction.class)
@Timeout(1800)
class PromotionIT {

    private static final List<String> NAMES = SampleRepositories.NAMES;

    private final SampleProduction sample;
    private final Api api;
    private final Home home;

    PromotionIT(SampleProduction sample) {
        this.sample = sample;
        this.api = sample.api();
        this.home = sample.service().home();
    }

    private String git(String repository, String... words) {
        List<String> argv = new ArrayList<>(List.of(
                "git", "-C", sample.repositories().repository(repository).toString()));
        argv.addAll(List.of(words));
        try {
            Process git = new ProcessBuilder(argv).redirectErrorStream(true).start();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(git.waitFor()).as(argv + "\n" + said).isZero();
            return said.strip();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException wish) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", wish);
        }
    }

    private Map<String, String> at(String branch) {
        Map<String, String> heads = new HashMap<>();
        NAMES.forEach(name -> heads.put(name, git(name, "rev-parse", "refs/heads/" + branch)));
        return heads;
    }

    private void describe() {
        String text = sample.text(sample.repositories().repository("sales").toString());
        for (String name : NAMES) {
            String url = "    url: \"" + sample.repositories().repository(name) + "\"\n";
            assertThat(text).contains(url);
            text = text.replace(url, url + "    branches: { staging: staging, production: production }\n");
        }
        sample.service().project(text + """
                method: hdz-ii
                gates:
                  approval: { by: [client] }
                people:
                  - { name: ana, mail: ana@acme.example, roles: [client] }
                  - { name: cy, mail: cy@acme.example, roles: [release-manager] }
                """);
    }

    private String keyOf(String person) {
        String file = home.directory().resolve(person + ".key").toString();
        Ended made = Cli.run(home, "people", "key", person, "--file", file);
        assertThat(made.exitCode()).as(made.err()).isZero();
        return file;
    }

    @Test
    void branchesFollowAReleaseToProductionUnlessSomebodyPushedThere() throws IOException {
        Map<String, String> before = Map.copyOf(
                api.release(Objects.requireNonNull(sample.production().release()))
                        .repositories());
        NAMES.forEach(name -> List.of("staging", "production")
                .forEach(branch -> git(name, "branch", branch, Objects.requireNonNull(before.get(name)))));
        describe();
        ReleaseView release = api.release(sample.repositories().goodRelease());
        String id = release.id();
        RunView rehearsed = api.rehearse(id);
        assertThat(rehearsed.status()).as(api.told(rehearsed)).isEqualTo("succeeded");
        RunView refreshed = api.perform(STAGING, "refresh", Map.of());
        assertThat(refreshed.status()).as(api.told(refreshed)).isEqualTo("succeeded");

        Ended promoted = Cli.run(home, "release", "promote", id);

        assertThat(promoted.exitCode()).as(promoted.out()).isZero();
        assertThat(api.environment(STAGING).release()).isEqualTo(id);
        assertThat(at("staging")).as("staging's branches follow").isEqualTo(release.repositories());
        assertThat(at("production")).isEqualTo(before);

        Ended approved = Cli.start(
                        home,
                        List.of("approve", id, "--as", "ana", "--json"),
                        Map.of("UNDERSTUDY_KEY_FILE", keyOf("ana")))
                .end();
        assertThat(approved.exitCode()).as(approved.out() + approved.err()).isZero();
        whoPushesToProductionIsFound(id, before);

        RunView deployed = api.deploy(id);

        assertThat(deployed.status()).as(api.told(deployed)).isEqualTo("succeeded");
        assertThat(sample.production().release()).isEqualTo(id);
        assertThat(sample.serves(PRODUCTION)).isTrue();
        assertThat(at("production")).as("production's branches follow").isEqualTo(release.repositories());
        assertThat(Api.detail(deployed, "promote-branches")).contains("sales production", "logistics production");
        assertThat(Cli.run(home, "branches").json().toString()).contains(id);
        theReportCanBeKeptAsPdf(id);
    }

    /** Nothing of production changes, and no branch: who pushed what is told. */
    private void whoPushesToProductionIsFound(String id, Map<String, String> before) throws IOException {
        String around = Sources.commit(
                sample.repositories().repository("sales"),
                Objects.requireNonNull(before.get("sales")),
                "Quick fix by hand",
                checkout -> Files.writeString(checkout.resolve("around.txt"), "x\n"));
        git("sales", "branch", "--force", "production", around);
        Map<String, String> census = sample.census();

        RunView stopped = api.deploy(id);

        assertThat(stopped.status()).as(api.told(stopped)).isNotEqualTo("succeeded");
        RunView.ErrorView error = Objects.requireNonNull(stopped.error());
        assertThat(error.code()).isEqualTo("git.diverged");
        assertThat(error.what()).contains("Quick fix by hand", "Marta Gracia", around.substring(0, 10));
        assertThat(sample.production().release()).isNotEqualTo(id);
        assertThat(sample.serves(PRODUCTION)).isTrue();
        assertThat(sample.census()).isEqualTo(census);
        assertThat(git("sales", "rev-parse", "production")).isEqualTo(around);
        assertThat(git("logistics", "rev-parse", "production")).isEqualTo(before.get("logistics"));
        git("sales", "branch", "--force", "production", Objects.requireNonNull(before.get("sales")));
    }

    private void theReportCanBeKeptAsPdf(String id) throws IOException {
        Path file = home.directory().resolve("report.pdf");
        Ended written = Cli.run(home, "release", "report", id, "--pdf", file.toString());
        assertThat(written.exitCode()).as(written.err()).isZero();
        try (PDDocument document = Loader.loadPDF(file.toFile())) {
            assertThat(new PDFTextStripper().getText(document))
                    .contains(
                            "Show how urgent an order is",
                            "Ticket: ACME-142",
                            "Marta Gracia",
                            "promote-branches",
                            "ana")
                    .containsPattern("[Ss]eal:? [0-9a-f]{64}");
            Path attached = home.directory().resolve("report.json");
            Files.write(
                    attached,
                    Objects.requireNonNull(document.getDocumentCatalog()
                                    .getNames()
                                    .getEmbeddedFiles()
                                    .getNames()
                                    .get("report.json"))
                            .getEmbeddedFile()
                            .toByteArray());
            assertThat(Cli.run(home, "audit-log", "verify", "--report", attached.toString())
                            .exitCode())
                    .as("what is attached is as it was sealed")
                    .isZero();
            Files.writeString(attached, Files.readString(attached).replace("Marta Gracia", "Marta García"));
            assertThat(Cli.run(home, "audit-log", "verify", "--report", attached.toString())
                            .exitCode())
                    .isEqualTo(1);
        }
    }
}
