package dev.understudy.model.release;

import static dev.understudy.model.release.SampleModule.MANIFEST;
import static dev.understudy.model.release.SampleModule.MODEL;
import static dev.understudy.model.release.SampleModule.classify;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.release.DiffClassifier.Classified;
import dev.understudy.model.release.Reason.Why;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What a change of a model asks for, as its Python tells. */
class ModelEditsTest {

    /** A change of the sample module's model: a text of it replaced by another. */
    record Edit(String from, String to, ChangeClass changeClass, Why why) {
        @Override
        public String toString() {
            return changeClass + " " + why + ": "
                    + to.strip().lines().findFirst().orElse("removed");
        }
    }

    static final List<Edit> EDITS = Stream.of(
                    new Edit("order.weight * 2", "order.weight * 3", ChangeClass.A, Why.CODE),
                    new Edit("# who carries it", "# the carrier", ChangeClass.A, Why.CODE),
                    new Edit(
                            "@api.depends(\"weight\")",
                            "@api.depends(\"weight\", \"carrier\")",
                            ChangeClass.A,
                            Why.CODE),
                    new Edit("help=\"Who carries it\"", "help='Who carries it'", ChangeClass.A, Why.CODE),
                    new Edit(
                            "    _inherit = \"sale.order\"\n",
                            "    _name = 'sale.order'\n    _inherit = ['sale.order']\n",
                            ChangeClass.C,
                            Why.INHERIT_CHANGED),
                    new Edit("help=\"Who carries it\"", "help=\"Its carrier\"", ChangeClass.B, Why.FIELD_ATTRIBUTE),
                    new Edit("string=\"Weight\"", "string=\"Mass\"", ChangeClass.B, Why.FIELD_ATTRIBUTE),
                    new Edit("\"as the carrier weighs it\"", "\"as we weigh it\"", ChangeClass.B, Why.FIELD_ATTRIBUTE),
                    new Edit(
                            "_inherit = \"sale.order\"\n",
                            "_inherit = \"sale.order\"\n    _order = \"weight\"\n",
                            ChangeClass.B,
                            Why.MODEL_ATTRIBUTE),
                    new Edit(
                            "    total = fields",
                            "    parcels = fields.Integer()\n    total = fields",
                            ChangeClass.C,
                            Why.FIELD_ADDED),
                    new Edit(
                            "compute=\"_compute_total\"",
                            "compute=\"_compute_total\", store=True",
                            ChangeClass.C,
                            Why.FIELD_STORED),
                    new Edit("copy=False,", "copy=False, index=True,", ChangeClass.C, Why.INDEX_ADDED),
                    new Edit(
                            "    _inherit = \"sale.order\"\n",
                            "    _inherit = [\"sale.order\", \"acme.mixin\"]\n",
                            ChangeClass.C,
                            Why.INHERIT_CHANGED),
                    new Edit(
                            "        (\"carrier_filled\", \"check(carrier <> '')\", \"A carrier has a name\"),\n",
                            "",
                            ChangeClass.D,
                            Why.CONSTRAINT_CHANGED),
                    new Edit(
                            "    @api.depends",
                            "    _weight_positive = models.Constraint(\"CHECK (weight > 0)\", \"Positive\")\n\n    @api.depends",
                            ChangeClass.D,
                            Why.CONSTRAINT_CHANGED),
                    new Edit(
                            "    @api.depends",
                            "    _carrier_once = models.UniqueIndex(\"(carrier)\")\n\n    @api.depends",
                            ChangeClass.D,
                            Why.CONSTRAINT_CHANGED),
                    new Edit(
                            "    @api.depends",
                            "    _by_carrier = models.Index(\"(carrier)\")\n\n    @api.depends",
                            ChangeClass.C,
                            Why.INDEX_ADDED),
                    new Edit("copy=False,", "copy=False,\n        required=True,", ChangeClass.D, Why.FIELD_REQUIRED),
                    new Edit(
                            "    total = fields",
                            "    parcels = fields.Integer(required=True, default=1)\n    total = fields",
                            ChangeClass.D,
                            Why.FIELD_REQUIRED),
                    new Edit(
                            "    carrier = fields.Char(help=\"Who carries it\")\n",
                            "",
                            ChangeClass.D,
                            Why.FIELD_REMOVED),
                    new Edit("carrier = fields.Char", "haulier = fields.Char", ChangeClass.D, Why.FIELD_REMOVED),
                    new Edit(
                            "carrier = fields.Char(help=",
                            "carrier = fields.Many2one(\"res.partner\", help=",
                            ChangeClass.D,
                            Why.FIELD_TYPE_CHANGED),
                    new Edit("digits=(16, 2)", "digits=(16, 3)", ChangeClass.D, Why.FIELD_TYPE_CHANGED),
                    new Edit(
                            "help=\"Who carries it\"",
                            "compute=\"_compute_carrier\"",
                            ChangeClass.D,
                            Why.FIELD_STORAGE_CHANGED),
                    new Edit(
                            "    _inherit = \"sale.order\"\n",
                            "    _inherit = \"sale.order\"\n    _table = \"acme_order\"\n",
                            ChangeClass.D,
                            Why.TABLE_CHANGED),
                    new Edit(
                            "            order.total = order.weight * 2\n",
                            "            self.env.cr.execute(\"ALTER TABLE sale_order DROP COLUMN weight\")\n",
                            ChangeClass.D,
                            Why.RAW_DDL),
                    new Edit(
                            "    @api.depends",
                            "    def init(self):\n        self.env.cr.execute(SQL)\n\n    @api.depends",
                            ChangeClass.C,
                            Why.INIT_CODE))
            .toList();

