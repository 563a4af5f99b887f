package dev.understudy.targets.git;

import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.Door;
import dev.understudy.targets.host.Host;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A repository in a folder of this machine that others push to as well. What is done there is done as its owner.
 *
 * @param path the bare repository, or the folder around a {@code .git}
 */
record ServedFolder(Host host, Path path) {

    boolean bare() {
        return host.exists(path.resolve("HEAD")) && host.exists(path.resolve("objects"));
    }

    /** The words that make its owner; none where that is who runs Understudy, or nobody can become another. */
    List<String> owner() {
        if (!host.root()) {
            return List.of();
        }
        String[] ids = host.require(Command.of("stat", "--format=%u %g", "--", path))
                .out()
                .strip()
                .split(" ", -1);
        return Door.visiting(Long.parseLong(ids[0]), Long.parseLong(ids[1]));
    }

    /** A command as its owner, within it. */
    Command asOwner(String... words) {
        List<String> argv = new ArrayList<>(owner());
        argv.addAll(List.of(words));
        return Command.of(argv).in(path).with("HOME", "/nonexistent");
    }
}
