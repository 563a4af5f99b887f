package dev.understudy.targets.host;

import java.nio.file.Path;
import java.time.Duration;

/** Folders whose content one system user may read, and nobody else. */
public final class PrivateTree {

    private static final Duration LONG = Duration.ofHours(2);

    private final Host host;

    public PrivateTree(Host host) {
        this.host = host;
    }

    /**
     * Gives a folder, with all that is in it, to a user alone; made when it is not there. Until all of it is so, it is closed
     * to others as a whole.
     *
     * @param user of the folder; who has it now keeps it when empty
     */
    public void give(Path folder, String user) {
        host.require(Command.of("install", "-d", "-m", "0700", "--", folder));
        if (!user.isEmpty()) {
            host.require(Command.of("chown", "-R", user + ":", "--", folder).within(LONG));
        }
        shut(folder, user);
    }

    /**
     * Takes from all but its owner what they may do with anything in a folder; with the folder itself last. Done by its owner,
     * who could put a link to a file of the machine where this was looking a moment ago.
     *
     * @param user whose all of it is; Understudy's own when empty
     */
    void shut(Path folder, String user) {
        host.require(Command.of(
                        "find", folder, "-depth", "!", "-type", "l", "-perm", "/077", "-exec", "chmod", "go=", "--",
                        "{}", "+")
                .as(user)
                .within(LONG));
    }
}
