package dev.understudy.it;

import static dev.understudy.it.SampleProduction.PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.run.RunView;
import dev.understudy.model.view.ReleaseView;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Odoo 14 out of packages, as its nightly builds are: a new one is a release like any other. */
@Tag("long")
@Timeout(3600)
class PackagedOdooIT {

    private static final List<String> MODULES =
            List.of("web", "base_setup", "base_import", "base_sparse_field", "bus", "web_tour");
    private static final String COLUMN = "SELECT column_name FROM information_schema.columns"
            + " WHERE table_name = 'ir_model_fields' AND column_name = 'us_note'";

    private final LiveService service = LiveService.inNewHome();

    @AfterEach
    void leaveNothing() {
        service.close();
    }

    @Test
    void aNewPackageIsRehearsedDeployedAndUndone() throws Exception {
        Path monday = service.home().directory().resolve("odoo_14.0.20240101_all.deb");
        Path tuesday = service.home().directory().resolve("odoo_14.0.20240102_all.deb");
        OdooCode code = OdooCode.of("14.0", service);
        code.pack(monday, "14.0.20240101", MODULES, place -> {});
        code.pack(
                tuesday,
                "14.0.20240102",
                MODULES,
                place -> Sources.replace(
                        place.resolve("addons/base_sparse_field/models/models.py"),
                        "    serialization_field_id = ",
                        "    us_note = fields.Char()\n    serialization_field_id = "));
        Path own = service.repositories().resolve("notes");
        Sources.create(own, "Keep notes", checkout -> SourceOdooIT.module(checkout, "acme_notes", "base", "14.0"));
        service.project("""
                project: acme
                odoo:
                  series: "14.0"
                  from: deb
                  deb: { file: "%s" }
                  modules: [base_sparse_field, acme_notes]
                repositories:
                  - { name: notes, url: "%s" }
                ports: %s
                environments:
                  production: { watch: 0s }
                """.formatted(monday, own, service.ports()));
        service.start();
        succeeded(service.api().perform(PRODUCTION, "create", Map.of()));
        String before = String.valueOf(service.api().environment(PRODUCTION).release());
        Map<String, String> commits =
                new TreeMap<>(service.api().release(before).repositories());

        commits.put("odoo", tuesday.toString());
        ReleaseView release = service.api().release(commits);
        RunView rehearsal = service.api().rehearse(release.id());
        succeeded(rehearsal);
        assertThat(Api.detail(rehearsal, "update-modules")).contains("base_sparse_field");
        succeeded(service.api().perform(PRODUCTION, "deploy", Map.of("release", release.id())));
        assertThat(service.database(PRODUCTION).rows(COLUMN)).hasSize(1);

        succeeded(service.api().perform(PRODUCTION, "rollback", Map.of()));
        assertThat(service.database(PRODUCTION).rows(COLUMN)).isEmpty();
        assertThat(service.api().environment(PRODUCTION).release()).isEqualTo(before);
    }

    private void succeeded(RunView run) {
        assertThat(run.status()).as(service.api().told(run)).isEqualTo("succeeded");
    }
}
