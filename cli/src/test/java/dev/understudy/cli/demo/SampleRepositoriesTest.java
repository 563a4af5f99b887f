package dev.understudy.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleRepositoriesTest {

    @TempDir
    Path folder;

    @Test
    void theStoryIsTheSameOnEveryMachine() {
        SampleRepositories here = new SampleRepositories(folder.resolve("here"));
        SampleRepositories there = new SampleRepositories(folder.resolve("there"));

        assertThat(perform(here)).isEqualTo(perform(there));
    }

    @Test
    void tellingItAgainAddsNothing() {
        SampleRepositories repositories = new SampleRepositories(folder);
        Map<String, String> heads = perform(repositories);

        assertThat(perform(repositories)).isEqualTo(heads);
        assertThat(new Git(repositories.repository("sales")).subjects())
                .containsExactly(
                        "Revert \"Let a priority contract belong to one customer\"",
                        "Let a priority contract belong to one customer",
                        "Promise late orders from today",
                        "Show how urgent an order is",
                        "Promise orders by priority level");
        assertThat(new Git(repositories.repository("logistics")).subjects())
                .containsExactly(
                        "Count no draft as open",
                        "Revert \"Show the carrier's bulletin on the sign-in page\"",
                        "Show the carrier's bulletin on the sign-in page",
                        "Group deliveries by round",
                        "Send deliveries with dispatch rounds");
    }

    @Test
    void whatWasTakenBackIsGone() throws IOException {
        SampleRepositories repositories = new SampleRepositories(folder);
        repositories.create();
        repositories.goodRelease();
        Map<Path, String> before = files(repositories.repository("sales"));

        repositories.releaseThatDataForbids();
        assertThat(files(repositories.repository("sales"))).isNotEqualTo(before);
        repositories.takeBack();

        assertThat(files(repositories.repository("sales"))).isEqualTo(before);
    }

    @Test
    void goesOnAfterARepositoryWithoutACommit() throws IOException {
        Path sales = Files.createDirectories(folder.resolve("sales"));
        new Git(sales).init();

        SampleRepositories repositories = new SampleRepositories(folder);
        repositories.create();

        assertThat(new Git(sales).subjects()).containsExactly("Promise orders by priority level");
    }

    @Test
    void addonsHaveWhatAnAddonNeeds() throws IOException {
        SampleRepositories repositories = new SampleRepositories(folder);
        repositories.create();

        for (Path addon : new Path[] {
            repositories.repository("sales").resolve("acme_sale_priority"),
            repositories.repository("logistics").resolve("acme_stock_dispatch")
        }) {
            assertThat(addon.resolve("__manifest__.py")).content().contains("'license': 'LGPL-3'");
            assertThat(addon.resolve("README.md")).exists();
            assertThat(addon.resolve("security/ir.model.access.csv")).exists();
            assertThat(addon.resolve("tests/__init__.py")).exists();
            assertThat(addon.resolve("i18n/es.po")).exists();
            assertThat(addon.resolve("i18n/fr.po")).exists();
        }
    }

    private static Map<String, String> perform(SampleRepositories repositories) {
        repositories.create();
        repositories.goodRelease();
        repositories.fix();
        repositories.releaseThatDataForbids();
        repositories.releaseThatFailsWhenItServes();
        return repositories.releaseForTheClient();
    }

    private static Map<Path, String> files(Path root) throws IOException {
        Map<Path, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(root.resolve(".git")))
                    .toList()) {
                contents.put(root.relativize(file), Files.readString(file));
            }
        }
        return contents;
    }
}
