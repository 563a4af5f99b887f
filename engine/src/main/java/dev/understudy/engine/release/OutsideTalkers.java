package dev.understudy.engine.release;

import dev.understudy.model.config.Project;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.model.view.EnvironmentView.Talker;
import dev.understudy.odoo.series.Series;
import dev.understudy.targets.addons.ModuleTalk;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Modules of a copy that may talk to the world and do not say how they are made harmless: what keeps them from it is the fence
 * alone. Odoo's own are left out, for they say it.
 */
public final class OutsideTalkers {

    /** Modules that are remembered: the code of a release never changes. */
    private static final int REMEMBERED = 2000;

    private final Supplier<Project> project;
    private final ProjectHome home;
    private final Map<Path, Optional<ModuleTalk>> known =
            Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Path, Optional<ModuleTalk>> eldest) {
                    return size() > REMEMBERED;
                }
            });

    public OutsideTalkers(Supplier<Project> project, ProjectHome home) {
        this.project = project;
        this.home = home;
    }

    /**
     * Those among installed modules, by their names.
     *
     * @param catalog the code that these come from
     */
    public List<Talker> of(ModuleCatalog catalog, Collection<String> installed) {
        boolean performed = Series.of(project.get().odoo().series()).hasNeutralize();
        return installed.stream()
                .filter(catalog.own()::contains)
                .sorted()
                .flatMap(module -> catalog.folder(module).filter(folder -> !ofOdoo(folder)).stream()
                        .flatMap(folder -> talk(folder).stream())
                        .filter(talk -> !(talk.neutralizes() && performed))
                        .map(talk -> new Talker(module, talk.libraries(), talk.credentials())))
                .toList();
    }

    /** In a release's code the second folder is the repository. */
    private boolean ofOdoo(Path folder) {
        return folder.startsWith(home.code())
                && project.get()
                        .ofOdoo(home.code().relativize(folder).getName(1).toString());
    }

    private Optional<ModuleTalk> talk(Path folder) {
        Optional<ModuleTalk> read = known.get(folder);
        if (read == null) {
            read = ModuleTalk.of(folder);
            known.put(folder, read);
        }
        return read;
    }
}
