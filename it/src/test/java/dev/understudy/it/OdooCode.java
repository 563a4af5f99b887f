package dev.understudy.it;

import dev.understudy.model.home.Home;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.runtime.DebianRoot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Odoo's code as Debian's package has it, without the links to fonts that Debian has put there. */
record OdooCode(Host host, Path root, Path code) {

    private static final String PROGRAM =
            "#!/usr/bin/env python3\nimport odoo.cli\n\nif __name__ == '__main__':\n    odoo.cli.main()\n";

    static OdooCode of(String series, LiveService service) {
        Home home = service.home();
        DebianRoot root = new DebianRoot(service.host(), home.cache(), home.directory(), series, List.of());
        root.build();
        return new OdooCode(
                service.host(), root.directory(), root.coreAddons().getFirst().resolveSibling(""));
    }

    /** Laid out as Odoo's own repository is, with {@code base} and few other modules. */
    void copy(Path checkout, List<String> modules) throws IOException {
        core(checkout.resolve("odoo"));
        addons(checkout.resolve("addons"), modules);
        Files.writeString(checkout.resolve("odoo-bin"), PROGRAM);
    }

    /** A package as Odoo's own builds are, on the libraries that Debian's depends on. */
    void pack(Path file, String version, List<String> modules, Sources.Edit edit) throws IOException {
        Path work = Files.createTempDirectory("understudy-package-");
        try {
            Path place = work.resolve("usr/lib/python3/dist-packages/odoo");
            core(place);
            addons(place.resolve("addons"), modules);
            edit.in(place);
            String depends = host.require(Command.of(
                            "dpkg-query",
                            "--admindir=" + root.resolve("var/lib/dpkg"),
                            "--show",
                            "--showformat=${Depends}",
                            "odoo-14"))
                    .out();
            Path control = Files.createDirectories(work.resolve("DEBIAN")).resolve("control");
            Files.writeString(control, """
                    Package: odoo
                    Version: %s
                    Architecture: all
                    Maintainer: Nobody <nobody@odoo.example>
                    Depends: %s
                    Description: Odoo
                    """.formatted(version, depends));
            host.require(Command.of("chmod", "0755", "--", work));
            host.require(Command.of("dpkg-deb", "--root-owner-group", "-Zgzip", "--build", work, file));
        } finally {
            host.delete(work);
        }
    }

    /** What base says of modules that are sold asks for categories of those that are left out here. */
    private void core(Path into) throws IOException {
        Files.createDirectories(into.resolve("addons"));
        host.require(Command.of("sh", "-c", """
                cd "$1" && find . -mindepth 1 -maxdepth 1 ! -name addons -exec cp -a -t "$2" {} + &&
                if [ -e addons/__init__.py ]; then cp -a -t "$2/addons" addons/__init__.py; fi &&
                cp -a -t "$2/addons" addons/base &&
                echo "<odoo/>" >"$2/addons/base/data/ir_module_module.xml" &&
                find "$2" -name __pycache__ -prune -exec rm -rf {} +
                """, "sh", code, into));
    }

    private void addons(Path into, List<String> modules) throws IOException {
        Files.createDirectories(into);
        for (String module : modules) {
            host.require(
                    Command.of("cp", "-a", "-t", into, code.resolve("addons").resolve(module)));
        }
        host.require(Command.of("find", into, "-type", "l", "-delete"));
    }
}
