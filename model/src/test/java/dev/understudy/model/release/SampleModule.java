package dev.understudy.model.release;

import dev.understudy.model.release.DiffClassifier.Classified;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A repository with one module of one model, to be changed. */
final class SampleModule {

    static final String MANIFEST = "{'name': 'Sales of Acme', 'version': '19.0.1.0.0'}\n";
    static final String MODEL = """
            from odoo import api, fields, models


            class SaleOrder(models.Model):
                _inherit = "sale.order"

                # who carries it
                carrier = fields.Char(help="Who carries it")
                weight = fields.Float(
                    string="Weight",
                    digits=(16, 2),
                    help="In kilograms, "
                    "as the carrier weighs it",
                    copy=False,
                    tracking=True,
                    groups="base.group_user",
                    readonly=False,
                )
                total = fields.Float(compute="_compute_total")

                _sql_constraints = [
                    ("carrier_filled", "check(carrier <> '')", "A carrier has a name"),
                ]

                @api.depends("weight")
                def _compute_total(self):
                    for order in self:
                        order.total = order.weight * 2
            """;

    private final Path folder;

    /** @param folder for repositories */
    SampleModule(Path folder) {
        this.folder = folder;
    }

    /** An empty repository. */
    Commits commits() throws Exception {
        return new Commits(Files.createTempDirectory(folder, "repository"));
    }

    /** The file of the model, before and after. */
    Commits model(String before, String after) throws Exception {
        return commits()
                .unchanged("acme_sale/__manifest__.py", MANIFEST)
                .file("acme_sale/models/sale.py", before, after);
    }

    static Classified classify(int context, Commits commits) throws Exception {
        return DiffClassifier.classify(List.of(commits.change(context)));
    }
}
