package dev.understudy.process.release;

import dev.understudy.model.config.Project;
import dev.understudy.model.config.Repository;
import dev.understudy.model.release.Release;
import dev.understudy.targets.git.Mirror;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;

/** Whether one release has every commit of another, as git knows it. */
public final class Ancestry implements BiPredicate<Release, Release> {

    private final Supplier<Project> project;
    private final Function<Repository, Mirror> mirrors;

    public Ancestry(Supplier<Project> project, Function<Repository, Mirror> mirrors) {
        this.project = project;
        this.mirrors = mirrors;
    }

    /** Of the repositories that the project has now; a submodule goes with the commit that pins it. */
    @Override
    public boolean test(Release contained, Release container) {
        return project.get().repositories().stream()
                .allMatch(repository -> has(
                        repository,
                        contained.commits().getOrDefault(repository.name(), ""),
                        container.commits().getOrDefault(repository.name(), "")));
    }

    private boolean has(Repository repository, String commit, String head) {
        return commit.isEmpty()
                || commit.equals(head)
                || (!head.isEmpty() && mirrors.apply(repository).has(head, commit));
    }
}