    @TempDir
    private Path folder;

    private SampleModule module;

    @BeforeEach
    void module() {
        module = new SampleModule(folder);
    }

    @ParameterizedTest
    @FieldSource("EDITS")
    void aModelsEditHasItsClass(Edit edit) throws Exception {
        assertThat(MODEL).contains(edit.from());

        Classified classified = classify(200, module.model(MODEL, MODEL.replace(edit.from(), edit.to())));

        assertThat(classified.declared()).isEqualTo(edit.changeClass());
        assertThat(classified.reasons()).extracting(Reason::why).contains(edit.why());
        assertThat(classified.reasons().getFirst().changeClass()).isEqualTo(edit.changeClass());
        assertThat(classified.reasons().getFirst().line()).isPositive();
    }

    /** With little context the beginning of a statement may be out of sight: it is never taken for less. */
    @ParameterizedTest
    @FieldSource("EDITS")
    void littleContextNeverMakesTheClassLower(Edit edit) throws Exception {
        Commits commits = module.model(MODEL, MODEL.replace(edit.from(), edit.to()));
        for (int context : new int[] {0, 3}) {
            Classified classified = classify(context, commits);

            assertThat(classified.declared())
                    .as("context " + context)
                    .isGreaterThanOrEqualTo(edit.changeClass() == ChangeClass.D ? ChangeClass.B : edit.changeClass());
        }
    }

    @Test
    void aReasonNamesFileLineAndField() throws Exception {
        Classified classified = classify(
                200, module.model(MODEL, MODEL.replace("    total", "    parcels = fields.Integer()\n    total")));

        assertThat(classified.reasons().getFirst())
                .isEqualTo(new Reason(
                        ChangeClass.C, "sales", "acme_sale/models/sale.py", 19, Why.FIELD_ADDED, "sale.order.parcels"));
    }

    @Test
    void aFieldOfATypeThatWasImportedByItselfIsAField() throws Exception {
        String before = "from odoo.fields import Integer\n" + MODEL;
        String after = before.replace("    total = fields", "    parcels = Integer()\n    total = fields");

        Classified classified = classify(3, module.model(before, after));

        assertThat(classified.declared()).isEqualTo(ChangeClass.C);
        assertThat(classified.reasons()).extracting(Reason::why).contains(Why.FIELD_ADDED);
    }

    @Test
    void aModelThatMovesToAnotherFileIsOnlyCode() throws Exception {
        Classified classified = classify(
                200,
                module.commits()
                        .unchanged("acme_sale/__manifest__.py", MANIFEST)
                        .removed("acme_sale/models/sale.py", MODEL)
                        .added("acme_sale/models/orders/order.py", "# anew\n" + "# lines\n".repeat(40) + MODEL));

        assertThat(classified.declared()).isEqualTo(ChangeClass.A);
    }

    @Test
    void aNewModelIsAdditiveAlsoWithRequiredFields() throws Exception {
        String added = MODEL + """


                class Parcel(models.Model):
                    _name = "acme.parcel"
                    _description = "Parcel"

                    name = fields.Char(required=True)
                    _sql_constraints = [("name_once", "unique(name)", "Once")]
                """;

        Classified classified = classify(200, module.model(MODEL, added));

        assertThat(classified.declared()).isEqualTo(ChangeClass.C);
        assertThat(classified.reasons()).extracting(Reason::why).containsOnly(Why.MODEL_ADDED, Why.CODE);
        assertThat(classify(200, module.model(added, MODEL)).reasons().getFirst())
                .satisfies(reason -> assertThat(reason.why()).isEqualTo(Why.MODEL_REMOVED))
                .satisfies(reason -> assertThat(reason.subject()).isEqualTo("acme.parcel"));
    }

    @Test
    void aRenamedModelIsATableChange() throws Exception {
        String named = MODEL.replace("_inherit = \"sale.order\"", "_name = \"acme.order\"");

        assertThat(classify(200, module.model(named, named.replace("acme.order", "acme.sale")))
                        .reasons())
                .filteredOn(reason -> reason.changeClass() == ChangeClass.D)
                .extracting(Reason::why)
                .containsExactly(Why.TABLE_CHANGED);
    }

    @Test
    void aModelThatIsNoLongerImportedIsRemoved() throws Exception {
        Classified classified = classify(
                3,
                module.commits()
                        .unchanged("acme_sale/__manifest__.py", MANIFEST)
                        .unchanged("acme_sale/models/sale.py", MODEL)
                        .file("acme_sale/models/__init__.py", "from . import sale\n", ""));

        assertThat(classified.reasons().getFirst().why()).isEqualTo(Why.MODEL_REMOVED);
    }
}
