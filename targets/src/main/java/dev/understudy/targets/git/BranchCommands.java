package dev.understudy.targets.git;

import dev.understudy.targets.host.Command;
import java.util.List;

/** git's command lines about branches, in a bare mirror: nothing is checked out. */
record BranchCommands(GitCommands git) {

    /** Succeeds when a commit is another one, or came before it. */
    Command ancestor(String commit, String of) {
        return git.git("merge-base", "--is-ancestor", commit, of);
    }

    Command tree(String commit) {
        return git.git("rev-parse", "--verify", "--quiet", "--end-of-options", commit + "^{tree}");
    }

    Command parent(String commit) {
        return git.git("rev-parse", "--verify", "--quiet", "--end-of-options", commit + "^");
    }

    /** The newest merge that one commit has and another has not; nothing when there is none. */
    Command merges(String without, String in) {
        return git.git("rev-list", "--merges", "--max-count=1", in, "^" + without, "--");
    }

    /** The commits of a branch that another one does not have in any form, oldest first, without merges. */
    Command own(String onto, String head) {
        return git.git(
                "rev-list",
                "--reverse",
                "--topo-order",
                "--no-merges",
                "--cherry-pick",
                "--right-only",
                onto + "..." + head,
                "--");
    }

    /** The tree of a merge; with conflicts the exit code is 1, and their files follow (git-merge-tree(1), from 2.38). */
    Command mergeTrees(String ours, String theirs) {
        return git.git("merge-tree", "--write-tree", "--name-only", "--no-messages", ours, theirs);
    }

    Command merge(String tree, String first, String second, String subject, String seconds) {
        return GitCommands.by(
                git.git("commit-tree", "--no-gpg-sign", tree, "-p", first, "-p", second, "-m", subject), seconds);
    }

    Command standIn(String tree, String parent, String seconds) {
        return GitCommands.by(git.git("commit-tree", "--no-gpg-sign", tree, "-p", parent, "-m", "Stands in"), seconds);
    }

    /** Author, mail, date and message, with NUL between them. */
    Command details(String commit) {
        return git.git(
                "log",
                "-1",
                "--no-show-signature",
                "--no-patch",
                "--encoding=UTF-8",
                "--date=raw",
                "--format=%an%x00%ae%x00%ad%x00%B",
                commit,
                "--");
    }

    /** The same change on another commit. */
    Command again(String tree, String parent, List<String> details, String seconds) {
        Command commit = git.git("commit-tree", "--no-gpg-sign", tree, "-p", parent, "-F", "-")
                .withInput(details.get(3).stripTrailing() + "\n");
        return GitCommands.by(commit, seconds)
                .with("GIT_AUTHOR_NAME", details.get(0))
                .with("GIT_AUTHOR_EMAIL", details.get(1))
                .with("GIT_AUTHOR_DATE", details.get(2));
    }
}
