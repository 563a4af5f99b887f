package dev.understudy.targets.runtime;

import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.Host;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * Roots that a newer one has replaced. Odoo that runs in one goes on reading its files, so it is deleted only when no
 * process has it mounted.
 */
final class RetiredRoots {

    private final Host host;
    private final Path root;

    /** Of this root. */
    RetiredRoots(Host host, Path root) {
        this.host = host;
        this.root = root;
    }

    /** Renames the root, where there is one, to make place for another. */
    void setAside() {
        if (host.exists(root)) {
            int next = all().stream().mapToInt(this::number).max().orElse(0) + 1;
            host.require(Command.of("mv", "-T", "--", root, root.resolveSibling(prefix() + next)));
        }
    }

    /** Puts the latest back where a kill has left none in its place. */
    void putBack() {
        if (!host.exists(root)) {
            all().stream()
                    .max(Comparator.comparingInt(this::number))
                    .ifPresent(latest -> host.require(Command.of("mv", "-T", "--", latest, root)));
        }
    }

    /** Deletes those that nobody uses. */
    void sweep() {
        all().stream().filter(old -> !inUse(old)).forEach(host::delete);
    }

    private boolean inUse(Path old) {
        return host.run(Command.of("sh", "-c", "grep -qsF -- \"/$1/\" /proc/[0-9]*/mountinfo", "sh", old.getFileName()))
                .succeeded();
    }

    private List<Path> all() {
        return host.run(Command.of(
                        "find",
                        root.resolveSibling("."),
                        "-mindepth",
                        1,
                        "-maxdepth",
                        1,
                        "-type",
                        "d",
                        "-name",
                        prefix() + "*",
                        "-printf",
                        "%f\\n"))
                .out()
                .lines()
                .filter(name -> name.matches("\\Q" + prefix() + "\\E[0-9]{1,9}"))
                .map(root::resolveSibling)
                .toList();
    }

    private int number(Path old) {
        return Integer.parseInt(old.getFileName().toString().substring(prefix().length()));
    }

    private String prefix() {
        return "." + root.getFileName() + ".old-";
    }
}
