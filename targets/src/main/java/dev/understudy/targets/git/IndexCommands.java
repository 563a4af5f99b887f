package dev.understudy.targets.git;

import dev.understudy.targets.host.Command;
import java.nio.file.Path;

/** git's command lines that make commits in a bare mirror, by an index of their own: nothing is checked out. */
record IndexCommands(GitCommands git) {

    private static final String FILE = "GIT_INDEX_FILE";

    Command readTree(Path index, String commit) {
        return git.git("read-tree", commit).with(FILE, index.toString());
    }

    /** Puts a tree into a folder that is not there. */
    Command readTreeAt(Path index, String folder, String commit) {
        // Nothing is written into the working tree, but git wants one.
        return git.git("--work-tree=" + git.mirror(), "read-tree", "--prefix=" + folder + "/", commit)
                .with(FILE, index.toString());
    }

    Command removeEntry(Path index, String path) {
        return git.git("update-index", "-z", "--index-info")
                .with(FILE, index.toString())
                .withInput("0 " + "0".repeat(40) + "\t" + path + "\0");
    }

    /** Puts all files of a folder into an index. */
    Command addAll(Path index, Path tree) {
        return git.git("--work-tree=" + tree, "add", "--force", "--all")
                .with(FILE, index.toString())
                .in(tree);
    }

    Command writeTree(Path index) {
        return git.git("write-tree").with(FILE, index.toString());
    }

    /** A commit that is the same wherever it is made. */
    Command commitTree(String tree, String parent, String seconds) {
        return GitCommands.by(
                git.git("commit-tree", "--no-gpg-sign", tree, "-p", parent, "-m", "All that belongs to " + parent),
                seconds);
    }

    /** A commit without one before it, which is the same wherever it is made. */
    Command firstCommit(String tree, String subject, String seconds) {
        return GitCommands.by(git.git("commit-tree", "--no-gpg-sign", tree, "-m", subject), seconds);
    }
}
