package dev.understudy.engine.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.fault.Fault;
import dev.understudy.odoo.manifest.Manifest;
import dev.understudy.targets.python.PythonPackages.MissingParts;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of modules whose Odoo has no package to read versions with. */
class ModuleNeedsTest {

    private static final List<Manifest> MODULES =
            List.of(manifest("acme_labels", "['zeep>=4', 'lxml']"), manifest("acme_parcels", "['acme-nowhere']"));

    @Test
    void whatOdooCannotReadIsNamedWithItsModule() {
        Fault fault = ModuleNeeds.told(MODULES, new MissingParts(List.of(), List.of(), List.of("zeep>=4")))
                .orElseThrow();

        assertThat(fault.code()).isEqualTo("module.packaging-missing");
        assertThat(fault.arguments()).containsExactly("acme_labels", "zeep>=4");
    }

    @Test
    void besideWhatIsNotThereItsReaderIsOneMoreToAdd() {
        Fault fault = ModuleNeeds.told(
                        MODULES, new MissingParts(List.of("acme-nowhere"), List.of(), List.of("zeep>=4")))
                .orElseThrow();

        assertThat(fault.code()).isEqualTo("module.package-missing");
        assertThat(fault.arguments()).containsExactly("acme_labels, acme_parcels", "acme-nowhere, packaging");
    }

    private static Manifest manifest(String module, String python) {
        return (Manifest) Manifest.read(module, "{'external_dependencies': {'python': " + python + "}}");
    }
}
