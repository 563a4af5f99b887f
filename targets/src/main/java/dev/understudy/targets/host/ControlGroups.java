package dev.understudy.targets.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Groups of processes that the kernel bounds together: cgroups of version 2, or of version 1, in which each controller has a
 * tree of its own. Groups of version 1 are made below the one that this process is in, those of version 2 at the top:
 * there a group that holds processes can have none below it that are bounded. What cannot be made is left out; limits of each
 * process hold in any case. Written by itself and not by a host's commands, because the kernel's files cannot be replaced.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/cgroup-v2.html">cgroup-v2</a>
 */
final class ControlGroups {

    private static final Logger LOG = LoggerFactory.getLogger(ControlGroups.class);
    private static final List<String> CONTROLLERS = List.of("pids", "memory", "cpu", "io");
    private static final String TOP = "understudy";

    private final Path mounts;
    private final Path own;

    /**
     * @param mounts as {@code /proc/self/mountinfo}
     * @param own as {@code /proc/self/cgroup}
     */
    ControlGroups(Path mounts, Path own) {
        this.mounts = mounts;
        this.own = own;
    }

    static ControlGroups ofThisMachine() {
        return new ControlGroups(Path.of("/proc/self/mountinfo"), Path.of("/proc/self/cgroup"));
    }

    /**
     * Makes the group of a name, with bounds, or sets them anew.
     *
     * @param last whether all others go first, on the processor and on the disk
     * @return the files that a process writes 0 to, to be in it
     */
    List<Path> make(String name, Bounds bounds, boolean last) {
        List<Path> members = new ArrayList<>();
        try {
            for (Mount mount : Mount.all(mounts)) {
                if (mount.second()) {
                    second(mount, name, bounds, last).ifPresent(members::add);
                } else {
                    first(mount, name, bounds, last).ifPresent(members::add);
                }
            }
        } catch (IOException unreadable) {
            LOG.warn("The groups of processes of this machine cannot be read: limits of each process hold", unreadable);
        }
        return members;
    }

    private Optional<Path> second(Mount mount, String name, Bounds bounds, boolean last) throws IOException {
        List<String> present = words(mount.point().resolve("cgroup.controllers"));
        List<String> wanted = CONTROLLERS.stream().filter(present::contains).toList();
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        Path top = mount.point().resolve(TOP);
        Path group = top.resolve(name);
        try {
            enable(mount.point(), wanted);
            Files.createDirectories(top);
            enable(top, wanted);
            Files.createDirectories(group);
            for (Map.Entry<String, String> value : secondValues(bounds, last).entrySet()) {
                set(group.resolve(value.getKey()), value.getValue());
            }
            return Optional.of(group.resolve("cgroup.procs"));
        } catch (IOException refused) {
            LOG.debug("No group {} can be made: limits of each process hold", group, refused);
            return Optional.empty();
        }
    }

    private static void enable(Path group, List<String> controllers) throws IOException {
        Path file = group.resolve("cgroup.subtree_control");
        List<String> enabled = words(file);
        for (String controller : controllers) {
            if (!enabled.contains(controller)) {
                Files.writeString(file, "+" + controller);
            }
        }
    }

    private static Map<String, String> secondValues(Bounds bounds, boolean last) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("pids.max", Integer.toString(bounds.processes()));
        values.put("memory.max", Long.toString(bounds.memory()));
        values.put("memory.swap.max", "0");
        if (last) {
            values.put("cpu.weight", "10");
            values.put("io.weight", "default 1");
            values.put("io.bfq.weight", "default 1");
        }
        return values;
    }

    private Optional<Path> first(Mount mount, String name, Bounds bounds, boolean last) throws IOException {
        Map<String, String> values = firstValues(mount, bounds, last);
        Optional<Path> present = values.isEmpty() ? Optional.empty() : mount.ofThisProcess(own);
        if (present.isEmpty()) {
            return Optional.empty();
        }
        Path group = present.get().resolve(TOP + "-" + name);
        try {
            Files.createDirectories(group);
            for (Map.Entry<String, String> value : values.entrySet()) {
                set(group.resolve(value.getKey()), value.getValue());
            }
            return Optional.of(group.resolve("cgroup.procs"));
        } catch (IOException refused) {
            LOG.debug("No group {} can be made: limits of each process hold", group, refused);
            return Optional.empty();
        }
    }

    private static Map<String, String> firstValues(Mount mount, Bounds bounds, boolean last) {
        Map<String, String> values = new LinkedHashMap<>();
        if (mount.controls("pids")) {
            values.put("pids.max", Integer.toString(bounds.processes()));
        }
        if (mount.controls("memory")) {
            values.put("memory.limit_in_bytes", Long.toString(bounds.memory()));
        }
        if (last && mount.controls("cpu")) {
            values.put("cpu.shares", "102");
        }
        if (last && mount.controls("blkio")) {
            values.put("blkio.weight", "10");
            values.put("blkio.bfq.weight", "1");
        }
        return values;
    }

    /** A kernel may lack some. */
    private static void set(Path file, String value) throws IOException {
        if (Files.exists(file)) {
            Files.writeString(file, value);
        }
    }

    /** Removes the groups of a name, which no process is in any more. */
    void remove(String name) {
        try {
            for (Mount mount : Mount.all(mounts)) {
                Optional<Path> group = mount.second()
                        ? Optional.of(mount.point().resolve(TOP).resolve(name))
                        : mount.ofThisProcess(own).map(present -> present.resolve(TOP + "-" + name));
                if (group.isPresent()) {
                    Files.deleteIfExists(group.get());
                }
            }
        } catch (IOException inUse) {
            LOG.warn("A group of processes of {} stays", name, inUse);
        }
    }

    private static List<String> words(Path file) throws IOException {
        return Files.exists(file) ? List.of(Files.readString(file).strip().split("\\s+")) : List.of();
    }

    /**
     * A tree of groups.
     *
     * @param root the group that is seen at the mount point
     */
    private record Mount(String root, Path point, boolean second, List<String> options) {

        static List<Mount> all(Path mounts) throws IOException {
            try (Stream<String> lines = Files.lines(mounts)) {
                return lines.map(Mount::of).flatMap(Optional::stream).toList();
            }
        }

        /** {@code 36 35 98:0 /root /point options - type source superoptions}, proc_pid_mountinfo(5). */
        private static Optional<Mount> of(String line) {
            String[] halves = line.split(" - ", 2);
            String[] before = halves[0].split(" ", -1);
            String[] after = halves.length < 2 ? new String[0] : halves[1].split(" ", -1);
            return before.length < 5 || after.length < 3 || !after[0].matches("cgroup2?")
                    ? Optional.empty()
                    : Optional.of(new Mount(
                            before[3], Path.of(before[4]), after[0].equals("cgroup2"), List.of(after[2].split(","))));
        }

        boolean controls(String controller) {
            return !second && options.contains(controller);
        }

        /** The group of this process in it: a line {@code 5:cpu,cpuacct:/path}. */
        Optional<Path> ofThisProcess(Path own) throws IOException {
            for (String line : Files.readAllLines(own)) {
                String[] fields = line.split(":", 3);
                if (fields.length == 3 && Stream.of(fields[1].split(",")).anyMatch(options::contains)) {
                    String path = fields[2].startsWith(root) ? fields[2].substring(root.length()) : "";
                    return Optional.of(point.resolve(path.replaceFirst("^/+", "")));
                }
            }
            return Optional.empty();
        }
    }
}
