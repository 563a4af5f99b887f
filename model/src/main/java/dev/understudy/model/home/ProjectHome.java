package dev.understudy.model.home;

import java.nio.file.Path;

/**
 * Where one project keeps what it has. Nothing of it is shared with another project of the same service.
 *
 * @param directory absolute; the project's system users and the table of its fence are named after it
 * @param cache big downloads that all homes of this machine share, absolute
 */
public record ProjectHome(Path directory, Path cache) {

    /** Passwords of clusters and the like, mode 0700. */
    public Path secrets() {
        return directory.resolve("secrets");
    }

    public Path mirrors() {
        return directory.resolve("mirrors");
    }

    /** The bare mirror of a repository. */
    public Path mirror(String repository) {
        return mirrors().resolve(repository + ".git");
    }

    /** The folder of all releases' code. */
    public Path code() {
        return directory.resolve("code");
    }

    /** A release's code, a folder per repository. */
    public Path code(String release) {
        return code().resolve(release);
    }

    /** A release's code of one repository, immutable. */
    public Path code(String release, String repository) {
        return code(release).resolve(repository);
    }

    /** The code of a build of Odoo that releases bring, immutable; releases with the same commit share it. */
    public Path build(String repository, String commit) {
        return directory.resolve("builds").resolve(repository).resolve(commit);
    }

    /** The Python packages that a release asks for, immutable; made with its code and kept as long. */
    public Path packages(String release) {
        return directory.resolve("packages").resolve(release);
    }

    /** Wheels that were made here of sources, a folder each, immutable; releases that ask for the same share them. */
    public Path builtPackages() {
        return directory.resolve("packages").resolve(".built");
    }

    /** All volumes; the mount point of the pool, or a plain folder. */
    public Path volumes() {
        return directory.resolve("volumes");
    }

    /** A cluster's socket folder and log, outside of its volume. */
    public Path run(String environment) {
        return directory.resolve("run").resolve(environment);
    }

    /** An environment's {@code odoo.conf}, pid files and logs. */
    public Path environment(String name) {
        return directory.resolve("env").resolve(name);
    }

    public Path backups(String environment) {
        return directory.resolve("backups").resolve(environment);
    }

    /** The rows that a rollback took away, exported. */
    public Path export(String environment, String run) {
        return directory.resolve("exports").resolve(environment).resolve(run + ".zip");
    }

    /** The copy of configuration, code and external paths that a deploy takes besides its snapshot. */
    public Path restorePoint(String run) {
        return directory.resolve("restore-points").resolve(run);
    }
}
