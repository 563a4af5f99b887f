package dev.understudy.targets.runtime;

import dev.understudy.targets.host.Bounds;
import dev.understudy.targets.host.Door;
import dev.understudy.targets.host.Walls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The argv of bubblewrap for Odoo in a private root: the root read-only, and of this machine just the environment's data
 * and logs, the release's code and the external paths. Or in the machine's own root, read-only, in which a home is hidden but
 * for these. What is in it sees no process but its own, and ends with the first of them.
 */
final class Sandbox {

    private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);

    /** Each process gets its own of some; in the others an operator may have put a home. */
    private static final List<String> NOT_BOUND =
            List.of("dev", "proc", "tmp", "sys", "run", "home", "root", "boot", "media", "mnt", "opt", "srv");

    /** Every process's own, and gone with it. */
    private static final List<String> SCRATCH = List.of("/dev/shm", "/tmp", "/var/tmp", "/run");

    /** What a copy may write into each folder of this kind: it is memory. */
    private static final long SCRATCH_BYTES = 1L << 30;

    private static final String PATH = "/usr/local/bin:/usr/bin:/bin";

    private static final Path HOSTS = Path.of("/etc/hosts");

    /** Where a machine's /etc/resolv.conf may lead. */
    private static final Path RESOLVER = Path.of("/run/systemd/resolve");

    private final Path root;
    private final Optional<Path> hidden;
    private final Optional<Path> filter;

    /**
     * @param filter of system calls, as {@link dev.understudy.targets.host.NamespaceFilter} writes it
     */
    Sandbox(Path root, Optional<Path> filter) {
        this(root, Optional.empty(), filter);
    }

    private Sandbox(Path root, Optional<Path> hidden, Optional<Path> filter) {
        this.root = root;
        this.hidden = hidden;
        this.filter = filter;
    }

    /** In the machine's own root, without a home. */
    static Sandbox ofMachine(Path home, Optional<Path> filter) {
        return new Sandbox(Path.of("/"), Optional.of(home), filter);
    }

    /**
     * The argv that runs a program of the root, behind the setting's walls.
     *
     * @param accounts a folder with the passwd and the group in which the environment's user has a name; absent where the
     *     root has it
     */
    List<String> argv(OdooSetting setting, Optional<Path> accounts, String mark, List<String> program) {
        return argv(setting, accounts, new Errand(mark, Map.of(), List.of(), program));
    }

    /** As {@link #argv(OdooSetting, Optional, String, List)}, for a program that is told and given more. */
    List<String> argv(OdooSetting setting, Optional<Path> accounts, Errand errand) {
        List<String> argv = begin(setting.walls());
        named(argv, accounts);
        if (Files.exists(setting.hosts()) && Files.isRegularFile(inRoot(HOSTS))) {
            readOnly(argv, setting.hosts(), HOSTS);
        }
        List<Path> read = new ArrayList<>(setting.code().addons());
        read.addAll(setting.code().python());
        read.add(setting.configuration());
        read.addAll(errand.read());
        List<Path> written = new ArrayList<>(List.of(setting.dataDirectory(), setting.logs()));
        for (Path external : setting.places().external()) {
            if (Files.exists(external)) {
                written.add(external);
            } else {
                LOG.warn("{} of {} is not there: Odoo starts without it", external, setting.environment());
            }
        }
        show(argv, read, written);
        argv.addAll(List.of("--clearenv", "--setenv", "PATH", PATH));
        OdooEnvironment.of(setting, errand.mark())
                .forEach((name, value) -> argv.addAll(List.of("--setenv", name, value)));
        errand.variables().forEach((name, value) -> argv.addAll(List.of("--setenv", name, value)));
        argv.add("--");
        argv.addAll(setting.asUser());
        argv.addAll(errand.program());
        return Door.behind(setting.walls(), setting.user(), filter, argv);
    }

    /**
     * The argv that runs a program of the root in the variables of whoever runs it, so that secrets among them stay out
     * of the argv.
     *
     * @param read what it may read besides; left out where the root holds the folder and not the file
     * @param written what it may write
     */
    List<String> argv(Walls walls, List<Path> read, List<Path> written, List<String> program) {
        List<String> argv = begin(walls);
        show(argv, read.stream().filter(this::hasPlace).toList(), written);
        argv.add("--");
        argv.addAll(program);
        return Door.behind(walls, "", filter, argv);
    }

    /**
     * For whom a program is walled off.
     *
     * @param user whose processes are bounded together; of none where it is empty
     * @param accounts as of an environment
     * @param variables all that it has
     */
    record Stranger(String user, Optional<Path> accounts, Bounds bounds, Map<String, String> variables) {}

    /** The argv that runs a program of the root without any network. */
    List<String> alone(Stranger who, List<Path> read, List<Path> written, List<String> program) {
        Walls walls = Walls.bounded(who.bounds());
        List<String> argv = begin(walls);
        named(argv, who.accounts());
        show(argv, read.stream().filter(this::hasPlace).toList(), written);
        argv.addAll(List.of("--unshare-net", "--clearenv", "--setenv", "PATH", PATH));
        who.variables().forEach((name, value) -> argv.addAll(List.of("--setenv", name, value)));
        argv.add("--");
        argv.addAll(program);
        return Door.behind(walls, who.user(), filter, argv);
    }

    private static void named(List<String> argv, Optional<Path> accounts) {
        for (String names : List.of("passwd", "group")) {
            accounts.ifPresent(folder -> readOnly(argv, folder.resolve(names), Path.of("/etc", names)));
        }
    }

    private List<String> begin(Walls walls) {
        List<String> argv = new ArrayList<>(List.of("bwrap"));
        if (hidden.isEmpty()) {
            argv.addAll(List.of("--tmpfs", "/"));
            bindRoot(argv);
        } else {
            readOnly(argv, root, root);
        }
        argv.addAll(List.of("--dev", "/dev", "--proc", "/proc"));
        for (String scratch : SCRATCH) {
            argv.addAll(List.of("--perms", "1777"));
            walls.bounds().ifPresent(bounds -> argv.addAll(List.of("--size", Long.toString(SCRATCH_BYTES))));
            argv.addAll(List.of("--tmpfs", scratch));
        }
        hidden.ifPresent(home -> hide(argv, home));
        argv.addAll(List.of("--unshare-pid", "--as-pid-1", "--unshare-ipc", "--unshare-uts"));
        filter.ifPresent(file -> argv.addAll(List.of("--seccomp", Integer.toString(Door.FILTER))));
        for (Path file : List.of(HOSTS, Path.of("/etc/resolv.conf"))) {
            if (hidden.isEmpty() && Files.exists(file) && Files.isRegularFile(inRoot(file))) {
                readOnly(argv, file, file);
            }
        }
        return argv;
    }

    private static void hide(List<String> argv, Path home) {
        openParents(argv, List.of(home));
        argv.addAll(List.of("--perms", "0755", "--tmpfs", home.toString()));
        if (Files.isDirectory(RESOLVER)) {
            openParents(argv, List.of(RESOLVER));
            readOnly(argv, RESOLVER, RESOLVER);
        }
    }

    private static void show(List<String> argv, List<Path> read, List<Path> written) {
        openParents(argv, read);
        openParents(argv, written);
        read.forEach(path -> readOnly(argv, path, path));
        written.forEach(path -> writable(argv, path));
        argv.addAll(List.of("--remount-ro", "/", "--chdir", "/"));
    }

    /** Whether it can be laid over the root: what is bound read-only takes no new names. */
    private boolean hasPlace(Path path) {
        Path top = inRoot(path.subpath(0, 1));
        return !Files.isDirectory(top)
                || NOT_BOUND.contains(path.getName(0).toString())
                || path.startsWith("/var")
                || Files.exists(inRoot(path));
    }

    private Path inRoot(Path path) {
        return root.resolve(path.isAbsolute() ? path.subpath(0, path.getNameCount()) : path);
    }

    /** bubblewrap would make missing parents for root's eyes only. */
    private static void openParents(List<String> argv, List<Path> paths) {
        for (Path path : paths) {
            for (int names = 1; names < path.getNameCount(); names++) {
                String parent = "/" + path.subpath(0, names);
                if (!SCRATCH.contains(parent) && !argv.contains(parent)) {
                    argv.addAll(List.of("--perms", "0755", "--dir", parent));
                }
            }
        }
    }

    private void bindRoot(List<String> argv) {
        try (Stream<Path> entries = Files.list(root)) {
            for (Path entry : entries.sorted().toList()) {
                String name = entry.getFileName().toString();
                if (Files.isSymbolicLink(entry)) {
                    argv.addAll(
                            List.of("--symlink", Files.readSymbolicLink(entry).toString(), "/" + name));
                } else if (Files.isDirectory(entry) && !NOT_BOUND.contains(name)) {
                    bindFolder(argv, entry, name);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Volumes and homes often stand below /var, where a read-only root would leave no place to mount them. */
    private void bindFolder(List<String> argv, Path entry, String name) throws IOException {
        if (!name.equals("var")) {
            readOnly(argv, entry, Path.of("/", name));
            return;
        }
        Path fonts = entry.resolve("cache/fontconfig");
        if (Files.isDirectory(fonts)) {
            Path seen = Path.of("/var/cache/fontconfig");
            openParents(argv, List.of(seen));
            readOnly(argv, fonts, seen);
        }
    }

    private static void readOnly(List<String> argv, Path from, Path to) {
        argv.addAll(List.of("--ro-bind", from.toString(), to.toString()));
    }

    private static void writable(List<String> argv, Path path) {
        argv.addAll(List.of("--bind", path.toString(), path.toString()));
    }
}
