package dev.understudy.it;

import static dev.understudy.it.SampleProduction.PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.run.RunView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A small production of the oldest Odoo that is supported, with a module of its own, and a copy that is not made yet. */
final class Odoo14Production {

    private Odoo14Production() {}

    /**
     * Starts a service and makes the production.
     *
     * @param modules of Odoo's own
     * @param staging what the project's file says of the copy, and after it
     */
    static void create(LiveService service, String modules, String staging) {
        Path repository = service.repositories().resolve("notes");
        Sources.create(repository, "Keep notes about customers", Odoo14Production::addon);
        service.project("""
                project: acme
                odoo:
                  series: "14.0"
                  modules: [%s, acme_notes]
                repositories:
                  - name: notes
                    url: "%s"
                ports: %s
                environments:
                  production: {}
                  staging:
                    copy_of: production
                """.formatted(modules, repository, service.ports()) + staging);
        service.start();
        RunView created = service.api().perform(PRODUCTION, "create", Map.of());
        assertThat(created.status()).as(service.api().told(created)).isEqualTo("succeeded");
    }

    private static void addon(Path checkout) throws IOException {
        Path module = Files.createDirectories(checkout.resolve("acme_notes/models"));
        Files.writeString(checkout.resolve("acme_notes/__init__.py"), "from . import models\n");
        Files.writeString(checkout.resolve("acme_notes/__manifest__.py"), """
                {
                    "name": "Notes about customers",
                    "version": "14.0.1.0.0",
                    "license": "LGPL-3",
                    "depends": ["mail"],
                    "installable": True,
                }
                """);
        Files.writeString(module.resolve("__init__.py"), "from . import res_partner\n");
        Files.writeString(module.resolve("res_partner.py"), """
                from odoo import fields, models


                class ResPartner(models.Model):
                    _inherit = "res.partner"

                    note_kept = fields.Char()
                """);
    }
}
