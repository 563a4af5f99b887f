package dev.understudy.targets.installation;

import dev.understudy.odoo.cli.StartedWith;
import dev.understudy.targets.host.ProcessTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An Odoo that runs: the process that started all others of it.
 *
 * @param environment what it was started with; it may hold passwords
 * @param directory its working directory, as it sees it
 * @param executable the Python that it runs, as it sees it
 * @param place the file system that it sees
 * @param apart whether its network is another than ours
 */
record OdooProcess(
        long pid,
        List<String> argv,
        Map<String, String> environment,
        String directory,
        String executable,
        long uid,
        long gid,
        Place place,
        boolean apart) {

    private static final Path PROC = Path.of("/proc");

    /** All that run here, but those that Understudy itself runs. */
    static List<OdooProcess> all() {
        List<OdooProcess> found = new ArrayList<>();
        Map<Long, Long> parents = new HashMap<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path folder : folders) {
                read(folder, parents).ifPresent(found::add);
            }
        } catch (IOException unreadable) {
            return List.of();
        }
        Set<Long> pids = found.stream().map(OdooProcess::pid).collect(Collectors.toSet());
        return found.stream()
                .filter(process -> !pids.contains(parents.getOrDefault(process.pid(), 0L)))
                .filter(process -> !process.environment().containsKey(ProcessTable.VARIABLE))
                .toList();
    }

    private static Optional<OdooProcess> read(Path folder, Map<Long, Long> parents) {
        try {
            List<String> argv = words(folder.resolve("cmdline"));
            if (argv.isEmpty() || !StartedWith.odoo(argv) || !argv.getFirst().matches(".*(python|odoo)[^/]*")) {
                return Optional.empty();
            }
            long pid = Long.parseLong(folder.getFileName().toString());
            Map<String, String> status = status(folder.resolve("status"));
            parents.put(pid, Long.parseLong(status.getOrDefault("PPid", "0")));
            return Optional.of(new OdooProcess(
                    pid,
                    argv,
                    environment(folder.resolve("environ")),
                    inside(folder, "cwd").orElse("/"),
                    inside(folder, "exe").orElse("/usr/bin/python3"),
                    id(status, "Uid"),
                    id(status, "Gid"),
                    place(folder),
                    !same(folder, "net")));
        } catch (IOException | NumberFormatException gone) {
            return Optional.empty();
        }
    }

    private static Place place(Path folder) {
        if (!same(folder, "mnt")) {
            // A unit with PrivateTmp or ProtectSystem has mounts of its own over the root of this machine.
            return key(folder.resolve("root")).equals(key(Place.HERE.root()))
                    ? Place.HERE
                    : new Place(folder.resolve("root"));
        }
        // A root in the file systems of this machine is there when the process is not.
        String root = link(folder.resolve("root")).orElse("/");
        return root.equals("/") ? Place.HERE : new Place(Path.of(root));
    }

    /** What a root is told from others by. */
    private static Object key(Path root) {
        try {
            Object key = Files.readAttributes(root, BasicFileAttributes.class).fileKey();
            return key == null ? root : key;
        } catch (IOException gone) {
            return root;
        }
    }

    private static boolean same(Path folder, String namespace) {
        Optional<String> its = link(folder.resolve("ns").resolve(namespace));
        return its.isEmpty() || its.equals(link(PROC.resolve("self/ns").resolve(namespace)));
    }

    /** What a link of a process leads to, as that process sees it: below a root that it was put into, we see more. */
    private static Optional<String> inside(Path folder, String name) {
        String root = link(folder.resolve("root")).orElse("/");
        return link(folder.resolve(name))
                .map(path -> !root.equals("/") && path.startsWith(root + "/") ? path.substring(root.length()) : path);
    }

    private static Optional<String> link(Path link) {
        try {
            return Optional.of(Files.readSymbolicLink(link).toString());
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static List<String> words(Path file) throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        List<String> words = new ArrayList<>(Arrays.asList(text.split("\0", -1)));
        while (!words.isEmpty() && words.getLast().isEmpty()) {
            words.removeLast();
        }
        return words;
    }

    private static Map<String, String> environment(Path file) {
        Map<String, String> variables = new HashMap<>();
        try {
            for (String word : words(file)) {
                int equals = word.indexOf('=');
                if (equals > 0) {
                    variables.put(word.substring(0, equals), word.substring(equals + 1));
                }
            }
        } catch (IOException notOurs) {
            return Map.of();
        }
        return variables;
    }

    private static Map<String, String> status(Path file) throws IOException {
        Map<String, String> status = new HashMap<>();
        for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                status.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
        return status;
    }

    /** The second number is the effective one. */
    private static long id(Map<String, String> status, String name) {
        return Long.parseLong(status.getOrDefault(name, "0\t0").split("\\s+", -1)[1]);
    }

    /** What of the kernel's says that it is a container. */
    boolean container() {
        String groups = Place.text(PROC.resolve(pid + "/cgroup")).orElse("");
        return !place.equals(Place.HERE)
                && (groups.matches("(?s).*(docker|containerd|libpod|kubepods|lxc).*")
                        || place.exists("/.dockerenv")
                        || place.exists("/run/.containerenv"));
    }

    @Override
    public String toString() {
        return "OdooProcess[" + pid + "]";
    }
}
