package dev.understudy.targets.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.model.readiness.MachineUpdates;
import dev.understudy.model.readiness.PendingUpdates;
import dev.understudy.model.readiness.PendingUpdates.Update;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.LocalHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What this machine's own apt tells, and what is made of it. */
@Timeout(300)
class AptUpdatesTest {

    private static final Path CACHE = Path.of("/var/cache/apt");
    private static final String SIMULATED = """
            Inst libc6 [2.36-9] (2.36-9+deb12u13 Debian-Security:12/oldstable-security [amd64]) []
            Inst python3-jwt [2.6.0-1] (2.6.0-1+deb12u1 Debian:12.15/oldstable, Debian-Security:12/oldstable-security [all])
            Inst tzdata [2025a-0] (2026b-0+deb12u1 Debian:12.15/oldstable [all])
            Inst openssl [3.0.13-0ubuntu3.5] (3.0.13-0ubuntu3.6 Ubuntu:24.04/noble-updates, Ubuntu:24.04/noble-security [amd64])
            Inst linux-image-6.1 (6.1.192-3 Debian-Security:12/oldstable-security [amd64])
            Conf libc6 (2.36-9+deb12u13 Debian-Security:12/oldstable-security [amd64])
            """;

    private final Host host = new LocalHost("local", (name, command, at, result) -> {});

    @TempDir
    private Path folder;

    @Test
    void tellsUpdatesOfWhatIsInstalledAndWhichAreOfSecurity() {
        assertThat(AptUpdates.packages(SIMULATED))
                .containsExactly(
                        new Update("libc6", "2.36-9", "2.36-9+deb12u13", true),
                        new Update("python3-jwt", "2.6.0-1", "2.6.0-1+deb12u1", true),
                        new Update("tzdata", "2025a-0", "2026b-0+deb12u1", false),
                        new Update("openssl", "3.0.13-0ubuntu3.5", "3.0.13-0ubuntu3.6", true));
    }

    @Test
    void readsWhatAndWhenAnArchiveSigned() {
        List<AptSource> sources = AptSource.read("""
                ./deb_InRelease:Suite: oldstable-security
                ./deb_InRelease:Codename: bookworm-security
                ./deb_InRelease:Date: Mon, 30 Nov 2026 14:12:05 UTC
                ./ubuntu_InRelease:Suite: noble-security
                ./ubuntu_InRelease:Codename: noble
                ./ubuntu_InRelease:Date: never
                """);

        assertThat(sources.getFirst().securityOf("bookworm")).isTrue();
        assertThat(sources.getFirst().securityOf("trixie")).isFalse();
        assertThat(sources.getFirst().at()).isEqualTo("2026-11-30T14:12:05Z");
        assertThat(sources.getLast().securityOf("noble")).isTrue();
        assertThat(sources.getLast().at()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void asksThisMachineAndAFolderWithTheSameSystemAndChangesNothing() throws IOException {
        assumeTrue(Files.exists(Path.of("/var/lib/apt/lists")));
        Files.createDirectories(folder.resolve("etc"));
        Files.createDirectories(folder.resolve("var/lib/dpkg"));
        Files.copy(Path.of("/etc/os-release"), folder.resolve("etc/os-release"));
        Files.writeString(folder.resolve("var/lib/dpkg/status"), """
                Package: zip
                Status: install ok installed
                Priority: optional
                Section: utils
                Maintainer: nobody <nobody@example.com>
                Architecture: %s
                Version: 0.1

                """.formatted(architecture()));
        List<String> before = caches();

        MachineUpdates seen = new AptUpdates(host).seen(Optional.of(folder));

        assertThat(seen.system().system()).isNotBlank();
        if (seen.system().security()) {
            assertThat(seen.system().lists()).isPresent();
            assertThat(seen.folder().orElseThrow().packages())
                    .extracting(one -> one.name() + " " + one.installed())
                    .containsExactly("zip 0.1");
        }
        assertThat(caches()).isEqualTo(before);
    }

    private static List<String> caches() throws IOException {
        try (Stream<Path> files = Files.list(CACHE)) {
            return files.filter(file -> file.toString().endsWith(".bin"))
                    .sorted()
                    .map(AptUpdatesTest::told)
                    .toList();
        }
    }

    private static String told(Path file) {
        try {
            return file + " " + Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return file + " gone";
        }
    }

    @Test
    void aFolderWithAnotherSystemIsNotWhatThisMachinesListsAreAbout() throws IOException {
        Files.createDirectories(folder.resolve("etc"));
        Files.createDirectories(folder.resolve("var/lib/dpkg"));
        Files.writeString(folder.resolve("etc/os-release"), "VERSION_CODENAME=sarge\n");
        Files.writeString(folder.resolve("var/lib/dpkg/status"), "");

        PendingUpdates seen = new AptUpdates(host, folder.resolve("apt"))
                .seen(Optional.of(folder))
                .folder()
                .orElseThrow();

        assertThat(seen.lists()).isEmpty();
        assertThat(seen.security()).isFalse();
        assertThat(seen.system()).isEqualTo(folder.toString());
    }

    private String architecture() {
        return host.require(Command.of("dpkg", "--print-architecture")).out().strip();
    }

    @Test
    void whatWasAskedSinceIsAsNewAsThat() throws IOException {
        AptUpdates updates = new AptUpdates(host, folder.resolve("apt"));
        AptSource source = new AptSource("", "x-security", Instant.parse("2026-11-02T14:12:05Z"));
        assertThat(updates.asOf(source)).isEqualTo("2026-11-02T14:12:05Z");

        Path stamp = Files.createDirectories(folder.resolve("apt/periodic")).resolve("update-success-stamp");
        Files.writeString(stamp, "");
        Files.setLastModifiedTime(stamp, FileTime.from(Instant.parse("2026-11-20T06:00:00Z")));
        assertThat(updates.asOf(source)).isEqualTo("2026-11-20T06:00:00Z");
    }
}
