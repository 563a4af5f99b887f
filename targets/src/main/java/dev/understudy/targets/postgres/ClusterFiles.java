package dev.understudy.targets.postgres;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.Door;
import dev.understudy.targets.host.Host;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whose the files of clusters are. */
final class ClusterFiles {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final Host host;
    private final @Nullable String common;

    /**
     * @param common the system user of servers that have none of their own; Understudy's own when absent
     */
    ClusterFiles(Host host, @Nullable String common) {
        this.host = host;
        this.common = common;
    }

    /** The system user that runs a cluster's server; Understudy's own when absent. */
    @Nullable
    String user(Cluster cluster) {
        Cluster.Confinement confinement = cluster.confinement();
        return confinement == null || confinement.user().isEmpty() ? common : confinement.user();
    }

    /** The same with its group, as chown wants it. */
    @Nullable
    String owner(Cluster cluster) {
        String owner = user(cluster);
        return owner == null ? null : owner + ":" + owner;
    }

    /** Whose a path is now; absent where all is Understudy's own. */
    @Nullable
    String present(Path path) {
        return common == null ? null : ownerOf(path);
    }

    /** A command as whose the data directory is; that of a server that is followed is somebody else's. */
    Command byOwner(Path pgdata, Object... argv) {
        String owner = present(pgdata);
        Command command = Command.of(argv);
        if (owner == null || Door.mayPass(owner)) {
            return command.as(owner);
        }
        List<String> words = new ArrayList<>(Door.visiting(owner));
        words.addAll(command.argv());
        return Command.of(words);
    }

    /** Makes a folder that the server's user alone may enter. */
    void folder(Path folder, Cluster cluster) {
        host.require(Command.of("mkdir", "-p", "--", folder));
        String owner = owner(cluster);
        if (owner != null) {
            host.require(Command.of("chown", owner, "--", folder));
        }
        host.require(Command.of("chmod", "0700", "--", folder));
    }

    /** A copy's files are its source's until here. The folder itself changes hands last, so that a kill is made good. */
    void own(Path path, Cluster cluster) {
        String mine = user(cluster);
        if (mine != null && host.exists(path) && !mine.equals(ownerOf(path))) {
            host.require(
                    Command.of("chown", "-R", mine + ":" + mine, "--", path).within(LONG));
        }
    }

    static String ownerOf(Path path) {
        try {
            return Files.getOwner(path, LinkOption.NOFOLLOW_LINKS).getName();
        } catch (IOException failure) {
            throw Fault.failed("host.unreadable", path, failure).exception(failure);
        }
    }
}
