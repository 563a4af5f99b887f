package dev.understudy.targets.git;

import static java.util.Objects.requireNonNull;

import dev.understudy.targets.host.Command;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * git's command lines on one bare mirror. Commits come as full hashes, so that none can be taken for an option; nothing
 * that a repository brings (hooks, filters, drivers, configuration) is executed; nobody is ever asked anything.
 *
 * @param mirror the bare repository
 * @param walls around git
 */
record GitCommands(Path mirror, GitWalls walls) {

    /** The tree without any file, which git knows without having it. */
    static final String EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

    private static final Duration LOCAL = Duration.ofMinutes(10);
    private static final String REMOTE = "understudy";
    private static final String INDEX = "GIT_INDEX_FILE";
    private static final String URL = "UNDERSTUDY_URL";
    private static final String SPEAK = script();

    /** Said by a fetch that may not lead to this machine, and does. */
    static final String HERE = "understudy: leads to this machine";

    /**
     * What an export is: the bytes of the commit, all of them. Stands in the mirror's {@code info/attributes}, which has
     * precedence over each {@code .gitattributes} (gitattributes(5)).
     */
    static final String ATTRIBUTES =
            "* -text !eol -ident -filter !working-tree-encoding -export-ignore -export-subst\n";

    /** Makes the mirror, or leaves it as it is. */
    Command init() {
        return git("init", "--bare", "--quiet", "--template=", mirror.toString());
    }

    /**
     * Makes branches and tags those of the repository, forced and deleted ones too. What is no longer reachable stays,
     * because a release may have been made of it.
     */
    Command fetch(RepositoryUrl url, Duration limit) {
        return fetch(url, List.of("--prune"), List.of("+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"), limit);
    }

    /** Fetches what is asked for, from wherever it is. */
    Command fetch(RepositoryUrl url, List<String> references, Duration limit) {
        return fetch(url, List.of(), references, limit);
    }

    /** Fetches what is asked for as it stands, without what came before it. */
    Command fetchAlone(RepositoryUrl url, String reference, Duration limit) {
        return fetch(url, List.of("--depth=1"), List.of(reference), limit);
    }

    private Command fetch(RepositoryUrl url, List<String> options, List<String> references, Duration limit) {
        List<String> words = new ArrayList<>(List.of("fetch", "--quiet", "--force", "--no-tags"));
        words.addAll(List.of("--no-write-fetch-head", "--no-recurse-submodules"));
        words.addAll(options);
        words.add(REMOTE);
        words.addAll(references);
        return speaking(url, "upload-pack", List.of(), git(words.toArray(String[]::new)), limit);
    }

    /**
     * Moves branches of the repository, all or none of them.
     *
     * @param options of git-push(1)
     * @param references {@code COMMIT:refs/heads/BRANCH} each
     * @param owner makes the owner of a folder that is pushed to
     */
    Command push(RepositoryUrl url, List<String> options, List<String> references, List<String> owner, Duration limit) {
        List<String> words = new ArrayList<>(List.of("push", "--porcelain", "--atomic", "--no-verify"));
        words.addAll(List.of("--no-signed", "--recurse-submodules=no"));
        words.addAll(options);
        words.add(REMOTE);
        words.addAll(references);
        return speaking(url, "receive-pack", owner, git(words.toArray(String[]::new)), limit)
                .with("UNDERSTUDY_FOLDER", url.folder().map(Path::toString).orElse(""));
    }

    private Command speaking(RepositoryUrl url, String service, List<String> owner, Command git, Duration limit) {
        List<String> argv = new ArrayList<>(List.of("bash", "-s", "--"));
        for (List<String> counted : List.of(walls.operator(), walls.own(), owner)) {
            argv.add(Integer.toString(counted.size()));
            argv.addAll(counted);
        }
        argv.addAll(git.argv());
        Command command = git.running(argv)
                .as(null)
                .withInput(SPEAK)
                .with("UNDERSTUDY_SERVICE", service)
                .with(
                        "UNDERSTUDY_LENT",
                        mirror.resolveSibling("." + mirror.getFileName() + ".lent")
                                .toString())
                .within(limit)
                .whileItMoves();
        return url.holdsCredentials() ? command.withSecret(URL, url.text()) : command.with(URL, url.text());
    }

