package dev.understudy.engine.release;

import dev.understudy.model.config.Project;
import dev.understudy.model.config.Repository;
import dev.understudy.model.home.Home;
import dev.understudy.model.release.Release;
import dev.understudy.targets.addons.AddonsFolders;
import dev.understudy.targets.git.Mirror;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** The code of releases on this host: exported once, never changed, shared by all environments. */
public final class ReleaseCode {

    private final Home home;
    private final Supplier<Project> project;
    private final Function<Repository, Mirror> mirrors;

    public ReleaseCode(Home home, Supplier<Project> project, Function<Repository, Mirror> mirrors) {
        this.home = home;
        this.project = project;
        this.mirrors = mirrors;
    }

    /** Writes the code of a release into its folder; nothing when it is there. */
    public void place(Release release) {
        for (Map.Entry<String, String> entry : release.commits().entrySet()) {
            project.get()
                    .repository(entry.getKey())
                    .ifPresent(repository -> mirrors.apply(repository)
                            .export(entry.getValue(), home.code(release.id(), repository.name())));
        }
    }

    /** The addons folders of a release, in the order of the repositories in {@code understudy.yaml}. */
    public List<Path> addons(String release) {
        List<Path> addons = new ArrayList<>();
        for (Repository repository : project.get().repositories()) {
            addons.addAll(AddonsFolders.in(home.code(release, repository.name())));
        }
        return addons;
    }
}
