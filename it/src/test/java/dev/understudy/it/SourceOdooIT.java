package dev.understudy.it;

import static dev.understudy.it.SampleProduction.PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.run.RunView;
import dev.understudy.model.view.ReleaseView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Odoo 19 from a git repository: a new build of it is a release like any other. */
@Tag("long")
@Timeout(2400)
class SourceOdooIT {

    private static final List<String> MODULES = List.of("web", "rpc", "base_setup", "base_sparse_field");
    private static final String COLUMN = "SELECT column_name FROM information_schema.columns"
            + " WHERE table_name = 'ir_model_fields' AND column_name = 'us_note'";

    /** What it takes to load these modules, on the Pythons of Debian 12 and 13. psycopg2 has no wheel: it is built. */
    private static final String REQUIREMENTS = """
            Babel==2.9.1 ; python_version < '3.11'
            Babel==2.17.0 ; python_version >= '3.11'
            cryptography
            docutils
            freezegun
            Jinja2
            libsass
            lxml
            lxml-html-clean
            MarkupSafe
            passlib==1.7.4 # min version = 1.7.2 (Focal with security backports)
            Pillow
            polib
            psutil
            psycopg2==2.9.10
            pyopenssl
            PyPDF==5.4.0
            pypiwin32 ; sys_platform == 'win32'
            python-dateutil
            pytz  # no version pinning to avoid OS perturbations
            reportlab
            requests
            rjsmin
            urllib3
            Werkzeug==3.0.1
            """;

    private final LiveService service = LiveService.inNewHome();
    private final Path odoo = service.repositories().resolve("odoo");

    @AfterEach
    void leaveNothing() {
        service.close();
    }

    @Test
    void aNewBuildIsRehearsedDeployedAndUndone() {
        Path own = service.repositories().resolve("notes");
        Sources.create(own, "Keep notes", checkout -> module(checkout, "acme_notes", "base", "19.0"));
        Path enterprise = service.repositories().resolve("enterprise");
        Sources.create(enterprise, "Planning", checkout -> module(checkout, "web_plan", "web", "19.0"));
        Sources.create(odoo, "Odoo as it is", checkout -> {
            OdooCode.of("19.0", service).copy(checkout, MODULES);
            Files.writeString(checkout.resolve("requirements.txt"), REQUIREMENTS);
        });
        service.project("""
                project: acme
                odoo:
                  series: "19.0"
                  from: source
                  source: { url: "%s", ref: main }
                  enterprise: { url: "%s", ref: main }
                  modules: [base_sparse_field, web_plan, acme_notes]
                repositories:
                  - { name: notes, url: "%s" }
                ports: %s
                environments:
                  production: { watch: 0s }
                """.formatted(odoo, enterprise, own, service.ports()));
        service.start();
        succeeded(service.api().perform(PRODUCTION, "create", Map.of()));
        String before = String.valueOf(service.api().environment(PRODUCTION).release());
        Map<String, String> commits =
                new TreeMap<>(service.api().release(before).repositories());
        assertThat(commits).containsOnlyKeys("notes", "odoo", "enterprise");

        String parent = String.valueOf(commits.get("odoo"));
        commits.put("odoo", Sources.commit(odoo, parent, "Note on fields", SourceOdooIT::anotherField));
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

    static void module(Path checkout, String name, String needs, String series) throws IOException {
        Path module = Files.createDirectories(checkout.resolve(name));
        Files.writeString(module.resolve("__init__.py"), "");
        Files.writeString(
                module.resolve("__manifest__.py"),
                "{'name': '%s', 'version': '%s.1.0.0', 'depends': ['%s'], 'license': 'LGPL-3'}\n"
                        .formatted(name, series, needs));
    }

    private static void anotherField(Path checkout) throws IOException {
        Sources.replace(
                checkout.resolve("addons/base_sparse_field/models/models.py"),
                "    serialization_field_id = ",
                "    us_note = fields.Char()\n    serialization_field_id = ");
    }
}
