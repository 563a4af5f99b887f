package dev.understudy.targets.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The argv of bubblewrap for Odoo in a private root: the root read-only, and of this machine just the environment's data
 * and logs, the release's code and the external paths.
 */
final class Sandbox {

    private static final List<String> NOT_BOUND = List.of("dev", "proc", "tmp", "sys", "run", "home", "root");

    private final Path root;

    Sandbox(Path root) {
        this.root = root;
    }

    /**
     * The argv that runs a program of the root.
     *
     * @param accounts a passwd file in which the environment's user has a name
     */
    List<String> argv(OdooSetting setting, Path accounts, String mark, List<String> program) {
        List<String> argv = new ArrayList<>(List.of("bwrap", "--tmpfs", "/"));
        bindRoot(argv);
        argv.addAll(List.of("--dev", "/dev", "--proc", "/proc", "--tmpfs", "/tmp", "--tmpfs", "/run"));
        readOnly(argv, accounts, Path.of("/etc/passwd"));
        for (String file : List.of("/etc/hosts", "/etc/resolv.conf", "/etc/localtime")) {
            if (Files.exists(Path.of(file)) && Files.isRegularFile(root.resolve(file.substring(1)))) {
                readOnly(argv, Path.of(file), Path.of(file));
            }
        }
        setting.addons().forEach(folder -> readOnly(argv, folder, folder));
        readOnly(argv, setting.configuration(), setting.configuration());
        writable(argv, setting.dataDirectory());
        writable(argv, setting.logs());
        setting.externalPaths().stream().filter(Files::exists).forEach(path -> writable(argv, path));
        argv.addAll(List.of("--chdir", "/", "--clearenv", "--setenv", "PATH", "/usr/local/bin:/usr/bin:/bin"));
        OdooEnvironment.of(setting, mark).forEach((name, value) -> argv.addAll(List.of("--setenv", name, value)));
        argv.add("--");
        if (!setting.user().isEmpty()) {
            argv.addAll(List.of(
                    "setpriv",
                    "--reuid",
                    setting.user(),
                    "--regid",
                    setting.user(),
                    "--clear-groups",
                    "--no-new-privs",
                    "--"));
        }
        argv.addAll(program);
        return argv;
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
            readOnly(argv, fonts, Path.of("/var/cache/fontconfig"));
        }
    }

    private static void readOnly(List<String> argv, Path from, Path to) {
        argv.addAll(List.of("--ro-bind", from.toString(), to.toString()));
    }

    private static void writable(List<String> argv, Path path) {
        argv.addAll(List.of("--bind", path.toString(), path.toString()));
    }
}
