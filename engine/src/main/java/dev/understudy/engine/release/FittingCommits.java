package dev.understudy.engine.release;

import dev.understudy.model.config.Project;
import dev.understudy.model.config.Repository;
import dev.understudy.odoo.manifest.Manifest;
import dev.understudy.odoo.manifest.ModuleVersion;
import dev.understudy.odoo.series.Series;
import dev.understudy.odoo.update.VersionOrder;
import dev.understudy.targets.git.Mirror;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Looks in the history of production's branches for the code that data was written with. */
public final class FittingCommits {

    private static final int MOST = 500;

    private final Supplier<Project> project;
    private final Function<Repository, Mirror> mirrors;

    public FittingCommits(Supplier<Project> project, Function<Repository, Mirror> mirrors) {
        this.project = project;
        this.mirrors = mirrors;
    }

    /**
     * The newest commit of each repository in which none of its modules is older than the data, nor any newer.
     *
     * @param versions of modules in the data
     * @return {@code REPOSITORY=COMMIT}, of those repositories that have some of the modules, and such a commit
     */
    public List<String> of(Map<String, String> versions, Series series) {
        List<String> found = new ArrayList<>();
        for (Repository repository : project.get().repositories()) {
            if (project.get().ofOdoo(repository.name())) {
                // Of which there is no history to look in.
                continue;
            }
            Mirror mirror = mirrors.apply(repository);
            fitting(mirror, repository.branch(Project.PRODUCTION), versions, series)
                    .ifPresent(commit -> found.add(repository.name() + "=" + commit));
        }
        return found;
    }

    private static Optional<String> fitting(Mirror mirror, String branch, Map<String, String> versions, Series series) {
        List<String> hashes = mirror.log("", mirror.resolve(branch)).stream()
                .limit(MOST)
                .map(Mirror.Commit::hash)
                .toList();
        Map<String, String> paths = hashes.isEmpty() ? Map.of() : manifests(mirror, hashes.getFirst(), versions);
        if (paths.isEmpty()) {
            return Optional.empty();
        }
        return hashes.stream()
                .filter(hash -> fits(mirror.texts(hash, paths.values()), paths, versions, series))
                .findFirst();
    }

    private static Map<String, String> manifests(Mirror mirror, String commit, Map<String, String> versions) {
        Map<String, String> paths = new LinkedHashMap<>();
        for (String path : mirror.files(commit)) {
            if (path.endsWith("/" + ModuleFolders.MANIFEST)) {
                String folder = path.substring(0, path.length() - ModuleFolders.MANIFEST.length() - 1);
                String module = folder.substring(folder.lastIndexOf('/') + 1);
                if (versions.containsKey(module)) {
                    paths.put(module, path);
                }
            }
        }
        return paths;
    }

    private static boolean fits(
            Map<String, String> texts, Map<String, String> paths, Map<String, String> versions, Series series) {
        return paths.entrySet().stream()
                .allMatch(one ->
                        Manifest.read(one.getKey(), texts.getOrDefault(one.getValue(), "")) instanceof Manifest manifest
                                && ModuleVersion.of(manifest.version(), series) instanceof ModuleVersion.Adapted code
                                && VersionOrder.compare(code.version(), versions.getOrDefault(one.getKey(), "")) == 0);
    }
}
