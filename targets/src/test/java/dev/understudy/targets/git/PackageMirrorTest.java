package dev.understudy.targets.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.PrivateTree;
import dev.understudy.targets.host.Recording;
import dev.understudy.targets.host.SystemUsers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Packages made by dpkg-deb, as Odoo's nightly builds are. */
@Timeout(120)
class PackageMirrorTest {

    private static final FileAttribute<?> OPERATORS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    @TempDir
    Path home;

    private final Recording host = new Recording();
    private PackageMirror mirror;
    private Path monday;

    @BeforeEach
    void packages() throws IOException {
        mirror =
                new PackageMirror(host, home.resolve("mirrors/odoo.git"), home.resolve("cache"), "odoo", GitWalls.NONE);
        monday = nightly("17.0.20240101", Map.of("addons/sale/models.py", "name = 1\n"));
    }

    @Test
    void isLaidOutAsOdoosOwnRepository() {
        mirror.fetch(monday.toString());

        String commit = mirror.resolve(monday.toString());
        assertThat(mirror.files(commit))
                .containsExactly(
                        "DEBIAN/control",
                        "odoo-bin",
                        "odoo/addons/sale/.gitignore",
                        "odoo/addons/sale/models.py",
                        "odoo/release.py");
        assertThat(mirror.file(commit, "DEBIAN/control")).contains("Depends: python3-lxml, python3-psycopg2 (>= 2.8)");
        assertThat(mirror.resolve("17.0.20240101")).isEqualTo(commit);
    }

    /** Root follows no link in a folder that is another user's, and unpacks nothing there. */
    @Test
    void isUnpackedByWhoOwnsTheMirrors() throws IOException {
        assumeTrue(host.root(), "only root can be another");
        Path own = Files.createTempDirectory("us");
        GitWalls walls = new GitWalls(SystemUsers.ofGit(own), List.of());
        try {
            Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rwx--x--x"));
            new SystemUsers(host).ensure(walls.user());
            new PrivateTree(host).give(own.resolve("mirrors"), walls.user());
            Path here = Files.createDirectory(own.resolve("packages"), OPERATORS);
            Path file = Files.copy(monday, here.resolve("odoo.deb"));
            PackageMirror walled =
                    new PackageMirror(host, own.resolve("mirrors/odoo.git"), own.resolve("cache"), "odoo", walls);

            List<String> others = new ArrayList<>();
            host.answer(command -> {
                if (command.shown().contains(own + "/mirrors/") && !walls.user().equals(command.user())) {
                    others.add(command.shown());
                }
                return Optional.empty();
            });
            walled.fetch(file.toString());
            assertThat(others).isEmpty();

            assertThat(walled.file(walled.resolve(file.toString()), "DEBIAN/control"))
                    .contains("Package: odoo");
            assertThat(host.require(Command.of("find", own.resolve("mirrors"), "!", "-user", walls.user()))
                            .out())
                    .isEmpty();
            assertThat(own.resolve("mirrors")).isDirectoryNotContaining("glob:**.package*");
            assertThat(own.resolve("cache/packages")).isEmptyDirectory();
        } finally {
            host.delete(own);
            new SystemUsers(host).remove(walls.user());
        }
    }

    @Test
    void theSameFileIsTheSameCommitEverywhere() {
        PackageMirror other =
                new PackageMirror(host, home.resolve("other/odoo.git"), home.resolve("cache"), "odoo", GitWalls.NONE);
        mirror.fetch(monday.toString());
        other.fetch(monday.toString());

        assertThat(mirror.resolve(monday.toString())).isEqualTo(other.resolve(monday.toString()));
    }

    @Test
    void twoBuildsAreComparedAndTheOldOneStays() throws IOException {
        Path tuesday = nightly("17.0.20240102", Map.of("addons/sale/models.py", "name = 2\n"));
        mirror.fetch(monday.toString());
        mirror.fetch(tuesday.toString());

        String before = mirror.resolve("17.0.20240101");
        String after = mirror.resolve(tuesday.toString());
        assertThat(Source.diff(mirror, before, after)).contains("-name = 1", "+name = 2");
        mirror.export(before, home.resolve("code"));
        assertThat(home.resolve("code/odoo/addons/sale/models.py")).hasContent("name = 1");
    }

    @Test
    void anAddressIsReadOnceAndItsChecksumHolds() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[] bytes = Files.readAllBytes(monday);
        server.createContext("/odoo.deb", exchange -> {
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        String address = "http://127.0.0.1:" + server.getAddress().getPort() + "/odoo.deb";
        String sum = host.require(Command.of("sha256sum", monday)).out().substring(0, 64);
        try {
            assertThatThrownBy(() -> mirror.fetch(address)).hasMessageContaining("#sha256=");
            assertThatThrownBy(() -> mirror.fetch(address + "#sha256=" + "0".repeat(64)))
                    .hasMessageContaining(sum);
            mirror.fetch(address + "#sha256=" + sum);
        } finally {
            server.stop(0);
        }
        mirror.fetch(address + "#sha256=" + sum);
        assertThat(mirror.resolve(address + "#sha256=" + sum)).isEqualTo(mirror.resolve("17.0.20240101"));
        assertThat(home.resolve("cache/packages")).isDirectoryContaining("glob:**/" + sum + ".deb");
    }

    @Test
    void saysWhatIsNoPackageOfOdoo() throws IOException {
        Path text = Files.writeString(home.resolve("text.deb"), "no package\n");

        assertThatThrownBy(() -> mirror.fetch(text.toString())).hasMessageContaining("text.deb");
        assertThatThrownBy(() -> mirror.fetch(home.resolve("away.deb").toString()))
                .hasMessageContaining("away.deb");
        assertThatThrownBy(() -> mirror.fetch("/srv/odoo.zip")).hasMessageContaining("/srv/odoo.zip");
    }

    private Path nightly(String version, Map<String, String> files) throws IOException {
        Path root = Files.createDirectories(home.resolve("made-" + version));
        Path code = Files.createDirectories(root.resolve("usr/lib/python3/dist-packages/odoo/addons/sale"))
                .resolveSibling("")
                .resolveSibling("");
        Files.writeString(code.resolve("release.py"), "version_info = (17, 0, 0, 'final', 0, '')\n");
        Files.writeString(code.resolve("addons/sale/.gitignore"), "*.py\n");
        for (var file : files.entrySet()) {
            Files.writeString(code.resolve(file.getKey()), file.getValue());
        }
        Path control = Files.createDirectories(root.resolve("DEBIAN")).resolve("control");
        Files.writeString(control, """
                Package: odoo
                Version: %s
                Architecture: all
                Maintainer: Nobody <nobody@odoo.example>
                Depends: python3-lxml, python3-psycopg2 (>= 2.8)
                Description: Odoo
                """.formatted(version));
        Path file = home.resolve("odoo_" + version + "_all.deb");
        host.require(Command.of("dpkg-deb", "--root-owner-group", "--build", root, file));
        return file;
    }
}
