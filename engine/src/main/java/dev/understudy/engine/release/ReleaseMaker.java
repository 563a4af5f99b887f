package dev.understudy.engine.release;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.model.config.Project;
import dev.understudy.model.config.Repository;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.release.Release;
import dev.understudy.model.release.ReleaseChanges;
import dev.understudy.targets.git.Mirror;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Freezes a commit of each repository, with the Odoo build, and tells what it changes against production. */
public final class ReleaseMaker {

    private final Supplier<Project> project;
    private final Function<Repository, Mirror> mirrors;
    private final Environments environments;
    private final Releases releases;
    private final Supplier<String> odooBuild;

    public ReleaseMaker(
            Supplier<Project> project,
            Function<Repository, Mirror> mirrors,
            Environments environments,
            Releases releases,
            Supplier<String> odooBuild) {
        this.project = project;
        this.mirrors = mirrors;
        this.environments = environments;
        this.releases = releases;
        this.odooBuild = odooBuild;
    }

    /**
     * Makes a release, or answers with the one that is there with the same content.
     *
     * @param revisions a branch, tag or commit by repository; those not named take the head of the branch of
     *     {@code stage}
     * @param stage the environment whose branches count
     * @throws dev.understudy.model.fault.FaultException {@code git.unreachable}, {@code git.no-such-commit},
     *     {@code release.no-such-repository}, {@code release.module-at-the-top}, those of {@link Mirror#complete}
     */
    public Release create(Map<String, String> revisions, String stage, String by, Instant now) {
        Project present = project.get();
        for (String name : revisions.keySet()) {
            if (present.repository(name).isEmpty()) {
                throw Fault.usage("release.no-such-repository", name).exception();
            }
        }
        Map<String, String> commits = new LinkedHashMap<>();
        for (Repository repository : present.repositories()) {
            Mirror mirror = mirrors.apply(repository);
            mirror.fetch();
            String revision = revisions.getOrDefault(repository.name(), repository.branch(stage));
            String commit = mirror.resolve(revision);
            commits.put(repository.name(), commit);
            mirror.complete(commit)
                    .forEach(part -> commits.put(Repositories.part(repository.name(), part.path()), part.commit()));
            if (mirror.files(commit).contains(ModuleFolders.MANIFEST)) {
                throw Fault.refused("release.module-at-the-top", repository.name())
                        .exception();
            }
        }
        String build = odooBuild.get();
        ReleaseChanges changes = changes(present, commits);
        return same(commits, build, changes).orElseGet(() -> releases.create(now, by, build, commits, changes));
    }

    /** The same content with the same changes is the same release. */
    private Optional<Release> same(Map<String, String> commits, String build, ReleaseChanges changes) {
        return releases.list().stream()
                .filter(release -> release.commits().equals(commits)
                        && release.odoo().equals(build)
                        && releases.changes(release.id()).equals(changes))
                .findFirst();
    }

    private ReleaseChanges changes(Project present, Map<String, String> commits) {
        Map<String, String> before = environments
                .find(Project.PRODUCTION)
                .map(Environment::release)
                .flatMap(releases::find)
                .map(Release::commits)
                .orElse(Map.of());
        List<RepositoryComparison> comparisons = new ArrayList<>();
        for (Repository repository : present.repositories()) {
            comparisons.add(RepositoryComparison.of(
                    mirrors.apply(repository),
                    Optional.ofNullable(before.get(repository.name())).orElse(""),
                    commits.getOrDefault(repository.name(), "")));
        }
        return RepositoryComparison.changes(comparisons);
    }
}
