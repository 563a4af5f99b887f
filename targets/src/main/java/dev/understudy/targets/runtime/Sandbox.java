package dev.understudy.targets.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The argv of bubblewrap for Odoo in a private root: the root read-only, and of this machine just the environment's data
 * and logs, the release's code and the external paths.
 */
final class Sandbox {

    private static final Logger LOG = LoggerFactory.getLogger(Sandbox.class);

    /** Each process gets its own of some; in the others an operator may have put a home. */
    private static final List<String> NOT_BOUND =
            List.of("dev", "proc", "tmp", "sys", "run", "home", "root", "boot", "media", "mnt", "opt", "srv");

    /** Every process's own, and gone with it. */
    private static final List<String> SCRATCH = List.of("/dev/shm", "/tmp", "/var/tmp", "/run");

    private final Path root;

    Sandbox(Path root) {
        this.root = root;
    }

    /**
     * The argv that runs a program of the root.
     *
     * @param accounts a folder with the passwd and the group in which the environment's user has a name
     */
    List<String> argv(OdooSetting setting, Path accounts, String mark, List<String> program) {
        List<String> argv = begin();
        for (String names : List.of("passwd", "group")) {
            readOnly(argv, accounts.resolve(names), Path.of("/etc", names));
        }
        List<Path> read = new ArrayList<>(setting.addons());
        read.addAll(setting.packages());
        read.add(setting.configuration());
        List<Path> written = new ArrayList<>(List.of(setting.dataDirectory(), setting.logs()));
        for (Path external : setting.externalPaths()) {
            if (Files.exists(external)) {
                written.add(external);
            } else {
                LOG.warn("{} of {} is not there: Odoo starts without it", external, setting.environment());
            }
        }
        show(argv, read, written);
        argv.addAll(List.of("--clearenv", "--setenv", "PATH", "/usr/local/bin:/usr/bin:/bin"));
        OdooEnvironment.of(setting, mark).forEach((name, value) -> argv.addAll(List.of("--setenv", name, value)));
        argv.add("--");
        argv.addAll(setting.asUser());
        argv.addAll(program);
        return argv;
    }

    /**
     * The argv that runs a program of the root in the variables of whoever runs it, so that secrets among them stay out
     * of the argv.
     *
     * @param read what it may read besides; left out where the root holds the folder and not the file
     * @param written what it may write
     */
    List<String> argv(List<Path> read, List<Path> written, List<String> program) {
        List<String> argv = begin();
        show(argv, read.stream().filter(this::hasPlace).toList(), written);
        argv.add("--");
        argv.addAll(program);
        return argv;
    }

    private List<String> begin() {
        List<String> argv = new ArrayList<>(List.of("bwrap", "--tmpfs", "/"));
        bindRoot(argv);
        argv.addAll(List.of("--dev", "/dev", "--proc", "/proc"));
        for (String scratch : SCRATCH) {
            argv.addAll(List.of("--perms", "1777", "--tmpfs", scratch));
        }
        for (Path file : List.of(Path.of("/etc/hosts"), Path.of("/etc/resolv.conf"))) {
            if (Files.exists(file) && Files.isRegularFile(inRoot(file))) {
                readOnly(argv, file, file);
            }
        }
        return argv;
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
