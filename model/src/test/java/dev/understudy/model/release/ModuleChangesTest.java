package dev.understudy.model.release;

import static dev.understudy.model.release.SampleModule.MANIFEST;
import static dev.understudy.model.release.SampleModule.MODEL;
import static dev.understudy.model.release.SampleModule.classify;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.release.DiffClassifier.Classified;
import dev.understudy.model.release.Reason.Why;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modules that come, go and move. */
class ModuleChangesTest {

    @TempDir
    private Path folder;

    private SampleModule module;

    @BeforeEach
    void module() {
        module = new SampleModule(folder);
    }

    @Test
    void modulesComeAndGo() throws Exception {
        CodeChange change = module.commits()
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
                module.commits()
                        .added("acme_new/__manifest__.py", MANIFEST)
                        .added("acme_new/models/sale.py", MODEL.replace("help=\"Who carries it\"", "required=True")));

        assertThat(classified.declared()).isEqualTo(ChangeClass.D);
        assertThat(classified.reasons()).extracting(Reason::subject).contains("acme_new", "sale.order.carrier");
    }

    @Test
    void aModuleThatMovesToAnotherRepositoryIsTouched() {
        ModuleFolder module = ModuleFolder.at("acme_sale", "19.0.1.0.0");
        CodeChange from = new CodeChange("sales", List.of(module), List.of());
        CodeChange to = new CodeChange("logistics", List.of(), List.of(module));

        ModuleChanges changes = ModuleChanges.of(List.of(from, to));

        assertThat(changes.touched()).containsExactly("acme_sale");
        assertThat(changes.added()).isEmpty();
        assertThat(changes.removed()).isEmpty();
    }

    @Test
    void withoutAnOldCommitAllModulesAreNew() {
        Classified classified = DiffClassifier.classify(
                List.of(new CodeChange("sales", List.of(), List.of(ModuleFolder.at("acme_sale", "19.0.1.0.0")))));

        assertThat(classified.declared()).isEqualTo(ChangeClass.C);
    }

    /** Odoo has nothing to update then, and yet somebody wants to know whether they pass. */
    @Test
    void testsThatChangedAreTold() throws Exception {
        CodeChange change = module.commits()
                .unchanged("addons/acme_sale/__manifest__.py", MANIFEST)
                .unchanged("addons/acme_stock/__manifest__.py", MANIFEST)
                .added("addons/acme_sale/tests/test_order.py", "class TestOrder: pass\n")
                .added("addons/acme_stock/README.rst", "Stock\n")
                .change(3);

        ReleaseChanges changes = ReleaseChanges.of(List.of(), List.of(change));

        assertThat(changes.touched()).containsExactly("acme_sale", "acme_stock");
        assertThat(changes.tested()).containsExactly("acme_sale");
    }
}
