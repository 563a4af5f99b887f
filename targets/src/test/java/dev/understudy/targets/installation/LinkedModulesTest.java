package dev.understudy.targets.installation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Installations whose folder of modules holds links, as they lead in a container of theirs. */
class LinkedModulesTest {

    @TempDir
    private Path root;

    private LinkedModules inside() {
        return new LinkedModules(new Place(root), "nobody");
    }

    private void module(String path) throws IOException {
        Files.createDirectories(root.resolve(path));
        Files.writeString(root.resolve(path).resolve("__manifest__.py"), "{'name': 'ACME'}\n");
    }

    private void link(String path, String target) throws IOException {
        Files.createDirectories(root.resolve(path).getParent());
        Files.createSymbolicLink(root.resolve(path), Path.of(target));
    }

    @Test
    void linksAreTheFoldersThatTheyLeadTo() throws IOException {
        module("src/private/acme");
        module("src/partner-contact/partner_code");
        module("src/enterprise/web_enterprise");
        link("auto/addons/acme", "../../src/private/acme");
        link("auto/addons/partner_code", "/src/partner-contact/partner_code");
        link("auto/addons/web_enterprise", "../../src/enterprise/web_enterprise");

        assertThat(inside().folders("/auto/addons"))
                .containsExactly("/src/private", "/src/partner-contact", "/src/enterprise");
    }

    @Test
    void aFolderThatHasModulesOfItsOwnCountsFirst() throws IOException {
        module("addons/acme");
        module("src/web/web_responsive");
        link("addons/web_responsive", "/src/web/web_responsive");

        assertThat(inside().folders("/addons")).containsExactly("/addons", "/src/web");
    }

    @Test
    void theModuleThatALinkWasTakenForIsTheOneThatCounts() throws IOException {
        module("src/a/sale_x");
        module("src/a/sale_y");
        module("src/b/sale_y");
        link("auto/sale_x", "/src/a/sale_x");
        link("auto/sale_y", "/src/b/sale_y");

        assertThat(inside().folders("/auto")).containsExactly("/src/b", "/src/a");
    }

    @Test
    void aLinkOfAnotherNameStaysAModuleOfItsFolder() throws IOException {
        module("src/sale_x_19");
        link("auto/sale_x", "/src/sale_x_19");

        assertThat(inside().folders("/auto")).containsExactly("/auto");
        assertThat(inside().renamed("/auto")).containsOnlyKeys("sale_x");
        assertThat(inside().renamed("/auto").get("sale_x")).isEqualTo(root.resolve("src/sale_x_19"));
    }

    @Test
    void linksThatLeadNowhereOrToNoModuleAreNothing() throws IOException {
        module("addons/acme");
        Files.createDirectories(root.resolve("docs"));
        link("addons/docs", "/docs");
        link("addons/gone", "/gone");

        assertThat(inside().folders("/addons")).containsExactly("/addons");
        assertThat(inside().renamed("/addons")).isEmpty();
    }

    @Test
    void whatThatOdooCannotReadItselfIsNotTaken() throws IOException {
        assumeTrue(Files.getOwner(root).getName().equals("root"), "only root has folders that others may not read");
        module("root/secret");
        module("addons/acme");
        Files.setPosixFilePermissions(root.resolve("root/secret"), PosixFilePermissions.fromString("rwx------"));
        link("addons/secret", "/root/secret");

        assertThat(inside().folders("/addons")).containsExactly("/addons");
        assertThat(inside().renamed("/addons")).isEmpty();
    }

    /** The same on this machine, where the kernel itself follows links. */
    @Test
    void onThisMachineToo() throws IOException {
        module("src/private/acme");
        link("auto/acme", root.resolve("src/private/acme").toString());

        assertThat(new LinkedModules(Place.HERE, "nobody")
                        .folders(root.resolve("auto").toString()))
                .containsExactly(root.toRealPath().resolve("src/private").toString());
    }
}
