package dev.understudy.model.release;

import static dev.understudy.model.release.SampleModule.MANIFEST;
import static dev.understudy.model.release.SampleModule.MODEL;
import static dev.understudy.model.release.SampleModule.classify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.understudy.model.release.DiffClassifier.Classified;
import dev.understudy.model.release.Reason.Why;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a change of any file asks for. */
class DiffClassifierTest {

    @TempDir
    private Path folder;

    private SampleModule module;

    @BeforeEach
    void module() {
        module = new SampleModule(folder);
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
        Commits commits = module.commits().unchanged("acme_sale/__manifest__.py", MANIFEST);

        Classified classified = classify(3, commits.file("acme_sale/" + parts[2], MANIFEST, MANIFEST + "# more\n"));

        assertThat(classified.declared()).isEqualTo(ChangeClass.valueOf(parts[0]));
        assertThat(classified.reasons()).extracting(Reason::why).containsExactly(Why.valueOf(parts[1]));
    }

    /** Odoo makes and drops columns for them. */
    @Test
    void recordsThatStandForColumnsAreNoMereData() throws Exception {
        String with = """
                <odoo>
                  <record id="field_route" model="ir.model.fields">
                    <field name="name">x_route</field>
                  </record>
                  <record id="plan" model="account.analytic.plan"><field name="name">Fleet</field></record>
                </odoo>
                """;
        Commits added = module.commits().unchanged("acme_sale/__manifest__.py", MANIFEST);
        Commits removed = new Commits(Files.createDirectory(folder.resolve("removed")))
                .unchanged("acme_sale/__manifest__.py", MANIFEST);

        Classified come = classify(3, added.file("acme_sale/data/f.xml", "<odoo>\n</odoo>\n", with));
        Classified gone = classify(3, removed.file("acme_sale/data/f.xml", with, "<odoo>\n</odoo>\n"));

        assertThat(come.declared()).isEqualTo(ChangeClass.C);
        assertThat(come.reasons())
                .filteredOn(Reason::why, Why.SCHEMA_RECORD)
                .extracting(Reason::subject)
                .containsExactly("ir.model.fields", "account.analytic.plan");
        assertThat(gone.reasons()).extracting(Reason::why).contains(Why.SCHEMA_RECORD_REMOVED);
    }

    /** An update takes new words over, and keeps those that the database has. */
    @Test
    void changedWordsOfATranslationAreTold() throws Exception {
        String before = "msgid \"Parcel\"\nmsgstr \"Paquete\"\n";
        Commits commits = module.commits().unchanged("acme_sale/__manifest__.py", MANIFEST);

        Classified changed =
                classify(3, commits.file("acme_sale/i18n/es.po", before, before.replace("Paquete", "Bulto")));

        assertThat(changed.reasons()).extracting(Reason::why).containsExactly(Why.TRANSLATION, Why.TRANSLATION_KEPT);
    }

    /** Its content stands in a record of the database. */
    @Test
    void aStaticFileThatADataFileLoadsIsNoCodeAlone() throws Exception {
        CodeChange change = module.commits()
                .unchanged("acme_sale/__manifest__.py", MANIFEST)
                .file("acme_sale/static/img/logo.svg", "<svg>1</svg>\n", "<svg>2</svg>\n")
                .change(3);
        CodeChange loading = change.loading(Set.of("acme_sale/static/img/logo.svg"));

        assertThat(DiffClassifier.classify(List.of(change)).declared()).isEqualTo(ChangeClass.A);
        Classified loaded = DiffClassifier.classify(List.of(loading));
        assertThat(loaded.declared()).isEqualTo(ChangeClass.B);
        assertThat(loaded.reasons()).extracting(Reason::why).containsExactly(Why.LOADED_FILE);
    }

    @Test
    void filesOutsideOfModulesAskForNothing() throws Exception {
        Classified classified = classify(
                3,
                module.commits()
                        .unchanged("acme_sale/__manifest__.py", MANIFEST)
                        .added("README.md", "# Acme\n")
                        .added(".github/workflows/ci.yml", "on: push\n"));

        assertThat(classified.declared()).isEqualTo(ChangeClass.A);
        assertThat(classified.reasons()).extracting(Reason::why).containsOnly(Why.OUTSIDE_MODULES);
    }

    @Test
    void pathsWithSpacesAndAccentsAreUnderstood() throws Exception {
        CodeChange change = module.commits()
                .unchanged("módulo_ñ/__manifest__.py", MANIFEST)
                .removed("módulo_ñ/static/una foto.svg", "<svg>\n1\n2\n3\n4\n</svg>\n")
                .added("módulo_ñ/static/otra foto.svg", "<svg>\n1\n2\n3\n4\n</svg>\n")
                .added("módulo_ñ/static/vacía", "")
                .change(3);

        assertThat(change.files())
                .extracting(ChangedFile::before, ChangedFile::after)
                .containsExactly(
                        tuple("módulo_ñ/static/una foto.svg", "módulo_ñ/static/otra foto.svg"),
                        tuple(null, "módulo_ñ/static/vacía"));
        assertThat(ModuleChanges.of(List.of(change)).touched()).containsExactly("módulo_ñ");
    }

    @Test
    void aDiffWithoutItsEndIsNotJudged() throws Exception {
        Commits commits = module.model(MODEL, MODEL.replace("carrier", "haulier"));
        String whole = commits.diff(3);
        String cut = whole.substring(0, whole.length() - 100);

        assertThatThrownBy(() -> commits.change(cut)).hasMessageEndingWith("[release.diff-cut-off]");
    }

    /** A file may leave all modules: it is still its module's that it left. */
    @Test
    void aFileThatLeavesItsModuleIsJudgedByWhereItWas() throws Exception {
        Commits commits = module.commits()
                .unchanged("acme_sale/__manifest__.py", MANIFEST)
                .removed("acme_sale/models/sale.py", MODEL)
                .added("x.py", MODEL);

        assertThat(classify(3, commits).declared()).isNotEqualTo(ChangeClass.A);
        assertThat(ModuleChanges.of(List.of(commits.change(3))).touched()).containsExactly("acme_sale");
    }

    /** Somebody's minified file, or an export that was committed by mistake, is no reason to run out of memory. */
    @Test
    void linesAndFilesThatNobodyWroteAreNotHeldInMemory() throws Exception {
        String longest = "x".repeat(3 << 20);
        String rows = "<record id=\"r\" model=\"res.partner\"/>\n".repeat(400_000);
        Commits commits = module.commits()
                .unchanged("acme_sale/__manifest__.py", MANIFEST)
                .added("acme_sale/views/line.xml", "<odoo>" + longest + "</odoo>\n")
                .added("acme_sale/views/rows.xml", "<record id=\"f\" model=\"ir.model.fields\"/>\n" + rows);

        Classified classified = classify(3, commits);

        assertThat(classified.reasons())
                .extracting(Reason::why, Reason::file)
                .contains(
                        tuple(Why.DATA, "acme_sale/views/line.xml"),
                        tuple(Why.SCHEMA_RECORD, "acme_sale/views/rows.xml"),
                        tuple(Why.UNKNOWN_FILE, "acme_sale/views/rows.xml"));
    }

    @Test
    void noChangeIsClassA() {
        assertThat(DiffClassifier.classify(List.of())).isEqualTo(new Classified(ChangeClass.A, List.of()));
    }
}
