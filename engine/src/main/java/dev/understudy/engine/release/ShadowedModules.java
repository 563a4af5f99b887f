package dev.understudy.engine.release;

import dev.understudy.model.config.Project;
import dev.understudy.model.config.Repository;
import dev.understudy.model.release.Release;
import dev.understudy.model.view.ReleaseView.Shadowed;
import dev.understudy.targets.git.Mirror;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Finds the modules that two repositories of a release have: the first one's counts, as Odoo takes it. */
public final class ShadowedModules {

    private static final int MOST_KEPT = 200;

    private final Supplier<Project> project;
    private final Function<Repository, Mirror> mirrors;

    /** What was found. A commit never changes, and reading all its names takes a process for each repository. */
    private final Map<List<String>, List<Shadowed>> found = new LinkedHashMap<>();

    public ShadowedModules(Supplier<Project> project, Function<Repository, Mirror> mirrors) {
        this.project = project;
        this.mirrors = mirrors;
    }

    /** Those of a release, in the order of the project's repositories. */
    public List<Shadowed> of(Release release) {
        List<Repository> repositories = project.get().repositories();
        List<String> commits = repositories.stream()
                .map(repository -> repository.name() + " " + release.commits().get(repository.name()))
                .toList();
        synchronized (found) {
            List<Shadowed> known = found.get(commits);
            if (known != null) {
                return known;
            }
        }
        List<Shadowed> read = read(release, repositories);
        synchronized (found) {
            if (found.size() >= MOST_KEPT) {
                found.remove(found.keySet().iterator().next());
            }
            found.put(commits, read);
        }
        return read;
    }

    private List<Shadowed> read(Release release, List<Repository> repositories) {
        Map<String, String> first = new LinkedHashMap<>();
        List<Shadowed> shadowed = new ArrayList<>();
        for (Repository repository : repositories) {
            Optional.ofNullable(release.commits().get(repository.name()))
                    .map(commit -> ModuleFolders.names(mirrors.apply(repository).files(commit)))
                    .stream()
                    .flatMap(List::stream)
                    .forEach(module -> {
                        String counts = first.putIfAbsent(module, repository.name());
                        if (counts != null && !counts.equals(repository.name())) {
                            shadowed.add(new Shadowed(module, counts, repository.name()));
                        }
                    });
        }
        return List.copyOf(shadowed);
    }
}
