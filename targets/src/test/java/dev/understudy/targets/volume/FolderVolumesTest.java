package dev.understudy.targets.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.model.fault.FaultException;
import dev.understudy.targets.host.Recording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class FolderVolumesTest {

    private final Recording host = new Recording();

    @TempDir
    Path home;

    private FolderVolumes volumes;
    private Volume live;
    private Volume next;
    private Volume old;

    @BeforeEach
    void volumes() throws IOException {
        Files.createDirectories(home.resolve("volumes"));
        volumes = new FolderVolumes(host, home.resolve("volumes"), home, CopyMethod.PLAIN);
        live = volumes.volume("staging", Volume.LIVE);
        next = volumes.volume("staging", "next");
        old = volumes.volume("staging", "old");
    }

    @Test
    void refusesNamesThatCouldLeadElsewhere() {
        for (String name : List.of("..", "a/b", "", ".hidden", "a b", "$(id)", "-rf")) {
            assertFault(() -> volumes.volume(name, "live"), "volume.bad-name");
            assertFault(() -> volumes.volume("staging", name), "volume.bad-name");
        }
    }

    @Test
    void copiesAVolumeWholeWithModesTimesAndLinks() throws IOException {
        fill(live, "one");
        Path file = live.pgdata().resolve("file");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2020-01-02T03:04:05Z")));
        Files.createSymbolicLink(live.data().resolve("link"), Path.of("nowhere"));

        volumes.copy(live, next);
        volumes.copy(live, next);

        Path copied = next.pgdata().resolve("file");
        assertThat(copied).hasContent("one");
        assertThat(Files.getPosixFilePermissions(copied)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.getLastModifiedTime(copied).toInstant()).isEqualTo("2020-01-02T03:04:05Z");
        assertThat(Files.readSymbolicLink(next.data().resolve("link"))).isEqualTo(Path.of("nowhere"));
        assertThat(volumes.list("staging")).extracting(Volume::name).containsExactly("live", "next");
        assertThat(volumes.bytes(next)).isPositive().isEqualTo(volumes.bytes(live));
    }

    @Test
    void aKilledCopyLeavesNothingUnderTheFinalName() throws IOException {
        fill(live, "one");
        host.breakAt(line -> line.startsWith("mv "));
        assertThatThrownBy(() -> volumes.copy(live, next)).isInstanceOf(Recording.Killed.class);
        Files.createDirectories(home.resolve("volumes/staging/.copying-next/half"));

        assertThat(volumes.exists(next)).isFalse();
        host.breakAt(line -> false);
        volumes.copy(live, next);

        assertThat(next.pgdata().resolve("file")).hasContent("one");
        assertThat(next.directory().resolve("half")).doesNotExist();
    }

    @Test
    void replacesTheLiveVolumeWhereverAKillFell() throws IOException {
        List<Predicate<String>> kills = List.of(
                line -> line.startsWith("mv ") && line.contains("/live "),
                line -> line.startsWith("mv ") && line.endsWith("/live"),
                line -> line.startsWith("sync "),
                line -> false);
        for (Predicate<String> kill : kills) {
            fill(live, "one");
            fill(next, "two");
            host.breakAt(kill);
            try {
                volumes.replace(live, next, old);
            } catch (Recording.Killed expected) {
                assertThat(kill).isNotSameAs(kills.getLast());
            }
            host.breakAt(line -> false);

            volumes.replace(live, next, old);

            assertThat(live.pgdata().resolve("file")).hasContent("two");
            assertThat(old.pgdata().resolve("file")).hasContent("one");
            assertThat(volumes.exists(next)).isFalse();
            volumes.delete(live);
            volumes.delete(old);
        }
    }

    @Test
    void takesAFolderOfAnotherVolumeOnce() throws IOException {
        fill(live, "one");
        fill(old, "two");

        volumes.take(old.pgdata(), live.pgdata());
        volumes.take(old.pgdata(), live.pgdata());

        assertThat(live.pgdata().resolve("file")).hasContent("two");
        assertThat(old.pgdata()).doesNotExist();
    }

    /** A database without a file had no folder for them when its snapshot was taken. */
    @Test
    void takesAFolderToWhereNoneWasYet() throws IOException {
        Files.createDirectories(live.pgdata());
        fill(old, "two");
        Path sessions = Files.createDirectories(old.data().resolve("sessions"));
        Files.writeString(sessions.resolve("hers"), "signed in");
        Files.setPosixFilePermissions(old.data(), PosixFilePermissions.fromString("rwx------"));

        volumes.take(sessions, live.data().resolve("sessions"));

        assertThat(live.data().resolve("sessions/hers")).hasContent("signed in");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(live.data())))
                .as("as it was there")
                .isEqualTo("rwx------");
        assertThat(Files.getOwner(live.data())).isEqualTo(Files.getOwner(old.data()));
    }

    @Test
    void refusesToReplaceWhatWouldBeLostOrIsNotThere() throws IOException {
        assertFault(() -> volumes.replace(live, next, old), "volume.missing");
        fill(live, "one");
        fill(next, "two");
        fill(old, "three");
        assertFault(() -> volumes.replace(live, next, old), "volume.in-the-way");
        assertThat(live.pgdata().resolve("file")).hasContent("one");
    }

    @Test
    void deletesAndSweepsWhatAKillLeft() throws IOException {
        fill(live, "one");
        host.breakAt(line -> line.startsWith("find "));
        assertThatThrownBy(() -> volumes.delete(live)).isInstanceOf(Recording.Killed.class);
        host.breakAt(line -> false);

        assertThat(volumes.exists(live)).isFalse();
        assertThat(volumes.list("staging")).isEmpty();
        volumes.delete(live);
        assertThat(home.resolve("volumes/staging")).isEmptyDirectory();
        assertThat(volumes.list("never-made")).isEmpty();
    }

    @Test
    void refusesACopyThatDoesNotFit() {
        assertThat(volumes.freeBytes()).isPositive();
        assertFault(() -> volumes.needRoom(1L << 60), "volume.disk-full");
    }

    @Test
    void leavesOutWhatVanishesAndCopiesAgainWhatIsReplaced() throws Exception {
        Path busy = Files.createDirectories(home.resolve("busy"));
        Thread writer = Thread.ofPlatform().start(() -> {
            for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
                try {
                    Path fresh = Files.writeString(busy.resolve("new" + i), "x".repeat(5000));
                    Files.move(fresh, busy.resolve("kept" + i % 50), StandardCopyOption.ATOMIC_MOVE);
                    Files.deleteIfExists(Files.writeString(busy.resolve("gone" + i), "y"));
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            }
        });
        try {
            while (!Files.exists(busy.resolve("kept49"))) {
                Thread.onSpinWait();
            }
            for (int i = 0; i < 30; i++) {
                Path copy = home.resolve("copy" + i);
                volumes.copyTree(busy, copy);
                for (int k = 0; k < 50; k++) {
                    assertThat(copy.resolve("kept" + k)).hasSize(5000);
                }
            }
        } finally {
            writer.interrupt();
            writer.join();
        }
    }

    private static void fill(Volume volume, String text) throws IOException {
        Files.createDirectories(volume.pgdata());
        Files.createDirectories(volume.data());
        Files.writeString(volume.pgdata().resolve("file"), text);
    }

    private static void assertFault(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String code) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        FaultException.class,
                        thrown -> assertThat(thrown.fault().code()).isEqualTo(code));
    }

    @Test
    void aCopyThatOutlivedItsUnderstudyIsEndedBeforeItsFolderIsUsed() throws Exception {
        Volume snapshot = volumes.volume("production", "s1");
        volumes.create(snapshot);
        Path elsewhere = volumes.volume("staging", "next").directory();
        // Named as a copy that takes very long.
        Process stray =
                slow("-a", "-t", snapshot.directory().resolve(".copying-pgdata").toString(), "--", "/base");
        Process reader = slow("-a", "-T", "--", snapshot.directory().toString(), elsewhere + "/.copying-data");
        try {
            volumes.delete(snapshot);

            assertThat(stray.waitFor(5, TimeUnit.SECONDS)).isTrue();
            assertThat(reader.isAlive()).isTrue();
        } finally {
            stray.destroyForcibly().waitFor();
            reader.destroyForcibly().waitFor();
        }
    }

    private static Process slow(String... arguments) throws Exception {
        List<String> argv =
                new ArrayList<>(List.of("bash", "-c", "exec -a cp bash -c 'echo runs; read line' \"$@\"", "bash"));
        argv.addAll(List.of(arguments));
        Process process = new ProcessBuilder(argv).start();
        assertThat(process.getInputStream().read()).isEqualTo('r');
        return process;
    }
}
