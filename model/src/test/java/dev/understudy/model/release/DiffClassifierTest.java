package dev.understudy.model.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.model.release.DiffClassifier.Classified;
import dev.understudy.model.release.Reason.Why;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiffClassifierTest {

    private static final String MANIFEST = "{'name': 'Sales of Acme', 'version': '19.0.1.0.0'}\n";
    private static final String MODEL = """
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

    @TempDir
    private Path folder;

    /** A change of the model above: a text of it replaced by another. */
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

    @ParameterizedTest
    @FieldSource("EDITS")
    void aModelsEditHasItsClass(Edit edit) throws Exception {
        assertThat(MODEL).contains(edit.from());

        Classified classified = classify(200, model(MODEL, MODEL.replace(edit.from(), edit.to())));

        assertThat(classified.declared()).isEqualTo(edit.changeClass());
        assertThat(classified.reasons()).extracting(Reason::why).contains(edit.why());
        assertThat(classified.reasons().getFirst().changeClass()).isEqualTo(edit.changeClass());
        assertThat(classified.reasons().getFirst().line()).isPositive();
    }

    /** With little context the beginning of a statement may be out of sight: it is never taken for less. */
    @ParameterizedTest
    @FieldSource("EDITS")
    void littleContextNeverMakesTheClassLower(Edit edit) throws Exception {
        Commits commits = model(MODEL, MODEL.replace(edit.from(), edit.to()));
        for (int context : new int[] {0, 3}) {
            Classified classified = classify(context, commits);

            assertThat(classified.declared())
                    .as("context " + context)
                    .isGreaterThanOrEqualTo(edit.changeClass() == ChangeClass.D ? ChangeClass.B : edit.changeClass());
        }
    }

    @Test
    void aReasonNamesFileLineAndField() throws Exception {
        Classified classified =
                classify(200, model(MODEL, MODEL.replace("    total", "    parcels = fields.Integer()\n    total")));

        assertThat(classified.reasons().getFirst())
                .isEqualTo(new Reason(
                        ChangeClass.C, "sales", "acme_sale/models/sale.py", 19, Why.FIELD_ADDED, "sale.order.parcels"));
    }

    @Test
    void aModelThatMovesToAnotherFileIsOnlyCode() throws Exception {
        Classified classified = classify(
                200,
                commits()
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

        Classified classified = classify(200, model(MODEL, added));

        assertThat(classified.declared()).isEqualTo(ChangeClass.C);
        assertThat(classified.reasons()).extracting(Reason::why).containsOnly(Why.MODEL_ADDED, Why.CODE);
        assertThat(classify(200, model(added, MODEL)).reasons().getFirst())
                .satisfies(reason -> assertThat(reason.why()).isEqualTo(Why.MODEL_REMOVED))
                .satisfies(reason -> assertThat(reason.subject()).isEqualTo("acme.parcel"));
    }

    @Test
    void aRenamedModelIsATableChange() throws Exception {
        String named = MODEL.replace("_inherit = \"sale.order\"", "_name = \"acme.order\"");

        assertThat(classify(200, model(named, named.replace("acme.order", "acme.sale")))
                        .reasons())
                .filteredOn(reason -> reason.changeClass() == ChangeClass.D)
                .extracting(Reason::why)
                .containsExactly(Why.TABLE_CHANGED);
    }

    @Test
    void aModelThatIsNoLongerImportedIsRemoved() throws Exception {
        Classified classified = classify(
                3,
                commits()
                        .unchanged("acme_sale/__manifest__.py", MANIFEST)
                        .unchanged("acme_sale/models/sale.py", MODEL)
                        .file("acme_sale/models/__init__.py", "from . import sale\n", ""));

        assertThat(classified.reasons().getFirst().why()).isEqualTo(Why.MODEL_REMOVED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A,STATIC_FILE,static/src/js/parcel.js",
                "A,STATIC_FILE,static/src/xml/parcel.xml",
                "A,TEST_ONLY,tests/test_parcel.py",
                "A,DOCUMENT,README.rst",
                "A,DOCUMENT,i18n/acme_sale.pot",
                "A,CODE,controllers/main.py",
                "B,TRANSLATION,i18n/es.po",
                "B,DATA,views/sale.xml",
                "B,DATA,security/ir.model.access.csv",
                "B,DATA,data/neutralize.sql",
                "B,UNKNOWN_FILE,data/template.xlsx",
                "B,UNKNOWN_FILE,Makefile",
                "B,MANIFEST,__manifest__.py",
                "D,MIGRATION_SCRIPT,migrations/19.0.1.1.0/post-fill.py",
                "D,MIGRATION_SCRIPT,upgrades/19.0.1.1.0/pre-rename.py"
            })
    void aFileHasTheClassOfItsPlace(String expected) throws Exception {
        String[] parts = expected.split(",", -1);
        Commits commits = commits().unchanged("acme_sale/__manifest__.py", MANIFEST);

        Classified classified = classify(3, commits.file("acme_sale/" + parts[2], MANIFEST, MANIFEST + "# more\n"));

        assertThat(classified.declared()).isEqualTo(ChangeClass.valueOf(parts[0]));
        assertThat(classified.reasons()).extracting(Reason::why).containsExactly(Why.valueOf(parts[1]));
    }

    @Test
    void filesOutsideOfModulesAskForNothing() throws Exception {
        Classified classified = classify(
                3,
                commits()
                        .unchanged("acme_sale/__manifest__.py", MANIFEST)
                        .added("README.md", "# Acme\n")
                        .added(".github/workflows/ci.yml", "on: push\n"));

        assertThat(classified.declared()).isEqualTo(ChangeClass.A);
        assertThat(classified.reasons()).extracting(Reason::why).containsOnly(Why.OUTSIDE_MODULES);
    }

    @Test
    void modulesComeAndGo() throws Exception {
        CodeChange change = commits()
                .file("acme_sale/__manifest__.py", MANIFEST, MANIFEST.replace("1.0.0", "1.1.0"))
                .removed("addons/acme_old/__manifest__.py", MANIFEST)
                .removed("addons/acme_old/models.py", MODEL.repeat(2))
                .added("acme_new/__manifest__.py", "{'name': 'New', 'version': '19.0.1.0.0'}\n")
                .added("acme_new/views/new.xml", "<odoo/>\n")
                .change(3);

        ReleaseChanges changes = ReleaseChanges.of(List.of(), List.of(change));

        assertThat(changes.touched()).containsExactly("acme_sale");
        assertThat(changes.added()).containsExactly("acme_new");
        assertThat(changes.removed()).containsExactly("acme_old");
        assertThat(changes.versions())
                .extracting(ReleaseChanges.VersionChange::toString)
                .containsExactly(
                        "VersionChange[module=acme_new, before=null, after=19.0.1.0.0]",
                        "VersionChange[module=acme_old, before=19.0.1.0.0, after=null]",
                        "VersionChange[module=acme_sale, before=19.0.1.0.0, after=19.0.1.1.0]");
        assertThat(changes.declared()).isEqualTo(ChangeClass.D);
        assertThat(changes.reasons())
                .extracting(Reason::why)
                .containsExactly(Why.MODULE_REMOVED, Why.MODULE_ADDED, Why.MANIFEST);
    }

    @Test
    void aNewModuleThatRequiresAFieldOfAnOldTableIsNotHarmless() throws Exception {
        Classified classified = classify(
                3,
                commits()
                        .added("acme_new/__manifest__.py", MANIFEST)
                        .added("acme_new/models/sale.py", MODEL.replace("help=\"Who carries it\"", "required=True")));

        assertThat(classified.declared()).isEqualTo(ChangeClass.D);
        assertThat(classified.reasons()).extracting(Reason::subject).contains("acme_new", "sale.order.carrier");
    }

    @Test
    void aModuleThatMovesToAnotherRepositoryIsTouched() {
        ModuleFolder module = ModuleFolder.at("acme_sale", "19.0.1.0.0");
        CodeChange from = new CodeChange("sales", "", List.of(module), List.of());
        CodeChange to = new CodeChange("logistics", "", List.of(), List.of(module));

        ModuleChanges changes = ModuleChanges.of(List.of(from, to));

        assertThat(changes.touched()).containsExactly("acme_sale");
        assertThat(changes.added()).isEmpty();
        assertThat(changes.removed()).isEmpty();
    }

    @Test
    void pathsWithSpacesAndAccentsAreUnderstood() throws Exception {
        CodeChange change = commits()
                .unchanged("módulo_ñ/__manifest__.py", MANIFEST)
                .removed("módulo_ñ/static/una foto.svg", "<svg>\n1\n2\n3\n4\n</svg>\n")
                .added("módulo_ñ/static/otra foto.svg", "<svg>\n1\n2\n3\n4\n</svg>\n")
                .added("módulo_ñ/static/vacía", "")
                .change(3);

        assertThat(UnifiedDiff.parse(change.diff()))
                .extracting(UnifiedDiff.FileDiff::before, UnifiedDiff.FileDiff::after)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(
                                "módulo_ñ/static/una foto.svg", "módulo_ñ/static/otra foto.svg"),
                        org.assertj.core.groups.Tuple.tuple(null, "módulo_ñ/static/vacía"));
        assertThat(ModuleChanges.of(List.of(change)).touched()).containsExactly("módulo_ñ");
    }

    @Test
    void aDiffWithoutItsEndIsNotJudged() throws Exception {
        CodeChange whole = model(MODEL, MODEL.replace("carrier", "haulier")).change(3);
        CodeChange cut = new CodeChange(
                "sales", whole.diff().substring(0, whole.diff().length() - 100), whole.before(), whole.after());

        assertThatThrownBy(() -> DiffClassifier.classify(List.of(cut))).hasMessageEndingWith("[release.diff-cut-off]");
    }

    @Test
    void withoutAnOldCommitAllModulesAreNew() {
        Classified classified = DiffClassifier.classify(
                List.of(new CodeChange("sales", "", List.of(), List.of(ModuleFolder.at("acme_sale", "19.0.1.0.0")))));

        assertThat(classified.declared()).isEqualTo(ChangeClass.C);
    }

    @Test
    void noChangeIsClassA() {
        assertThat(DiffClassifier.classify(List.of())).isEqualTo(new Classified(ChangeClass.A, List.of()));
    }

    private Commits commits() throws Exception {
        return new Commits(java.nio.file.Files.createTempDirectory(folder, "repository"));
    }

    private Commits model(String before, String after) throws Exception {
        return commits()
                .unchanged("acme_sale/__manifest__.py", MANIFEST)
                .file("acme_sale/models/sale.py", before, after);
    }

    private static Classified classify(int context, Commits commits) throws Exception {
        return DiffClassifier.classify(List.of(commits.change(context)));
    }
}
