package dev.understudy.targets.volume;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.StrayCopies;
import dev.understudy.targets.host.Walls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Volumes as folders {@code ROOT/ENVIRONMENT/NAME}. What is not whole yet, or no more, stands beside them under a name
 * that begins with a dot, and is swept away by the next copy or deletion in that environment.
 */
public final class FolderVolumes implements Volumes {

    /** What must stay free for the file system itself and for what the copy will write. */
    static final long RESERVE = 64L << 20;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Duration LONG = Duration.ofHours(12);

    private final Host host;
    private final Path root;
    private final Path disk;
    private final CopyMethod method;
    private final TreeCopy tree;
    private final StrayCopies strays;

    /**
     * @param root the folder of all volumes
     * @param disk a folder on the disk that holds the pool's sparse file; {@code root} itself where there is none
     * @param method how the file system of {@code root} copies
     */
    public FolderVolumes(Host host, Path root, Path disk, CopyMethod method) {
        this(host, root, disk, method, Walls.NONE);
    }

    private FolderVolumes(Host host, Path root, Path disk, CopyMethod method, Walls walls) {
        this.host = host;
        this.root = root;
        this.disk = disk;
        this.method = method;
        this.tree = new TreeCopy(host, method, walls);
        this.strays = new StrayCopies(host);
    }

    @Override
    public Volumes beside() {
        return new FolderVolumes(host, root, disk, method, Walls.LAST);
    }

    @Override
    public CopyMethod method() {
        return method;
    }

    @Override
    public Path root() {
        return root;
    }

    @Override
    public Volume volume(String environment, String name) {
        for (String word : List.of(environment, name)) {
            if (!NAME.matcher(word).matches()) {
                throw Fault.usage("volume.bad-name", word).exception();
            }
        }
        return new Volume(environment, name, root.resolve(environment).resolve(name));
    }

    @Override
    public boolean exists(Volume volume) {
        return host.exists(volume.directory());
    }

    @Override
    public void create(Volume volume) {
        passage(volume.directory().resolveSibling(""), volume.directory());
    }

    @Override
    public void copyTree(Path from, Path to) {
        tree.whole(from, to);
    }

    @Override
    public void copyEntries(Path from, List<String> names, Path to) {
        tree.entries(from, names, to);
    }

    @Override
    public void copy(Volume from, Volume to) {
        sweep(to.environment());
        if (exists(to)) {
            return;
        }
        if (!exists(from)) {
            throw Fault.failed("volume.missing", from.directory())
                    .at(host.name())
                    .exception();
        }
        needRoom(bytesOfCopy(from));
        Path folder = root.resolve(to.environment());
        Path fresh = folder.resolve(".copying-" + to.name());
        passage(folder);
        try {
            tree.whole(from.directory(), fresh);
            if (method == CopyMethod.PLAIN) {
                // Shared extents are on the disk already; bytes that were copied are not.
                host.require(Command.of("sync", "-f", fresh).within(LONG));
            }
            move(fresh, to.directory());
        } finally {
            host.delete(fresh);
        }
    }

    @Override
    public boolean roomFor(Volume volume) {
        return freeBytes() >= bytesOfCopy(volume) + RESERVE;
    }

    private long bytesOfCopy(Volume volume) {
        return method == CopyMethod.PLAIN ? bytes(volume) : 0;
    }

    @Override
    public void needRoom(long bytes) {
        long free = freeBytes();
        if (free < bytes + RESERVE) {
            throw Fault.refused("volume.disk-full", root, (bytes + RESERVE) >> 20, free >> 20)
                    .at(host.name())
                    .exception();
        }
    }

    @Override
    public void replace(Volume live, Volume replacement, Volume displaced) {
        if (exists(live) && exists(replacement)) {
            if (exists(displaced)) {
                throw Fault.refused("volume.in-the-way", displaced.directory())
                        .at(host.name())
                        .exception();
            }
            move(live.directory(), displaced.directory());
        }
        if (exists(replacement)) {
            move(replacement.directory(), live.directory());
        }
        if (!exists(live)) {
            throw Fault.failed("volume.missing", replacement.directory())
                    .at(host.name())
                    .exception();
        }
        host.require(Command.of("sync", "-f", root).within(LONG));
    }

    @Override
    public void take(Path from, Path to) {
        if (host.exists(from)) {
            makeLike(from.resolveSibling(""), to.resolveSibling(""));
            host.delete(to);
            move(from, to);
        }
    }

    /** Makes a folder of the same owner and mode as another, where there is none yet. */
    private void makeLike(Path other, Path folder) {
        if (!host.exists(folder)) {
            host.require(Command.of("mkdir", "-p", "--", folder));
            host.require(Command.of("chown", "--reference=" + other, "--", folder));
            host.require(Command.of("chmod", "--reference=" + other, "--", folder));
        }
    }

    @Override
    public void delete(Volume volume) {
        strays.end(root.resolve(volume.environment()));
        if (exists(volume)) {
            Path doomed = root.resolve(volume.environment()).resolve(".deleting-" + volume.name());
            host.delete(doomed);
            move(volume.directory(), doomed);
        }
        sweep(volume.environment());
    }

    @Override
    public List<Volume> list(String environment) {
        Path folder = volume(environment, Volume.LIVE).directory().resolveSibling(".");
        if (!host.exists(folder)) {
            return List.of();
        }
        return entries(folder, "[!.]*").stream()
                .sorted()
                .map(name -> volume(environment, name))
                .toList();
    }

    @Override
    public long freeBytes() {
        return Math.min(free(host, root), freeBytesOfDisk());
    }

    @Override
    public long freeBytesOfDisk() {
        return free(host, disk);
    }

    @Override
    public long bytes(Volume volume) {
        return bytes(volume.directory());
    }

    @Override
    public long bytes(Path tree) {
        String line = host.require(
                        Command.of("du", "-s", "--block-size=1", "--", tree).within(LONG))
                .out();
        return Long.parseLong(line.substring(0, line.indexOf('\t')));
    }

    /** Free bytes on the file system of a folder. */
    static long free(Host host, Path folder) {
        List<String> lines = host.require(Command.of("df", "--output=avail", "--block-size=1", "--", folder))
                .out()
                .lines()
                .toList();
        return Long.parseLong(lines.getLast().strip());
    }

    /** Removes what a kill left behind. One run at a time works on an environment, so nobody is using it. */
    private void sweep(String environment) {
        Path folder = root.resolve(environment);
        strays.end(folder);
        if (host.exists(folder)) {
            entries(folder, ".*").forEach(name -> host.delete(folder.resolve(name)));
        }
    }

    private List<String> entries(Path folder, String pattern) {
        return host.require(Command.of(
                        "find",
                        folder,
                        "-mindepth",
                        1,
                        "-maxdepth",
                        1,
                        "-type",
                        "d",
                        "-name",
                        pattern,
                        "-printf",
                        "%f\\n"))
                .out()
                .lines()
                .toList();
    }

    /** Through which the users of what is in there may pass, and see nothing else. */
    private void passage(Path... folders) {
        List<String> argv = new ArrayList<>(List.of("install", "-d", "-m", "0711", "--"));
        Stream.of(folders).map(Path::toString).forEach(argv::add);
        host.require(Command.of(argv));
    }

    private void move(Path from, Path to) {
        host.require(Command.of("mv", "-T", "--", from, to));
    }
}
