package dev.understudy.targets.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.model.home.ProjectHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What another user of the machine finds in a home. */
final class HomeFoldersTest {

    private static final List<String> NOBODY =
            List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--");

    private final Host host = new LocalHost("local", CommandLog.NONE);
    private ProjectHome home;

    @BeforeEach
    void makeHome() throws IOException {
        Path folder = Files.createTempDirectory("us");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        home = new ProjectHome(folder, folder.resolve("cache"));
    }

    @AfterEach
    void remove() {
        host.delete(home.directory());
    }

    @Test
    void aHomeOfAnEarlierVersionIsClosed() throws IOException {
        assumeTrue(host.root(), "only root can look as another user");
        for (String file : List.of(
                "token",
                "service.log",
                "env/production/odoo-blue.conf",
                "env/production/logs/production-web-blue.log",
                "code/r1/addons/sale/models.py",
                "packages/r1/lib/six.py",
                "mirrors/addons.git/config",
                "backups/production/monday.zip",
                "exports/production/run-1.zip",
                "restore-points/run-1/odoo.conf",
                "volumes/production/live/data/filestore/acme/a4/a4b1",
                "volumes/production/run-1/data/filestore/acme/a4/a4b1",
                "volumes/staging/live/data/sessions/aa")) {
            openFile(home.directory().resolve(file));
        }
        assertThat(readable()).isNotEmpty();

        new HomeFolders(host, home).close();

        assertThat(readable()).isEmpty();
        assertThat(nobodyReads("volumes/production/live/data/filestore/acme/a4/a4b1"))
                .isFalse();
        assertThat(mode(home.directory())).isEqualTo("rwx--x--x");
        assertThat(mode(home.volumes().resolve("production/live/data/filestore/acme/a4/a4b1")))
                .isEqualTo("rw-------");
        assertThat(mode(home.backups("production").resolve("monday.zip"))).isEqualTo("rw-------");
    }

    @Test
    void whatLeadsToTheFoldersOfSystemUsersStaysPassable() throws IOException {
        assumeTrue(host.root(), "only root can look as another user");
        Path pgdata = home.volumes().resolve("production/live/pgdata");
        Files.createDirectories(pgdata);
        host.require(Command.of("chown", "nobody", pgdata));

        new HomeFolders(host, home).close();

        assertThat(host.run(Command.of("test", "-w", pgdata).as("nobody")).succeeded())
                .isTrue();
        assertThat(host.run(Command.of("ls", home.volumes()).as("nobody")).succeeded())
                .isFalse();
    }

    @Test
    void aTreeThatIsGivenBelongsToItsUserAlone() throws IOException {
        Path tree = home.directory().resolve("data");
        Path file = tree.resolve("filestore/acme/a4/a4b1");
        openFile(file);
        Path outside = home.directory().resolve("outside");
        Files.writeString(outside, "x");
        Files.setPosixFilePermissions(outside, PosixFilePermissions.fromString("rw-r--r--"));
        Files.createSymbolicLink(tree.resolve("link"), outside);

        new PrivateTree(host).give(tree, host.root() ? "nobody" : "");

        assertThat(mode(tree)).isEqualTo("rwx------");
        assertThat(mode(file)).isEqualTo("rw-------");
        assertThat(mode(outside)).isEqualTo("rw-r--r--");
        if (host.root()) {
            assertThat(Files.getOwner(file).getName()).isEqualTo("nobody");
            assertThat(Files.getOwner(outside).getName()).isEqualTo("root");
        }
    }

    /** Whatever was put there after a look: here a file of the machine by another name. */
    @Test
    void modesAreChangedWithNoMorePowerThanTheOwnerOfTheTree() throws IOException {
        assumeTrue(host.root(), "only root has more");
        Path tree = home.directory().resolve("data");
        Files.createDirectories(tree);
        host.require(Command.of("chown", "nobody", tree));
        Path machines = home.directory().resolve("machines");
        Files.writeString(machines, "x");
        Files.setPosixFilePermissions(machines, PosixFilePermissions.fromString("rw-r--r--"));
        Files.createLink(tree.resolve("a"), machines);

        assertThatThrownBy(() -> new PrivateTree(host).shut(tree, "nobody")).hasMessageContaining("not permitted");

        assertThat(mode(machines)).isEqualTo("rw-r--r--");
        new PrivateTree(host).shut(tree, "");
        assertThat(mode(machines)).as("done by who owns the machine").isEqualTo("rw-------");
    }

    private static void openFile(Path file) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "what a company has");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private List<String> readable() {
        List<String> find = new ArrayList<>(NOBODY);
        find.addAll(List.of("find", home.directory().toString(), "-readable"));
        return host.run(Command.of(find)).out().lines().toList();
    }

    private boolean nobodyReads(String file) {
        return host.run(Command.of("cat", home.directory().resolve(file)).as("nobody"))
                .succeeded();
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
