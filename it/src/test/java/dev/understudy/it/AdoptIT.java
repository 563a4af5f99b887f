package dev.understudy.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.audit.AuditReport;
import dev.understudy.model.audit.AuditReport.Folder;
import dev.understudy.model.audit.AuditReport.Kind;
import dev.understudy.model.run.RunView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

/**
 * A newcomer's way with an Odoo of doodba's layout, whose modules are links into several checkouts: the audit, the copy, and the
 * first rehearsal of a change of one's own, by the commands of the manual.
 */
@Tag("long")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(3600)
class AdoptIT {

    private static final String SOURCES = "opt/odoo/custom/src";

    private final PlainOdoo odoo = new PlainOdoo("19.0");
    private final LiveService service = LiveService.inNewHome();
    private final Path adopted = service.home().directory().resolve("adopted");

    @BeforeAll
    void aCompanyWorks() throws IOException {
        Path sources = Files.createDirectories(odoo.root().resolve(SOURCES));
        Files.writeString(sources.resolve("repos.yaml"), "partner-contact: { defaults: { depth: 1 } }\n");
        Files.writeString(sources.resolve("addons.yaml"), "partner-contact: [acme_contacts]\n");
        module("private", "acme_base", "'contacts'", "    acme_note = fields.Char()\n");
        module("partner-contact", "acme_contacts", "'acme_base'", "    acme_code = fields.Char()\n");
        // Most modules of a community's repository are not installed.
        module("partner-contact", "acme_idle", "'a_module_that_nobody_has'", "    acme_idle = fields.Char()\n");
        Files.createDirectories(sources.resolve("partner-contact/.git"));
        Files.writeString(sources.resolve("partner-contact/.git/HEAD"), "0123456789012345678901234567890123456789\n");
        Path links = Files.createDirectories(odoo.root().resolve("opt/odoo/auto/addons"));
        Files.createSymbolicLink(links.resolve("acme_base"), Path.of("../../custom/src/private/acme_base"));
        Files.createSymbolicLink(
                links.resolve("acme_contacts"), Path.of("/" + SOURCES + "/partner-contact/acme_contacts"));
        Sources.replace(odoo.configuration(), "/opt/acme/addons", "/opt/odoo/auto/addons");
        odoo.install("acme_contacts");
        odoo.start();
    }

    @AfterAll
    void leaveNothing() {
        service.close();
        odoo.close();
    }

    @Test
    @Order(1)
    void itIsLookedAt() {
        Cli.Ended ended = Cli.run(service.home(), "audit");

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        AuditReport report = JsonMapper.shared().readValue(ended.out(), AuditReport.class);
        assertThat(report.installation().kind()).isEqualTo(Kind.DOODBA);
        assertThat(report.folders())
                .filteredOn(folder -> !folder.core())
                .extracting(Folder::path)
                .contains("/" + SOURCES + "/private", "/" + SOURCES + "/partner-contact");
        assertThat(report.modules().withoutCode()).isEmpty();
    }

    @Test
    @Order(2)
    void itsCodeComesAlong() throws IOException {
        Cli.Ended ended = Cli.run(service.home(), "adopt", adopted.toString());

        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        String text = Files.readString(adopted.resolve("understudy.yaml"));
        assertThat(text).contains("name: private", "name: partner-contact");
        // For who fills in how it is stopped: what is named is there then.
        assertThat(text)
                .contains("#   filestore: \"" + odoo.filestore() + "\"")
                .contains("#   config: \"" + adopted.resolve("copy/odoo.conf") + "\"")
                .doesNotContain("/proc/", odoo.password());
        assertThat(ended.json().path("next").toString()).contains("understudy restore production");
        assertThat(adopted.resolve("code/private/acme_base/__manifest__.py")).exists();
        assertThat(adopted.resolve("code/partner-contact/acme_contacts/models.py"))
                .exists();
    }

    @Test
    @Order(3)
    void theFirstReleaseOfOnesOwnIsRehearsed() throws IOException {
        service.project(Files.readString(adopted.resolve("understudy.yaml"))
                .replaceFirst("(?m)^(project: .*)$", "$1\nports: " + service.ports()));
        service.start();
        try (Stream<Path> copied = Files.list(adopted.resolve("copy"))) {
            Path dump = copied.filter(file -> file.toString().endsWith(".dump"))
                    .findFirst()
                    .orElseThrow();
            RunView restored = succeeded(
                    "restore",
                    "production",
                    "--from",
                    dump.toString(),
                    "--filestore",
                    adopted.resolve("copy/filestore").toString());
            System.err.println(service.api().told(restored));
        }
        assertThat(service.database("production")
                        .rows("SELECT name FROM ir_module_module WHERE name LIKE 'acme%' AND state = 'installed'"))
                .hasSize(2);
        succeeded("refresh", "staging");

        Path code = adopted.resolve("code/partner-contact");
        Sources.replace(
                code.resolve("acme_contacts/models.py"),
                "    acme_code = ",
                "    acme_rank = fields.Integer(default=3)\n    acme_code = ");
        Sources.replace(code.resolve("acme_contacts/__manifest__.py"), "19.0.1.0.0", "19.0.1.1.0");
        service.host()
                .require(dev.understudy.targets.host.Command.of(
                        "git",
                        "-C",
                        code,
                        "-c",
                        "user.name=Acme",
                        "-c",
                        "user.email=dev@acme.example",
                        "commit",
                        "--quiet",
                        "--all",
                        "--message=Rank contacts"));
        Cli.Ended created = Cli.run(service.home(), "release", "create");
        assertThat(created.exitCode()).as(created.out() + created.err()).isZero();
        RunView rehearsed = succeeded("rehearse", created.json().path("id").asString(""));
        System.err.println(service.api().told(rehearsed));
        assertThat(Api.detail(rehearsed, "update-modules")).contains("acme_contacts");
    }

    private RunView succeeded(String... command) {
        Cli.Ended ended = Cli.run(service.home(), command);
        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        return ended.run();
    }

    private void module(String repository, String name, String needs, String field) throws IOException {
        Path module = Files.createDirectories(
                odoo.root().resolve(SOURCES).resolve(repository).resolve(name));
        Files.writeString(
                module.resolve("__manifest__.py"),
                "{'name': '%s', 'version': '19.0.1.0.0', 'depends': [%s], 'license': 'LGPL-3'}\n"
                        .formatted(name, needs));
        Files.writeString(module.resolve("__init__.py"), "from . import models\n");
        Files.writeString(
                module.resolve("models.py"),
                "from odoo import fields, models\n\n\nclass Partner(models.Model):\n"
                        + "    _inherit = 'res.partner'\n\n" + field);
    }
}
