package dev.understudy.targets.git;

import java.io.Reader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A local mirror of one of the project's repositories. Files and differences are those of a commit with all its submodules
 * in their places, once it was {@linkplain #complete completed}.
 */
public interface Mirror {

    /** The repository's name in {@code understudy.yaml}. */
    String name();

    /**
     * Makes or refreshes the mirror, so that {@link #resolve} tells what the repository means by this revision now.
     *
     * @param revision a branch, tag or commit
     * @throws dev.understudy.model.fault.FaultException {@code git.unreachable}, when the repository does not answer
     */
    void fetch(String revision);

    /** The full hash of a branch, tag or commit. Throws {@code git.no-such-commit}. */
    String resolve(String revision);

    /**
     * Makes all that belongs to a commit be in the mirror, so that it can be exported without the network; nothing when
     * it is there. Throws {@code git.submodule-unknown}, {@code git.submodule-address},
     * {@code git.submodule-unreachable}, {@code git.submodules-too-many}.
     *
     * @param commit a full hash
     * @return what it consists of beside itself: its submodules and theirs
     */
    List<Part> complete(String commit);

    /** What a commit was put together of, in that order; nothing where somebody made it. */
    default List<Merged> merged(String commit) {
        return List.of();
    }

    /** Whether all that people committed for one commit is in another. */
    default boolean has(String head, String commit) {
        return log(head, commit).isEmpty();
    }

    /** When a commit was made; empty where it is not here. */
    Optional<Instant> committed(String commit);

    /** Commits reachable from {@code to} and not from {@code from}, newest first; all of them when {@code from} is empty. */
    List<Commit> log(String from, String to);

    /**
     * Reads the unified diff between two commits, without colours, renames detected; of the whole tree when {@code from}
     * is empty. It may have a hundred megabytes: whoever reads it should not keep it.
     *
     * @param without folders that are left out: of modules that nobody uses there may be many
     */
    <T> T diff(String from, String to, Collection<String> without, Function<Reader, T> reader);

    /** The paths of all files at a commit. */
    List<String> files(String commit);

    /** The text of a file at a commit. */
    String file(String commit, String path);

    /**
     * The texts of several files at a commit, by path, in the given order: one question to git, however many they are.
     * Those that are not there are left out.
     */
    Map<String, String> texts(String commit, Collection<String> paths);

    /** The paths of files that Git LFS has replaced by pointers to their content, which is elsewhere. */
    List<String> pointers(String commit);

    /**
     * Writes the tree of a commit into a folder that becomes visible only when whole; nothing when it is there. Every
     * file gets the commit's time, so that asset bundles hash alike on every host.
     */
    void export(String commit, Path folder);

    /**
     * Makes a repository with its history of it, whose submodules are repositories too, and whose origin is where the mirror
     * comes from. What is no repository is {@linkplain #export exported}.
     *
     * @param commit a full hash
     * @param branch the name of the branch that stands at the commit
     * @param folder is not there
     */
    void writeClone(String commit, String branch, Path folder);

    /**
     * A submodule.
     *
     * @param path where it stands in the repository
     * @param url where it comes from, without credentials
     * @param commit the full hash that it is pinned at
     */
    record Part(String path, String url, String commit) {}

    /**
     * One of the branches that a commit was put together of.
     *
     * @param what the name of a remote, and a branch, tag, commit or reference there
     * @param commit the full hash of what that was
     */
    record Merged(String what, String commit) {}

    /**
     * A commit as git tells it.
     *
     * @param body what its message says under the subject, as much as is kept; nothing where a whole history was asked for
     * @param elsewhere whether another repository's people made it: it came by a merge that names that repository
     */
    record Commit(String hash, String author, Instant at, String subject, String body, boolean elsewhere) {

        /** One that says no more than its subject. */
        public Commit(String hash, String author, Instant at, String subject) {
            this(hash, author, at, subject, "", false);
        }
    }
}
