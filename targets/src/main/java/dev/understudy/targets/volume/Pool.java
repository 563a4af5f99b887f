package dev.understudy.targets.volume;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.Patience;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The file system under a home's volumes: the home's own where it can share extents, else an XFS in a sparse file where
 * root may mount one, else plain copies. {@link #prepare} is idempotent, and mounts again after a reboot.
 */
public final class Pool {

    /** What the configuration asks for. */
    public enum Wish {
        /** The best that works here. */
        AUTO,
        /** Shared extents, or nothing. */
        REFLINK,
        /** Byte by byte. */
        PLAIN
    }

    /** Lets the file system choose the pool's size: 60 % of what the disk has left, at least 10 GB. */
    public static final long BY_FREE_SPACE = 0;

    private static final long LEAST = 10L << 30;

    /** How long the last of a server that has ended may be in the way. */
    private static final Duration ENDED = Duration.ofSeconds(5);

    private static final Duration LOOK = Duration.ofMillis(100);

    private final Host host;
    private final Path home;
    private final Wish wish;
    private final long size;

    /**
     * @param home Understudy's home
     * @param wish what the configuration asks for
     * @param size of a new pool in bytes, or {@link #BY_FREE_SPACE}
     */
    public Pool(Host host, Path home, Wish wish, long size) {
        this.host = host;
        this.home = home;
        this.wish = wish;
        this.size = size;
    }

    /** The folder of all volumes. */
    public Path root() {
        return home.resolve("volumes");
    }

    /**
     * Makes the pool ready and decides how it copies.
     *
     * @throws dev.understudy.model.fault.FaultException {@code volume.no-reflink} when shared extents are asked for and
     *     cannot be had
     */
    public FolderVolumes prepare() {
        host.require(Command.of("mkdir", "-p", "-m", "0711", "--", root()));
        if (wish == Wish.PLAIN && !host.exists(image())) {
            return volumes(CopyMethod.PLAIN);
        }
        if (host.exists(image()) && !mounted()) {
            mount();
        }
        if (!mounted() && !Reflink.possible(host, root()) && host.root() && empty()) {
            make();
            mount();
        }
        if (Reflink.possible(host, root())) {
            return volumes(CopyMethod.REFLINK);
        }
        if (wish == Wish.REFLINK) {
            throw Fault.refused("volume.no-reflink", root()).at(host.name()).exception();
        }
        return volumes(CopyMethod.PLAIN);
    }

    /**
     * Unmounts the pool, so that the home can be deleted; nothing when there is none.
     *
     * @throws dev.understudy.model.fault.FaultException {@code volume.busy} while something still runs on it
     */
    public void release() {
        if (Patience.HERE.until(() -> !mounted() || unmount().succeeded(), ENDED, LOOK, root())) {
            return;
        }
        CommandResult last = unmount();
        if (!last.succeeded()) {
            throw Fault.failed("volume.busy", root(), last.err().strip())
                    .at(host.name())
                    .exception();
        }
    }

    private CommandResult unmount() {
        return host.run(Command.of("umount", root()));
    }

    private FolderVolumes volumes(CopyMethod method) {
        host.require(Command.of("chmod", "0711", "--", root()));
        return new FolderVolumes(host, root(), home, method);
    }

    private Path image() {
        return home.resolve("pool.img");
    }

    private boolean mounted() {
        return host.run(Command.of("mountpoint", "--quiet", root())).succeeded();
    }

    private boolean empty() {
        return host.require(Command.of("find", root(), "-mindepth", 1, "-print", "-quit"))
                .out()
                .isBlank();
    }

    private void make() {
        long bytes = size == BY_FREE_SPACE ? Math.max(LEAST, FolderVolumes.free(host, home) / 10 * 6) : size;
        Path fresh = home.resolve("pool.img.new");
        host.delete(fresh);
        host.require(Command.of("truncate", "--size=" + bytes, fresh));
        host.require(Command.of("chmod", "0600", fresh));
        host.require(Command.of("mkfs.xfs", "-q", "-m", "reflink=1", fresh));
        host.require(Command.of("mv", "-T", "--", fresh, image()));
    }

    /** {@code discard} gives the room of deleted volumes back to the disk under the sparse file. */
    private void mount() {
        if (!host.root()) {
            throw Fault.refused("volume.not-mounted", image()).at(host.name()).exception();
        }
        host.require(Command.of("mount", "-o", "loop,noatime,discard", image(), root())
                .within(Duration.ofMinutes(5)));
    }
}
