package dev.understudy.targets.git;

import dev.understudy.targets.host.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

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

    Command tag(String name, String commit) {
        return git("update-ref", "refs/tags/" + name.replaceAll("[^A-Za-z0-9.+-]", "-"), commit);
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
