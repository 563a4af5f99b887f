package dev.understudy.targets.git;

import dev.understudy.targets.host.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** git's command lines that read commits of a bare mirror: their history, their differences and their files. */
record HistoryCommands(GitCommands git) {

    /** Each commit as {@link LoggedCommits} reads it; of a whole history no more than the subjects. */
    Command log(String from, String to, Path into) {
        List<String> words = new ArrayList<>(
                List.of("log", "-z", "--format=tformat:" + LoggedCommits.FORMAT + (from.isEmpty() ? "" : "%b")));
        words.addAll(List.of("--no-patch", "--no-color", "--no-show-signature", "--encoding=UTF-8"));
        words.addAll(List.of("--output=" + into, to));
        if (!from.isEmpty()) {
            words.add("^" + from);
        }
        words.add("--");
        return git.git(words.toArray(String[]::new));
    }

    /**
     * With enough context that a changed line's whole class is usually in sight, which the change class needs.
     *
     * @param without folders that are left out
     */
    Command diff(String from, String to, Collection<String> without, Path into) {
        List<String> words = new ArrayList<>(List.of(
                "diff-tree",
                "-p",
                "-U200",
                "-M",
                "--no-color",
                "--no-ext-diff",
                "--no-textconv",
                "--src-prefix=a/",
                "--dst-prefix=b/",
                "--output=" + into,
                from.isEmpty() ? GitCommands.EMPTY_TREE : from,
                to,
                "--"));
        without.forEach(folder -> words.add(":(exclude,top,literal)" + folder));
        return git.git(words.toArray(String[]::new));
    }

    /** The paths of a commit, each ended by NUL. Unlike ls-tree, diff-tree can write into a file. */
    Command paths(String commit, Path into) {
        return tree("--name-only", commit, into);
    }

    /** Mode, kind, hash and path of all of a commit, as {@code git diff-tree --raw -z} tells them. */
    Command entries(String commit, Path into) {
        return tree("--raw", commit, into);
    }

    private Command tree(String form, String commit, Path into) {
        return git.git(
                "diff-tree",
                "-r",
                "-z",
                form,
                "--no-renames",
                "--output=" + into,
                GitCommands.EMPTY_TREE,
                commit,
                "--");
    }

    Command size(String commit, String path) {
        return git.git("cat-file", "-s", commit + ":" + path);
    }

    Command blob(String commit, String path) {
        return git.git("cat-file", "blob", commit + ":" + path);
    }

    /** What {@code .gitmodules} says: each key, a newline, its value, NUL. */
    Command submodules(String commit) {
        return git.git("config", "--no-includes", "--blob", commit + ":.gitmodules", "--list", "-z");
    }

    /** When a commit was made, in seconds since 1970. */
    Command seconds(String commit) {
        return git.git("log", "-1", "--no-show-signature", "--format=%ct", commit, "--");
    }

    /** The message of a commit. */
    Command message(String commit) {
        return git.git("log", "-1", "--no-show-signature", "--encoding=UTF-8", "--format=%B", commit, "--");
    }

    /** The files of a commit that hold some words: {@code COMMIT:PATH} each, ended by a null byte. */
    Command mentioning(String commit, String words) {
        return git.git("grep", "-z", "--files-with-matches", "--fixed-strings", "-e", words, commit);
    }

    /**
     * Several files, each after a line of its own that begins with the commit's hash, which nothing in the commit can hold.
     *
     * @param paths without line breaks
     */
    Command blobs(String commit, List<String> paths, Path into) {
        Command asking = git.git("cat-file", "--batch=" + commit + " %(objecttype)")
                .withInput(
                        paths.stream().map(path -> commit + ":" + path + "\n").collect(Collectors.joining()));
        // Alone among these commands it writes into no file by itself.
        List<String> argv = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" >\"$0\"", into.toString()));
        argv.addAll(asking.argv());
        return new Command(
                argv,
                asking.environment(),
                asking.secretNames(),
                asking.directory(),
                asking.user(),
                asking.input(),
                asking.limit());
    }

    /** Each commit as {@link FileTimes} reads it, the oldest first, of what led to this one without what it merged. */
    Command changes(String commit, Path into) {
        return git.git(
                "log",
                "-z",
                "--first-parent",
                "-m",
                "--reverse",
                "--name-only",
                "--no-renames",
                "--no-show-signature",
                "--format=tformat:" + FileTimes.FORMAT,
                "--output=" + into,
                commit,
                "--");
    }

    /** The tree as a tar: every entry has the commit's time, folders 0755, files 0644 or 0755. */
    Command archive(String commit, Path into) {
        return git.git("archive", "--format=tar", "--output=" + into, commit);
    }
}
