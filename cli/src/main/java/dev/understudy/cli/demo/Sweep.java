package dev.understudy.cli.demo;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.home.Home;
import dev.understudy.model.text.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Removes a demo with every trace: processes, mounts, the packet filter's table, system users, files. It asks nothing of
 * the service, so it works on a demo that is broken, too.
 */
public final class Sweep {

    private final Home home;
    private final SystemCommands machine;
    private final List<String> tags;

    Sweep(Home home, SystemCommands machine) {
        this.home = home;
        this.machine = machine;
        this.tags = Stream.concat(Stream.of(home.directory()), children(home.projects()).stream())
                .map(Sweep::tag)
                .toList();
    }

    /** On this machine. */
    public static Sweep of(Home home) {
        return new Sweep(home, new SystemCommands());
    }

    /**
     * Removes the demo in this home.
     *
     * @return false when there was none
     * @throws dev.understudy.model.fault.FaultException {@code cli.demo-not-here} when the home holds something else
     */
    public boolean clean() {
        Path directory = home.directory();
        if (!Files.exists(directory)) {
            return false;
        }
        if (!Files.isDirectory(DemoFolder.of(home).directory()) && !empty(directory)) {
            throw Fault.refused("cli.demo-not-here").at(directory).exception();
        }
        new SweptProcesses(home, this::ours, machine).end();
        unmount();
        openFence();
        removeGroups();
        removeUsers();
        // The demo's own folder goes last: a sweep that is cut off is told by it that it may go on.
        List<Path> rest = children(directory).stream()
                .filter(child -> !child.equals(DemoFolder.of(home).directory()))
                .toList();
        rest.forEach(Trees::delete);
        Trees.delete(directory);
        return true;
    }

    /** Removes the downloads, which all homes of this machine share. */
    void cleanCache() {
        Trees.delete(home.cache());
    }

    private void unmount() {
        String below = home.directory() + "/";
        List<String> mounted = lines(Path.of("/proc/self/mounts")).stream()
                .map(mount -> mount.split(" ", 3)[1])
                .filter(path -> path.startsWith(below))
                .toList();
        for (String path : mounted.reversed()) {
            machine.requireSoon("umount", path);
        }
    }

    private void openFence() {
        if (!machine.root() || !machine.has("nft")) {
            return;
        }
        machine.require("nft", "list", "tables")
                .lines()
                .map(table -> table.split(" ", 3))
                .filter(table -> table.length == 3 && tags.stream().anyMatch(table[2]::contains))
                .forEach(table -> machine.require("nft", "delete", "table", table[1], table[2]));
    }

    /** The groups of processes in which copies were bounded, of which none is left. */
    private void removeGroups() {
        if (!machine.root()) {
            return;
        }
        lines(Path.of("/proc/self/mounts")).stream()
                .map(mount -> mount.split(" ", 4))
                .filter(mount -> mount.length == 4 && mount[2].startsWith("cgroup"))
                .forEach(mount -> tags.forEach(tag -> removeGroups(mount[1], "*us-" + tag + "-*")));
    }

    private void removeGroups(String hierarchy, String name) {
        machine.run("find", hierarchy, "-depth", "-type", "d", "-name", name, "-exec", "rmdir", "{}", ";");
    }

    private void removeUsers() {
        if (!machine.root()) {
            return;
        }
        names(Path.of("/etc/passwd")).forEach(user -> machine.requireSoon("userdel", user));
        names(Path.of("/etc/group")).forEach(group -> machine.require("groupdel", group));
    }

    /** Whether a system user or group is one of this home's projects. */
    private boolean ours(String user) {
        return tags.stream().anyMatch(tag -> user.startsWith("us-" + tag + "-"));
    }

    /** Six hex digits of a project's home, which its system users carry. */
    static String tag(Path directory) {
        return Sha256.of(directory.toAbsolutePath().normalize().toString()).substring(0, 6);
    }

    private List<String> names(Path file) {
        return lines(file).stream()
                .map(entry -> entry.split(":", 2)[0])
                .filter(this::ours)
                .toList();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException unreadable) {
            throw unremoved(file, unreadable);
        }
    }

    private static boolean empty(Path directory) {
        return children(directory).isEmpty();
    }

    private static List<Path> children(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(directory)) {
            return children.toList();
        } catch (IOException unreadable) {
            throw unremoved(directory, unreadable);
        }
    }

    private static RuntimeException unremoved(Path path, IOException cause) {
        return Fault.failed("cli.demo-not-removed", String.valueOf(cause.getMessage()))
                .at(path)
                .exception(cause);
    }
}
