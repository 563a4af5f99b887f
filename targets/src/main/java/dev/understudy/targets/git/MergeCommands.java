package dev.understudy.targets.git;

import dev.understudy.targets.host.Command;
import java.util.ArrayList;
import java.util.List;

/** What git is told to merge with, in a mirror: without a working tree. */
record MergeCommands(GitCommands git) {

    /** A commit of several, which is the same wherever it is made. */
    Command commitOf(String tree, List<String> parents, String message, String seconds) {
        List<String> words = new ArrayList<>(List.of("commit-tree", "--no-gpg-sign", tree, "-m", message));
        parents.forEach(parent -> words.addAll(List.of("-p", parent)));
        return GitCommands.by(git.git(words.toArray(String[]::new)), seconds);
    }

    /**
     * Merges two commits and nothing else: answers with the tree, and with the paths of what both have changed when the exit
     * code is 1, each ended by NUL. What people set for merges counts for nothing.
     */
    Command mergeTree(String ours, String theirs) {
        List<String> words = new ArrayList<>();
        GitCommands.setting(words, "merge.renames=true");
        GitCommands.setting(words, "merge.directoryRenames=conflict");
        GitCommands.setting(words, "merge.renormalize=false");
        GitCommands.setting(words, "attr.tree=" + GitCommands.EMPTY_TREE);
        words.addAll(List.of("merge-tree", "--write-tree", "--name-only", "--no-messages", "-z", ours, theirs));
        return git.git(words.toArray(String[]::new)).with("GIT_ATTR_NOSYSTEM", "1");
    }

    /** Exit code 0 when the one is in the history of the other. */
    Command isIn(String commit, String head) {
        return git.git("merge-base", "--is-ancestor", commit, head);
    }
}
