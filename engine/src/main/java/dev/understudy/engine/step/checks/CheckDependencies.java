package dev.understudy.engine.step.checks;

import dev.understudy.engine.release.ModuleCatalog;
import dev.understudy.engine.release.ModuleNeeds;
import dev.understudy.engine.release.Releases;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.model.release.ModuleWishes;
import dev.understudy.model.release.ReleaseChanges;
import dev.understudy.odoo.manifest.ModuleGraph;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Whether Odoo would find the Python packages and the programs that the modules of an update ask for, before anything is
 * copied: those that changed, those that are updated along with them, and those that come new.
 */
public final class CheckDependencies implements Step {

    private final Releases releases;
    private final ModuleNeeds needs;
    private final Function<String, ModuleCatalog> code;
    private final Supplier<Optional<Set<String>>> installed;

    /**
     * @param code the modules of a release, and Odoo's
     * @param installed the modules that production has; empty when it cannot be asked
     */
    public CheckDependencies(
            Releases releases,
            ModuleNeeds needs,
            Function<String, ModuleCatalog> code,
            Supplier<Optional<Set<String>>> installed) {
        this.releases = releases;
        this.needs = needs;
        this.code = code;
        this.installed = installed;
    }

    @Override
    public String name() {
        return "check-dependencies";
    }

    @Override
    public Outcome apply(StepContext context) {
        String release = context.request().release();
        ModuleCatalog catalog = code.apply(release);
        return needs.lacking(release, catalog, looked(release, catalog.graph()))
                .map(Outcome::failed)
                .orElseGet(Outcome::done);
    }

    private Set<String> looked(String release, ModuleGraph graph) {
        ReleaseChanges changes = releases.changes(release);
        Set<String> changed = new TreeSet<>(changes.touched());
        changed.addAll(changes.added());
        Optional<Set<String>> had = installed.get();
        if (had.isEmpty()) {
            return changed;
        }
        ModuleWishes wishes = releases.wishes(release);
        Set<String> stay = graph.withDependencies(wishes.wanted());
        Set<String> leave = new TreeSet<>(wishes.leaving());
        leave.removeAll(stay);
        Set<String> asked = new TreeSet<>(stay);
        asked.addAll(graph.withDependencies(changed));
        asked.removeAll(had.get());
        Set<String> updated = graph.withDependents(changed);
        updated.retainAll(had.get());
        updated.removeAll(leave);
        asked.addAll(updated);
        return asked;
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of("ask Odoo's Python for what the manifests of changed modules name in external_dependencies");
    }
}
