package dev.understudy.it;

import static dev.understudy.it.SampleProduction.PRODUCTION;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.run.RunView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A new production of modules that need what the Python of a real Odoo 19 does not have. */
@Tag("long")
@Timeout(1800)
class MissingPartsIT {

    private final LiveService service = LiveService.inNewHome();

    @AfterEach
    void leaveNothing() {
        service.close();
    }

    @Test
    void allThatIsMissingIsToldBeforeADatabaseIsMade() {
        Path repository = service.repositories().resolve("sales");
        Sources.create(repository, "Print labels", checkout -> {
            module(
                    checkout,
                    "acme_labels",
                    "'python': ['acme-nowhere', 'lxml>=999', 'psycopg2'], 'bin': ['acme-print']");
            module(checkout, "acme_parcels", "'python': ['acme-elsewhere', 'requests']");
            module(checkout, "acme_unused", "'python': ['acme-of-nobody']");
        });
        service.project("""
                project: acme
                odoo:
                  series: "19.0"
                  modules: [acme_labels, acme_parcels]
                repositories:
                  - name: sales
                    url: "%s"
                ports: %s
                environments:
                  production: {}
                """.formatted(repository, service.ports()));
        service.start();

        RunView created = service.api().perform(PRODUCTION, "create", Map.of());

        assertThat(created.status()).as(service.api().told(created)).isEqualTo("failed");
        RunView.ErrorView error = requireNonNull(created.error());
        assertThat(error.code()).isEqualTo("module.parts-missing");
        assertThat(error.what())
                .contains("acme_labels, acme_parcels", "acme-elsewhere, acme-nowhere, lxml>=999", "acme-print")
                .doesNotContain("acme-of-nobody", "psycopg2", "requests");
        assertThat(created.steps())
                .filteredOn(step -> step.name().equals("create-database"))
                .extracting(RunView.StepView::status)
                .containsExactly("skipped");
    }

    private static void module(Path checkout, String name, String needs) throws IOException {
        Path module = Files.createDirectories(checkout.resolve(name));
        Files.writeString(module.resolve("__init__.py"), "");
        Files.writeString(module.resolve("__manifest__.py"), """
                {'name': '%s', 'version': '19.0.1.0.0', 'license': 'LGPL-3', 'depends': ['base'],
                 'external_dependencies': {%s}}
                """.formatted(name, needs));
    }
}
