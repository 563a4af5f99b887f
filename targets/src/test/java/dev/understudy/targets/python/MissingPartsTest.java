package dev.understudy.targets.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.targets.git.GitWalls;
import dev.understudy.targets.git.NamedRepositories;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.python.PythonPackages.Ground;
import dev.understudy.targets.python.PythonPackages.MissingParts;
import dev.understudy.targets.python.PythonPackages.Needed;
import dev.understudy.targets.runtime.OdooPython;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a real Python lacks is told as the Odoo that runs on it would say it. */
@Timeout(60)
class MissingPartsTest {

    /** As Odoo 19 reads requirements. */
    private static final String WITH_PACKAGING = """
            try:
                from packaging.requirements import InvalidRequirement, Requirement
            except ImportError:
                ...
            """;

    /** As Odoo 14 does. */
    private static final String WITH_PKG_RESOURCES = "import pkg_resources\n";

    private static final String OF_ANOTHER_PYTHON = "acme-nowhere; python_version < '3'";

    @TempDir
    Path folder;

    private final LocalHost host = new LocalHost("local", CommandLog.NONE);

    @Test
    void anOdooWithoutPackagingReadsNoVersions() throws IOException {
        installed("packaging/__init__.py", "raise ImportError('not installed')");
        installed("acme_parts-1.2.dist-info/METADATA", "Metadata-Version: 2.1\nName: acme-parts\nVersion: 1.2\n");

        MissingParts missing =
                missing(WITH_PACKAGING, "acme-parts>=1", "acme-parts", OF_ANOTHER_PYTHON, "acme-nowhere>=2", "json");

        assertThat(missing.unread()).containsExactly("acme-parts>=1", OF_ANOTHER_PYTHON, "acme-nowhere>=2");
        assertThat(missing.packages()).contains("acme-nowhere>=2").doesNotContain("acme-parts", "json");
    }

    @Test
    void oneThatHasItReadsThem() throws IOException {
        assumeTrue(imports("pip._vendor.packaging"), "this machine's Python has no pip, which brings packaging");
        installed(
                "packaging/__init__.py",
                "import pip._vendor.packaging, sys\nsys.modules[__name__] = pip._vendor.packaging");
        installed("acme_parts-1.2.dist-info/METADATA", "Metadata-Version: 2.1\nName: acme-parts\nVersion: 1.2\n");

        MissingParts missing = missing(WITH_PACKAGING, "acme-parts>=1", "acme-parts>1.2", OF_ANOTHER_PYTHON, "json>=1");

        assertThat(missing.unread()).isEmpty();
        assertThat(missing.packages())
                .as("json is a module and no package: Odoo looks for a module of the name that is written")
                .containsExactly("acme-parts>1.2", "json>=1");
    }

    @Test
    void anOlderOdooReadsThemWithoutIt() throws IOException {
        assumeTrue(imports("pkg_resources"), "this machine's Python has no pkg_resources");
        installed("packaging/__init__.py", "raise ImportError('not installed')");
        installed("acme_parts-1.2.dist-info/METADATA", "Metadata-Version: 2.1\nName: acme-parts\nVersion: 1.2\n");

        MissingParts missing = missing(
                WITH_PKG_RESOURCES, "acme-parts>=1", "acme-parts>1.2", "acme-nowhere", "json", OF_ANOTHER_PYTHON);

        assertThat(missing.unread()).isEmpty();
        assertThat(missing.packages())
                .as("pkg_resources finds nothing for another Python, and Odoo 14 takes that for an error")
                .containsExactly("acme-parts>1.2", "acme-nowhere", OF_ANOTHER_PYTHON);
    }

    private MissingParts missing(String code, String... packages) throws IOException {
        Path odoo = folder.resolve("src");
        write(odoo.resolve("odoo/modules/module.py"), code);
        NamedRepositories none = new NamedRepositories(host, folder.resolve("mirrors"), GitWalls.NONE);
        return new PipPackages(
                        host,
                        new Here(),
                        folder.resolve("cache"),
                        new BuildPlace(folder.resolve("built"), "", none),
                        Map.of())
                .missing(
                        new Needed(List.of(packages), List.of()),
                        new Ground(Optional.of(odoo), List.of()),
                        folder.resolve("release"));
    }

    private boolean imports(String module) {
        return host.run(Command.of("python3", "-c", "import " + module)).succeeded();
    }

    private void installed(String file, String text) throws IOException {
        write(folder.resolve("release/lib").resolve(file), text);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
    }

    /** The Python of this machine. */
    private static final class Here implements OdooPython {

        @Override
        public String build(Consumer<String> progress) {
            return "python3";
        }

        @Override
        public List<String> python(List<Path> read, List<Path> written, List<String> arguments) {
            return Stream.concat(Stream.of("python3"), arguments.stream()).toList();
        }

        @Override
        public List<String> alone(
                String user,
                Map<String, String> variables,
                List<Path> read,
                List<Path> written,
                List<String> arguments) {
            return python(read, written, arguments);
        }
    }
}
