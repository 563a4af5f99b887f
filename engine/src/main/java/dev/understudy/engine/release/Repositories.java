package dev.understudy.engine.release;

import dev.understudy.model.config.Project;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.release.Release;
import java.util.List;

/**
 * The repositories of a release, by the names of its commits: those of submodules, and of branches that one is put together of,
 * have a slash in them.
 */
public final class Repositories {

    private static final char PART = '/';

    private Repositories() {}

    /** Under what a release keeps the commit of a submodule, or of a branch that the repository is put together of. */
    static String part(String repository, String path) {
        return repository + PART + path;
    }

    /** Those of a release, without their submodules. */
    public static List<String> of(Release release) {
        return release.commits().keySet().stream()
                .filter(name -> name.indexOf(PART) < 0)
                .toList();
    }

    /**
     * A release can be performed while the project has all of its repositories: without one, its modules would be missing.
     *
     * @throws dev.understudy.model.fault.FaultException {@code release.repository-left}
     */
    public static void require(Release release, Project project) {
        List<String> left = of(release).stream()
                .filter(name -> project.repository(name).isEmpty())
                .toList();
        if (!left.isEmpty()) {
            throw Fault.refused("release.repository-left", release.id(), String.join(", ", left))
                    .exception();
        }
    }
}