    /** That fetch, but not from this machine nor from what answers its neighbours alone, whatever their name. */
    static Command elsewhere(Command fetch) {
        return fetch.with("UNDERSTUDY_ELSEWHERE", "1");
    }

    private static String script() {
        try (InputStream in = requireNonNull(GitCommands.class.getResourceAsStream("speak.bash"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Makes a repository with a working tree. */
    Command initTree(Path tree) {
        return git("init", "--quiet", "--template=").in(tree);
    }

    /** Fetches from a mirror of this machine what it has of it. */
    Command fetchHere(Path from, List<String> references) {
        List<String> words = new ArrayList<>(List.of("fetch", "--quiet", "--no-tags", "--no-write-fetch-head"));
        words.addAll(List.of("--no-recurse-submodules", "--update-shallow", "--update-head-ok", from.toString()));
        words.addAll(references);
        return git(words.toArray(String[]::new));
    }

    /** Writes a setting into the repository. */
    Command setting(String name, String value) {
        return git("config", name, value);
    }

    Command head(String branch) {
        return git("symbolic-ref", "HEAD", "refs/heads/" + branch);
    }

    /** Has it stand at a commit, on no branch. */
    Command detach(String commit) {
        return git("update-ref", "--no-deref", "HEAD", commit);
    }

    /** Makes the working tree what the repository stands at. */
    Command checkOut(Path tree) {
        return git("--work-tree=" + tree, "reset", "--quiet", "--hard").in(tree);
    }

    /** Locks that a git which was killed left behind in the mirror. */
    Command removeLocks() {
        return Command.of("find", mirror, "-type", "f", "-name", "*.lock", "-delete")
                .as(walls.user());
    }

    /** Writes {@link #ATTRIBUTES}. */
    Command attributes() {
        return Command.of("sh", "-c", "mkdir -p -- \"$0\" && cat >\"$0/attributes\"", mirror.resolve("info"))
                .as(walls.user())
                .withInput(ATTRIBUTES);
    }

    /** The full hash of a commit, by a name that does not begin with a dash. */
    Command commit(String name) {
        return git("rev-parse", "--verify", "--quiet", "--end-of-options", name + "^{commit}");
    }

    /** The full hash of a commit's tree. */
    Command tree(String commit) {
        return git("rev-parse", "--verify", "--quiet", "--end-of-options", commit + "^{tree}");
    }

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
        return git(words.toArray(String[]::new));
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
                from.isEmpty() ? EMPTY_TREE : from,
                to,
                "--"));
        without.forEach(folder -> words.add(":(exclude,top,literal)" + folder));
        return git(words.toArray(String[]::new));
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
        return git("diff-tree", "-r", "-z", form, "--no-renames", "--output=" + into, EMPTY_TREE, commit, "--");
    }

    Command size(String commit, String path) {
        return git("cat-file", "-s", commit + ":" + path);
    }

    Command blob(String commit, String path) {
        return git("cat-file", "blob", commit + ":" + path);
    }

    /** Where references that are neither branches nor tags are kept, by their whole names. */
    static final String ASKED = "refs/understudy/asked/";

    /** What keeps the commit of a submodule in the mirror. */
    static String pin(String commit) {
        return "refs/understudy/pins/" + commit;
    }

    /** What keeps the commit that has all that belongs to another. */
    static String whole(String commit) {
        return "refs/understudy/whole/" + commit;
    }

    Command keep(String pinned) {
        return git("update-ref", pin(pinned), pinned);
    }

    /** Branches and tags, as lines for {@link #update} that delete them: the commits are pinned. */
    Command deletions() {
        return git("for-each-ref", "--format=delete %(refname)", "refs/heads/", "refs/tags/");
    }

    /** Changes references by lines of git-update-ref(1). */
    Command update(String lines) {
        return git("update-ref", "--stdin").withInput(lines);
    }

    Command keepWhole(String commit, String whole) {
        return git("update-ref", whole(commit), whole);
    }

    /** What {@code .gitmodules} says: each key, a newline, its value, NUL. */
    Command submodules(String commit) {
        return git("config", "--no-includes", "--blob", commit + ":.gitmodules", "--list", "-z");
    }

    Command readTree(Path index, String commit) {
        return git("read-tree", commit).with(INDEX, index.toString());
    }

    /** Puts a tree into a folder that is not there. */
    Command readTreeAt(Path index, String folder, String commit) {
        // Nothing is written into the working tree, but git wants one.
        return git("--work-tree=" + mirror, "read-tree", "--prefix=" + folder + "/", commit)
                .with(INDEX, index.toString());
    }

    Command removeEntry(Path index, String path) {
        return git("update-index", "-z", "--index-info")
                .with(INDEX, index.toString())
                .withInput("0 " + "0".repeat(40) + "\t" + path + "\0");
    }

    /** Puts all files of a folder into an index. */
    Command addAll(Path index, Path tree) {
        return git("--work-tree=" + tree, "add", "--force", "--all")
                .with(INDEX, index.toString())
                .in(tree);
    }

    Command tag(String name, String commit) {
        return git("update-ref", "refs/tags/" + name.replaceAll("[^A-Za-z0-9.+-]", "-"), commit);
    }

    Command writeTree(Path index) {
        return git("write-tree").with(INDEX, index.toString());
    }

    /** When a commit was made, in seconds since 1970. */
    Command seconds(String commit) {
        return git("log", "-1", "--no-show-signature", "--format=%ct", commit, "--");
    }

    /** A commit that is the same wherever it is made. */
    Command commitTree(String tree, String parent, String seconds) {
        return by(
                git("commit-tree", "--no-gpg-sign", tree, "-p", parent, "-m", "All that belongs to " + parent),
                seconds);
    }

    /** A commit without one before it, which is the same wherever it is made. */
    Command firstCommit(String tree, String subject, String seconds) {
        return by(git("commit-tree", "--no-gpg-sign", tree, "-m", subject), seconds);
    }

    /** The message of a commit. */
    Command message(String commit) {
        return git("log", "-1", "--no-show-signature", "--encoding=UTF-8", "--format=%B", commit, "--");
    }

    /** Makes a reference stand at a commit. */
    Command point(String reference, String commit) {
        return git("update-ref", reference, commit);
    }

    static Command by(Command commit, String seconds) {
        return commit.with("GIT_AUTHOR_NAME", "Understudy")
                .with("GIT_AUTHOR_EMAIL", "understudy@localhost")
                .with("GIT_AUTHOR_DATE", seconds + " +0000")
                .with("GIT_COMMITTER_NAME", "Understudy")
                .with("GIT_COMMITTER_EMAIL", "understudy@localhost")
                .with("GIT_COMMITTER_DATE", seconds + " +0000");
    }

    /** The files of a commit that hold some words: {@code COMMIT:PATH} each, ended by a null byte. */
    Command mentioning(String commit, String words) {
        return git("grep", "-z", "--files-with-matches", "--fixed-strings", "-e", words, commit);
    }

    /**
     * Several files, each after a line of its own that begins with the commit's hash, which nothing in the commit can hold.
     *
     * @param paths without line breaks
     */
    Command blobs(String commit, List<String> paths, Path into) {
        Command asking = git("cat-file", "--batch=" + commit + " %(objecttype)")
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
        return git(
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
        return git("archive", "--format=tar", "--output=" + into, commit);
    }

    Command git(String... words) {
        List<String> argv = new ArrayList<>(List.of("git", "--git-dir=" + mirror));
        setting(argv, "core.hooksPath=/dev/null");
        setting(argv, "core.fsmonitor=false");
        setting(argv, "core.quotePath=false");
        setting(argv, "core.attributesFile=/dev/null");
        setting(argv, "gc.autoDetach=false");
        setting(argv, "gc.pruneExpire=never");
        setting(argv, "protocol.ext.allow=never");
        setting(argv, "http.followRedirects=false");
        setting(argv, "safe.directory=" + mirror);
        setting(argv, "tar.umask=0022");
        argv.addAll(List.of(words));
        return Command.of(argv)
                .as(walls.user())
                .with("GIT_NO_LAZY_FETCH", "1")
                .with("GIT_ALLOW_PROTOCOL", "file:git:http:https:ssh")
                .with("GIT_NO_REPLACE_OBJECTS", "1")
                .with("GIT_TERMINAL_PROMPT", "0")
                .within(LOCAL);
    }

    static void setting(List<String> argv, String setting) {
        argv.add("-c");
        argv.add(setting);
    }
}
