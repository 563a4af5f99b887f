package dev.understudy.model.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.config.Aggregation.Merge;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files of git-aggregator as people have them. */
class AggregationTest {

    private static final String OCA = "https://github.com/OCA/sale-workflow.git";

    @TempDir
    Path folder;

    private Reading read(String repository, String repos) {
        try {
            Files.writeString(folder.resolve("repos.yaml"), repos);
            Path file = folder.resolve("understudy.yaml");
            Files.writeString(file, """
                    project: acme
                    odoo: { series: "19.0" }
                    repositories: [%s]
                    environments: { production: {} }
                    """.formatted(repository));
            return ProjectFile.read(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Reading read(String repos) {
        return read("{ name: sale-workflow, aggregate: repos.yaml }", repos);
    }

    private static Repository repository(Reading reading) {
        return reading.require().repositories().getFirst();
    }

    @Test
    void theReadmesExample() {
        Reading reading = read("{ name: product-attribute, aggregate: repos.yaml }", """
                ./product_attribute:
                    remotes:
                        oca: https://github.com/OCA/product-attribute.git
                        acsone: git+ssh://git@github.com/acsone/product-attribute.git
                    merges:
                        - oca 8.0
                        - acsone refs/pull/105/head
                    target: acsone aggregated_branch_name

                ./connector-interfaces:
                    remotes:
                        oca: https://github.com/OCA/connector-interfaces.git
                    merges:
                        - oca 6054de2c4e669f85cec380da90d746061967dc83
                    shell_command_after: [make]
                    fetch_all:
                        - oca
                """);

        assertThat(repository(reading).aggregation())
                .contains(new Aggregation(
                        "aggregated_branch_name",
                        List.of(
                                new Merge("oca", "https://github.com/OCA/product-attribute.git", "8.0"),
                                new Merge(
                                        "acsone",
                                        "ssh://git@github.com/acsone/product-attribute.git",
                                        "refs/pull/105/head"))));
        assertThat(repository(reading).url()).isEqualTo("https://github.com/OCA/product-attribute.git");
        assertThat(repository(reading).branch("staging")).isEqualTo("aggregated_branch_name");
        assertThat(((Reading.Valid) reading).neighbours()).containsExactly(folder.resolve("repos.yaml"));
    }

    /** Doodba's: the series is a variable, and how much is fetched stands in every entry. */
    @Test
    void variablesAndMappings() {
        Reading reading = read("{ name: sales, aggregate: repos.yaml, folder: sale-workflow }", """
                sale-workflow:
                  defaults:
                    depth: $DEPTH_DEFAULT
                  remotes:
                    oca: %s
                  target: oca $ODOO_VERSION
                  merges:
                    - oca ${ODOO_VERSION}
                    - remote: oca
                      ref: merge-requests/7/head
                      depth: 500
                    - { remote: oca, ref: 8.0 }
                  shell_command_after:
                """.formatted(OCA));

        assertThat(repository(reading).aggregation())
                .contains(new Aggregation(
                        "19.0",
                        List.of(
                                new Merge("oca", OCA, "19.0"),
                                new Merge("oca", OCA, "merge-requests/7/head"),
                                new Merge("oca", OCA, "8.0"))));
    }

    @Test
    void aNameForTheBranchIsNotNeeded() {
        assertThat(repository(read("""
                        ../odoo/external-src/sale_workflow/:
                          remotes: { oca: git@github.com:OCA/sale-workflow.git }
                          merges: [oca HEAD]
                        """)).branch("production")).isEqualTo("_git_aggregated");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            config.aggregation-commands | 'merges: [oca 19.0]' | 'shell_command_after: make'
            config.aggregation-commands | 'merges: [oca 19.0]' | 'shell_command_after: [git am patches/*]'
            config.bad-merge            | 'merges: [oca]' | ''
            config.bad-merge            | 'merges: [oca 19.0 no-ff]' | ''
            config.bad-merge            | 'merges: [oca --upload-pack=x]' | ''
            config.bad-merge            | 'merges: [oca 19.0:x]' | ''
            config.missing-key          | 'merges: [{ remote: oca }]' | ''
            config.no-such-remote       | 'merges: [acme 19.0]' | ''
            config.empty-list           | 'merges: []' | ''
            config.missing-key          | '' | ''
            config.unknown-variable     | 'merges: [oca $BRANCH]' | ''
            config.unknown-key          | 'merges: [oca 19.0]' | 'branch: x'
            config.bad-branch           | 'merges: [oca 19.0]' | 'target: oca a..b'
            """)
    void whatIsWrongIsToldWithItsPlace(String code, String one, String other) {
        String lines = "sale-workflow:\n  remotes: { oca: " + OCA + " }\n";

        Reading reading = read(lines + "  " + one + "\n  " + other + "\n");

        assertThat(((Reading.Invalid) reading).problems())
                .extracting(problem -> problem.fault().code())
                .contains(code);
        assertThat(((Reading.Invalid) reading).problems())
                .allSatisfy(problem -> assertThat(problem.file()).endsWith("repos.yaml"));
    }

    @Test
    void theAddressOfARemoteHoldsNoSecret() {
        Reading reading = read("""
                sale-workflow:
                  remotes: { oca: "https://me:ghp_x@github.com/OCA/sale-workflow.git" }
                  merges: [oca 19.0]
                """);

        assertThat(((Reading.Invalid) reading).problems())
                .extracting(problem -> problem.fault().code())
                .contains("config.url-with-secret");
    }

    @Test
    void aFolderThatIsNotThereNamesThoseThatAre() {
        Reading reading = read("{ name: sales, aggregate: repos.yaml }", """
                ./oca/web: { remotes: { oca: /srv/git/web }, merges: [oca 19.0] }
                ./odoo: { remotes: { oca: /srv/git/odoo }, merges: [oca 19.0] }
                """);

        assertThat(((Reading.Invalid) reading).problems().getFirst().fault().arguments())
                .contains("./oca/web, ./odoo", "sales");
    }
}
