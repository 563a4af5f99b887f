package dev.understudy.engine.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.odoo.manifest.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        assertThat(ModuleCatalog.read(List.of(addons), List.of(), files).faults())
                .extracting(fault -> fault.code())
                .containsExactly("module.broken-manifest");
    }

    private String version() {
        return ModuleCatalog.read(List.of(addons), List.of(), files)
                .manifest("sale_more")
                .map(Manifest::version)
                .orElse("");
    }

    private void write(String manifest) throws IOException {
        Path module = Files.createDirectories(addons.resolve("sale_more"));
        Files.writeString(module.resolve("__manifest__.py"), manifest);
    }
}
