package dev.understudy.targets.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class PoolTest {

    private static final long SMALL = 512L << 20;

    private final Recording host = new Recording();

    @TempDir
    Path home;

    @AfterEach
    void release() {
        pool(Pool.Wish.AUTO).release();
    }

    @Test
    void copiesPlainlyWhereThatIsAskedFor() {
        assertThat(pool(Pool.Wish.PLAIN).prepare().method()).isEqualTo(CopyMethod.PLAIN);
        assertThat(home.resolve("pool.img")).doesNotExist();
    }

    @Test
    void makesAPoolAndMountsItAgainAfterAReboot() throws IOException {
        assumeTrue(host.root(), "only root may mount a pool");
        assumeFalse(Reflink.possible(host, home), "this disk shares extents by itself");
        FolderVolumes volumes = pool(Pool.Wish.AUTO).prepare();
        assertThat(volumes.method()).isEqualTo(CopyMethod.REFLINK);
        Volume live = volumes.volume("production", Volume.LIVE);
        Files.createDirectories(live.pgdata());
        Files.write(live.pgdata().resolve("big"), new byte[100 << 20]);
        host.require(Command.of("sync", "-f", volumes.root()));
        long before = volumes.freeBytes();

        volumes.copy(live, volumes.volume("production", "snapshot"));

        host.require(Command.of("sync", "-f", volumes.root()));
        assertThat(volumes.freeBytes()).isGreaterThan(before - (10 << 20));
        // A reboot unmounts; preparing twice mounts once.
        pool(Pool.Wish.AUTO).release();
        assertThat(volumes.root()).isEmptyDirectory();
        FolderVolumes again = pool(Pool.Wish.REFLINK).prepare();
        assertThat(pool(Pool.Wish.AUTO).prepare().method()).isEqualTo(CopyMethod.REFLINK);
        assertThat(again.list("production")).extracting(Volume::name).containsExactly("live", "snapshot");
        assertThat(host.commands().stream().filter(line -> line.startsWith("mount ")))
                .hasSize(2);
    }

    @Test
    void waitsForTheLastOfWhatRanOnIt() {
        assumeTrue(host.root(), "only root may mount a pool");
        assumeFalse(Reflink.possible(host, home), "this disk shares extents by itself");
        FolderVolumes volumes = pool(Pool.Wish.AUTO).prepare();
        AtomicInteger unmounts = new AtomicInteger();
        host.answer(command -> command.shown().startsWith("umount ") && unmounts.incrementAndGet() == 1
                ? Optional.of(new CommandResult(32, "", "target is busy", Duration.ZERO))
                : Optional.empty());

        pool(Pool.Wish.AUTO).release();

        assertThat(volumes.root()).isEmptyDirectory();
        assertThat(unmounts).hasValue(2);
    }

    @Test
    void survivesAFullPool() throws IOException {
        assumeTrue(host.root(), "only root may mount a pool");
        assumeFalse(Reflink.possible(host, home), "this disk shares extents by itself");
        FolderVolumes volumes = pool(Pool.Wish.AUTO).prepare();
        FolderVolumes plain = new FolderVolumes(host, volumes.root(), home, CopyMethod.PLAIN);
        Volume live = volumes.volume("production", Volume.LIVE);
        Files.createDirectories(live.pgdata());
        Files.write(live.pgdata().resolve("big"), new byte[250 << 20]);
        Volume copy = plain.volume("production", "copy");

        assertThatThrownBy(() -> plain.copy(live, copy)).hasMessageContaining("volume.disk-full");
        assertThatThrownBy(() -> plain.copyTree(live.directory(), copy.directory()))
                .hasMessageContaining("volume.disk-full-meanwhile");
        plain.delete(copy);

        assertThat(plain.list("production")).containsExactly(live);
        assertThat(live.pgdata().resolve("big")).hasSize(250 << 20);
    }

    @Test
    void saysWhenSharedExtentsCannotBeHad() throws IOException {
        assumeFalse(Reflink.possible(host, home), "this disk shares extents by itself");
        // A pool would hide what is here already.
        Files.createDirectories(home.resolve("volumes/production/live"));

        assertThat(pool(Pool.Wish.AUTO).prepare().method()).isEqualTo(CopyMethod.PLAIN);
        assertThatThrownBy(() -> pool(Pool.Wish.REFLINK).prepare()).hasMessageContaining("volume.no-reflink");
    }

    private Pool pool(Pool.Wish wish) {
        return new Pool(host, home, wish, SMALL);
    }
}
