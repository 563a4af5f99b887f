package dev.understudy.targets.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.targets.host.Walls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxTest {

    @TempDir
    Path temp;

    private Path root;

    @BeforeEach
    void root() throws IOException {
        root = temp.resolve("root");
        for (String folder : List.of("usr/bin", "etc", "var/lib/dpkg", "dev", "proc", "tmp", "run", "home", "srv")) {
            Files.createDirectories(root.resolve(folder));
        }
        Files.createSymbolicLink(root.resolve("bin"), Path.of("usr/bin"));
    }

    @Test
    void showsTheRootReadOnlyAndOfTheHostOnlyWhatTheEnvironmentNeeds() {
        OdooSetting setting = Settings.with(
                "nobody",
                Path.of("/var/lib/understudy/volumes/staging/live/data"),
                Path.of("/var/lib/understudy/env/staging"),
                List.of(Path.of("/var/lib/understudy/code/r1/sales")),
                List.of(temp, Path.of("/not/there")),
                8069);

        List<String> argv = new Sandbox(root, Optional.empty())
                .argv(
                        setting,
                        Optional.of(Path.of("/accounts")),
                        "the-mark",
                        List.of("/usr/bin/odoo", "-c", "odoo.conf"));

        assertThat(argv).containsSequence("--", "bwrap", "--tmpfs", "/", "--symlink", "usr/bin", "/bin");
        String line = String.join(" ", argv);
        assertThat(line)
                .contains(
                        " --ro-bind " + root + "/etc /etc --ro-bind " + root + "/usr /usr ",
                        " --dev /dev --proc /proc --perms 1777 --tmpfs /dev/shm --perms 1777 --tmpfs /tmp ",
                        " --ro-bind /accounts/passwd /etc/passwd --ro-bind /accounts/group /etc/group ",
                        " --perms 0755 --dir /var --perms 0755 --dir /var/lib --perms 0755 --dir /var/lib/understudy ",
                        " --ro-bind /var/lib/understudy/code/r1/sales /var/lib/understudy/code/r1/sales ",
                        " --ro-bind /var/lib/understudy/env/staging/odoo-blue.conf /var/lib/understudy/env/staging/odoo-blue.conf ",
                        " --bind /var/lib/understudy/volumes/staging/live/data"
                                + " /var/lib/understudy/volumes/staging/live/data ",
                        " --bind /var/lib/understudy/env/staging/logs /var/lib/understudy/env/staging/logs ",
                        " --bind " + temp + " " + temp + " ",
                        " --clearenv ",
                        " --setenv HOME /var/lib/understudy/volumes/staging/live/data ",
                        " --setenv UNDERSTUDY_INSTANCE the-mark ")
                .endsWith(" -- setpriv --reuid nobody --regid 65534 --clear-groups"
                        + " --no-new-privs -- /usr/bin/odoo -c odoo.conf")
                .doesNotContain("s3cret", "/not/there", root + "/home", root + "/proc", root + "/var ");
    }

    @Test
    void namesThatAnEnvironmentIsToldStandInThePlaceOfTheMachines() throws IOException {
        Files.writeString(root.resolve("etc/hosts"), "");
        Path directory = Files.createDirectories(temp.resolve("env"));
        OdooSetting setting = Settings.with("", Path.of("/var/lib/us/data"), directory, List.of(), List.of(), 8069);
        Sandbox sandbox = new Sandbox(root, Optional.empty());
        String told = " --ro-bind " + directory + "/hosts /etc/hosts ";

        assertThat(String.join(" ", sandbox.argv(setting, Optional.empty(), "m", List.of("odoo"))))
                .doesNotContain(told);
        Files.writeString(directory.resolve("hosts"), "192.0.2.7 sandbox.carrier.example\n");
        assertThat(String.join(" ", sandbox.argv(setting, Optional.empty(), "m", List.of("odoo"))))
                .contains(told)
                .satisfies(line -> assertThat(line.indexOf(told))
                        .isGreaterThan(line.indexOf(" --ro-bind /etc/hosts /etc/hosts ")));
    }

    @Test
    void aParentIsOpenedBeforeAnythingIsBoundBelowIt() {
        OdooSetting setting =
                Settings.with("", Path.of("/srv/a/data"), Path.of("/srv/a/env"), List.of(), List.of(), 8069);

        List<String> argv = new Sandbox(root, Optional.empty())
                .argv(setting, Optional.of(Path.of("/accounts")), "mark", List.of("/usr/bin/odoo"));

        assertThat(argv).as("bound read-only, it would take no folder").doesNotContain(root + "/srv");
        assertThat(argv.indexOf("/srv/a")).isPositive().isLessThan(argv.indexOf("/srv/a/data"));
        assertThat(argv).doesNotContain("setpriv");
        assertThat(argv.indexOf("--remount-ro")).isGreaterThan(argv.lastIndexOf("--bind"));
    }

    @Test
    void aProgramThatMayReachTheNetworkSeesNoMoreThanWhatIsNamed() throws IOException {
        Path authorities = Path.of("/etc/ssl/authorities.crt");
        Files.createDirectories(root.resolve("etc/ssl"));
        Files.createFile(root.resolve("etc/ssl/authorities.crt"));

        List<String> argv = new Sandbox(root, Optional.empty())
                .argv(
                        Walls.NONE,
                        List.of(Path.of("/opt/wheels"), authorities, Path.of("/etc/nowhere.crt")),
                        List.of(Path.of("/var/lib/us/work")),
                        List.of("/usr/bin/python3", "-I"));

        assertThat(String.join(" ", argv))
                .contains(
                        " --ro-bind /opt/wheels /opt/wheels ",
                        " --ro-bind " + authorities + " " + authorities + " ",
                        " --bind /var/lib/us/work /var/lib/us/work ")
                .endsWith(" -- /usr/bin/python3 -I")
                .doesNotContain("nowhere", "--clearenv", "/etc/passwd");
    }

    @Test
    void pythonFindsTheReleasesPackagesBeforeOdoosOwn() {
        Path packages = Path.of("/var/lib/us/packages/r1/lib");
        OdooSetting setting = Settings.asking(List.of(packages));

        String line = String.join(
                " ",
                new Sandbox(root, Optional.empty())
                        .argv(setting, Optional.of(Path.of("/accounts")), "mark", List.of("/usr/bin/odoo")));

        assertThat(line)
                .contains(" --ro-bind " + packages + " " + packages + " ", " --setenv PYTHONPATH " + packages + " ");
    }

    /** A parent that bubblewrap made for root alone stays so, and with it all of an environment below it. */
    @Test
    void fontsOfTheRootDoNotCloseVar() throws IOException {
        Files.createDirectories(root.resolve("var/cache/fontconfig"));
        OdooSetting setting =
                Settings.with("", Path.of("/var/lib/us/data"), Path.of("/var/lib/us/env"), List.of(), List.of(), 8069);

        String line = String.join(
                " ",
                new Sandbox(root, Optional.empty())
                        .argv(setting, Optional.of(Path.of("/accounts")), "mark", List.of("/usr/bin/odoo")));

        assertThat(line)
                .contains(" --perms 0755 --dir /var --perms 0755 --dir /var/cache --ro-bind " + root
                        + "/var/cache/fontconfig /var/cache/fontconfig ");
    }
}
