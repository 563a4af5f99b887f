package dev.understudy.engine.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.odoo.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModuleCatalogTest {

    @TempDir
    Path addons;

    private final ManifestFiles files = new ManifestFiles();

    /** Odoo that is installed on the machine may be renewed while the service runs. */
    @Test
    void aManifestThatChangedIsReadAgain() throws IOException {
        write("{'version': '19.0.1.0.0'}");
        assertThat(version()).isEqualTo("19.0.1.0.0");

        write("{'version': '19.0.1.0.10'}");
        assertThat(version()).isEqualTo("19.0.1.0.10");

        write("{'version': ");
        assertThat(ModuleCatalog.read(List.of(addons), List.of(), files).faults(Set.of("sale_more")))
                .extracting(fault -> fault.code())
                .containsExactly("module.broken-manifest");
    }

    @Test
    void ofOdoosOwnModulesThoseAreImportedAheadThatAskForNoMore() throws IOException {
        Path odoo = Files.createDirectories(addons.resolve("odoo"));
        Path own = Files.createDirectories(addons.resolve("own"));
        write(odoo, "base", "{}");
        write(odoo, "sale", "{'depends': ['product']}");
        write(odoo, "product", "{}");
        write(odoo, "hooked", "{'post_load': 'begin'}");
        write(odoo, "absent", "{}");
        write(odoo, "stock", "{}");
        write(own, "stock", "{}");
        write(own, "sale_more", "{'depends': ['sale']}");

        ModuleCatalog catalog = ModuleCatalog.read(List.of(own), List.of(odoo), files);

        assertThat(catalog.importable(Set.of("sale_more", "stock", "hooked", "sale", "product", "base")))
                .as("each after what it depends on; where the project has a module of its own, Odoo's is another")
                .containsExactly("base", "product", "sale");
    }

    /** Nobody is kept from a release by a module that nobody has. */
    @Test
    void whatIsNotInUseIsNobodysTrouble() throws IOException {
        write(addons, "base", "{}");
        write(addons, "ours", "{'depends': ['base']}");
        write(addons, "broken", "{'depends': ");
        write(addons, "lonely", "{'depends': ['nowhere']}");
        write(addons, "hen", "{'depends': ['egg']}");
        write(addons, "egg", "{'depends': ['hen']}");
        write(addons, "more", "{'depends': ['broken', 'lonely']}");
        ModuleCatalog catalog = ModuleCatalog.read(List.of(addons), List.of(), files);

        assertThat(catalog.faults(Set.of("base", "ours"))).isEmpty();
        assertThat(catalog.faults(Set.of("more", "hen")))
                .extracting(fault -> fault.code())
                .containsExactly("module.broken-manifest", "module.missing-dependency", "module.circular-dependency");
        assertThat(catalog.checksums(Set.of("ours"), List.of())).containsOnlyKeys("ours");
    }

    private String version() {
        return ModuleCatalog.read(List.of(addons), List.of(), files)
                .manifest("sale_more")
                .map(Manifest::version)
                .orElse("");
    }

    private void write(String manifest) throws IOException {
        write(addons, "sale_more", manifest);
    }

    private static void write(Path addons, String name, String manifest) throws IOException {
        Path module = Files.createDirectories(addons.resolve(name));
        Files.writeString(module.resolve("__manifest__.py"), manifest);
    }
}
