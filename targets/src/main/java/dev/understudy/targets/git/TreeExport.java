package dev.understudy.targets.git;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Host;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** Writes the tree of a commit into a folder that is whole or not there, whatever kills it meanwhile. */
final class TreeExport {

    private static final Duration LONG = Duration.ofMinutes(30);

    private final Host host;
    private final GitCommands git;
    private final HistoryCommands history;
    private final Spool spool;
    private final String name;

    TreeExport(Host host, GitCommands git, Spool spool, String name) {
        this.host = host;
        this.git = git;
        this.history = new HistoryCommands(git);
        this.spool = spool;
        this.name = name;
    }

    void write(String commit, Path folder) {
        Path fresh = folder.resolveSibling("." + folder.getFileName() + ".new");
        Path tar = git.mirror().resolveSibling("." + git.mirror().getFileName() + ".tar");
        host.delete(fresh);
        host.delete(tar);
        try {
            host.require(Command.of("install", "-d", "-m", "0755", "--", fresh));
            host.require(git.attributes());
            host.require(history.archive(commit, tar).within(LONG).whileItMoves());
            host.require(extract(tar, fresh));
            date(commit, fresh);
            refuseLinksOutside(fresh);
            host.require(Command.of("sync", "-f", fresh).within(LONG).whileItMoves());
            host.require(Command.of("mv", "--no-target-directory", "--", fresh, folder));
        } finally {
            host.delete(tar);
            host.delete(fresh);
        }
    }

    private void date(String commit, Path tree) {
        FileTimes times = spool.read(into -> history.changes(commit, into), FileTimes::read);
        try {
            times.apply(tree);
        } catch (IOException failure) {
            throw Fault.failed("host.unreadable", tree, failure).at(host.name()).exception(failure);
        }
    }

    private static Command extract(Path tar, Path into) {
        return Command.of(
                        "tar",
                        "--extract",
                        "--file=" + tar,
                        "--force-local",
                        "--directory=" + into,
                        "--no-same-owner",
                        "--preserve-permissions",
                        "--warning=no-timestamp")
                .within(LONG)
                .whileItMoves();
    }

    /** Where a link leads is asked of the file system, because a link may lead through other links. */
    private void refuseLinksOutside(Path tree) {
        String root =
                host.require(Command.of("realpath", "--zero", "--", tree)).out().replace("\0", "");
        CommandResult found = host.require(Command.of(
                "find", tree, "-type", "l", "-printf", "%P\\0", "-exec", "realpath", "--zero", "-m", "--", "{}", ";"));
        if (found.out().length() >= Host.OUTPUT_LIMIT) {
            throw Fault.refused("git.too-many-links", name).exception();
        }
        String[] words = found.out().split("\0", -1);
        for (int i = 0; i + 1 < words.length; i += 2) {
            if (!words[i + 1].equals(root) && !words[i + 1].startsWith(root + "/")) {
                throw Fault.refused("git.link-outside", name, words[i]).exception();
            }
        }
    }
}
