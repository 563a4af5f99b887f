package dev.understudy.model.release;

import static dev.understudy.model.release.SampleModule.MANIFEST;
import static dev.understudy.model.release.SampleModule.MODEL;
import static dev.understudy.model.release.SampleModule.classify;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.understudy.model.release.DiffClassifier.Classified;
import dev.understudy.model.release.Reason.Why;
import java.nio.file.Path;
import java.util.List;
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

        assertThat(UnifiedDiff.parse(change.diff()))
                .extracting(UnifiedDiff.FileDiff::before, UnifiedDiff.FileDiff::after)
                .containsExactly(
                        tuple("módulo_ñ/static/una foto.svg", "módulo_ñ/static/otra foto.svg"),
                        tuple(null, "módulo_ñ/static/vacía"));
        assertThat(ModuleChanges.of(List.of(change)).touched()).containsExactly("módulo_ñ");
    }

    @Test
    void aDiffWithoutItsEndIsNotJudged() throws Exception {
        CodeChange whole =
                module.model(MODEL, MODEL.replace("carrier", "haulier")).change(3);
        CodeChange cut = new CodeChange(
                "sales", whole.diff().substring(0, whole.diff().length() - 100), whole.before(), whole.after());

        assertThatThrownBy(() -> DiffClassifier.classify(List.of(cut))).hasMessageEndingWith("[release.diff-cut-off]");
    }

    @Test
    void noChangeIsClassA() {
        assertThat(DiffClassifier.classify(List.of())).isEqualTo(new Classified(ChangeClass.A, List.of()));
    }
}
