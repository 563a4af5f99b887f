package dev.understudy.targets.addons;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repositories in the shapes that people give them. */
class AddonsFoldersTest {

    @TempDir
    Path repository;

    @Test
    void modulesAreFoundAtTheTopAndInSeveralFoldersBelow() throws IOException {
        module("sale_acme");
        module("extra/stock_acme");
        module("odoo/custom/src/private/acme_deep");

        assertThat(AddonsFolders.in(repository))
                .containsExactly(
                        repository, repository.resolve("extra"), repository.resolve("odoo/custom/src/private"));
    }

    @Test
    void whatLiesWithinAModuleOrAHiddenFolderIsNone() throws IOException {
        module("sale_acme");
        module("sale_acme/tests/data/not_a_module");
        module(".cache/not_either");

        assertThat(AddonsFolders.in(repository)).containsExactly(repository);
    }

    /** As the association's repositories have them for the Python index. */
    @Test
    void foldersThatBringNothingNewAreLeftOut() throws IOException {
        module("sale_acme");
        link("setup/sale_acme/odoo/addons/sale_acme", "../../../../sale_acme");
        link("setup/circle", "..");

        assertThat(AddonsFolders.in(repository)).containsExactly(repository);
    }

    @Test
    void aLinkedModuleHasTheFilesThatItLeadsTo() throws IOException {
        module("vendor/acme_parts/acme_order_tag");
        write("vendor/acme_parts/acme_order_tag/models/sale_order.py", "x = 1\n");
        write("shared/lib.js", "1");
        link("vendor/acme_parts/acme_order_tag/static", "../../../shared");
        link("vendor/acme_parts/acme_order_tag/again", ".");
        link("addons/acme_order_tag", "../vendor/acme_parts/acme_order_tag");

        assertThat(AddonsFolders.in(repository)).containsExactly(repository.resolve("addons"));
        assertThat(AddonsFolders.files(repository.resolve("addons/acme_order_tag"))
                        .keySet())
                .containsExactly("__manifest__.py", "models/sale_order.py", "static/lib.js");
    }

    private void module(String path) throws IOException {
        write(path + "/__manifest__.py", "{}");
    }

    private void write(String path, String text) throws IOException {
        Path file = repository.resolve(path);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }

    private void link(String path, String target) throws IOException {
        Path link = repository.resolve(path);
        Files.createDirectories(link.resolveSibling(""));
        Files.createSymbolicLink(link, Path.of(target));
    }
}
