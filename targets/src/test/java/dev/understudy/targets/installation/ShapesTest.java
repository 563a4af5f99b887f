package dev.understudy.targets.installation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.model.audit.AuditReport.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The shapes in which people have installed their Odoo, each as a folder with its odoo.conf. */
class ShapesTest {

    @TempDir
    private Path folder;

    /**
     * A shape.
     *
     * @param files that it has, below its folder, by their paths
     * @param addons its addons path, below its folder
     */
    record Shape(String name, String series, List<String> files, List<String> addons, Kind kind) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Shape> shapes() {
        return Stream.of(
                new Shape(
                        "source beside its addons",
                        "17.0",
                        List.of("odoo/odoo/release.py", "odoo/odoo-bin", "custom/acme/__manifest__.py"),
                        List.of("odoo/addons", "custom"),
                        Kind.SOURCE),
                new Shape(
                        "source of 14, with the enterprise addons first",
                        "14.0",
                        List.of("odoo14/odoo/release.py", "enterprise/web_enterprise/__manifest__.py"),
                        List.of("enterprise", "odoo14/odoo/addons", "odoo14/addons"),
                        Kind.SOURCE),
                new Shape(
                        "doodba",
                        "16.0",
                        List.of(
                                "custom/src/repos.yaml",
                                "custom/src/addons.yaml",
                                "custom/src/odoo/odoo/release.py",
                                "custom/src/private/acme/__manifest__.py"),
                        List.of("custom/src/private", "custom/src/odoo/addons"),
                        Kind.DOODBA),
                new Shape(
                        "doodba whose addons are links",
                        "18.0",
                        List.of(
                                "custom/src/repos.yaml",
                                "custom/src/addons.yaml",
                                "custom/src/odoo/odoo/release.py",
                                "auto/addons/acme/__manifest__.py"),
                        List.of("custom/src/odoo/odoo/addons", "custom/src/odoo/addons", "auto/addons"),
                        Kind.DOODBA));
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void isToldByItsFiles(Shape shape) throws IOException {
        for (String file : shape.files()) {
            Path made = folder.resolve(file);
            Files.createDirectories(made.getParent());
            String text = file.endsWith("release.py")
                    ? "version_info = (" + shape.series().replace(".0", "") + ", 0, 0, FINAL, 0, '')\n"
                    : "{'name': 'ACME'}\n";
            Files.writeString(made, text);
        }
        Path configuration = folder.resolve("odoo.conf");
        String addons = String.join(
                ",",
                shape.addons().stream()
                        .map(addon -> folder.resolve(addon).toString())
                        .toList());
        Files.writeString(configuration, "[options]\naddons_path = " + addons + "\ndb_name = acme\n");

        Found found = new Finder(List.of(), List.of()).find(configuration.toString());

        assertThat(found.kind()).isEqualTo(shape.kind());
        assertThat(found.series()).isEqualTo(shape.series());
        assertThat(found.addons())
                .containsAll(shape.addons().stream()
                        .map(addon -> folder.resolve(addon).toString())
                        .toList());
    }
}
