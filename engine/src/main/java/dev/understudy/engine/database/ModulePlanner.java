package dev.understudy.engine.database;

import dev.understudy.engine.release.ModuleCatalog;
import dev.understudy.engine.release.ModulePlan;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.release.ModuleWishes;
import dev.understudy.odoo.checksum.UpdatePlan;
import dev.understudy.odoo.manifest.ModuleGraph;
import dev.understudy.odoo.update.ModuleRow;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds what a database must do to follow a release. What nobody has, and nobody asked for, is not looked at. */
final class ModulePlanner {

    private final OdooDatabase database;
    private final ModuleCatalog catalog;
    private final ModuleWishes wishes;

    ModulePlanner(OdooDatabase database, ModuleCatalog catalog, ModuleWishes wishes) {
        this.database = database;
        this.catalog = catalog;
        this.wishes = wishes;
    }

    /** Throws {@code module.not-there}, {@code module.broken-manifest} and the like. */
    ModulePlan plan() {
        ModuleGraph graph = catalog.graph();
        Set<String> installed =
                database.modules().stream().map(ModuleRow::name).collect(Collectors.toCollection(TreeSet::new));
        SortedSet<String> wanted = wishes.wanted();
        SortedSet<String> used = new TreeSet<>(installed);
        used.addAll(wanted);
        List<Fault> faults = catalog.faults(used);
        if (!faults.isEmpty()) {
            throw faults.getFirst().exception();
        }
        SortedSet<String> nowhere = new TreeSet<>(wanted);
        nowhere.removeIf(module -> installed.contains(module) || graph.contains(module));
        if (!nowhere.isEmpty()) {
            throw Fault.refused("module.not-there", String.join(", ", nowhere)).exception();
        }
        UpdatePlan plan = UpdatePlan.of(
                database.checksums().orElse(Map.of()),
                catalog.checksums(installed, database.languages()),
                installed,
                wanted,
                graph);
        SortedSet<String> leaving = leaving(installed, graph);
        SortedSet<String> update = new TreeSet<>(plan.toUpdate());
        update.removeAll(leaving);
        return new ModulePlan(List.copyOf(update), List.copyOf(plan.toInstall()), List.copyOf(leaving));
    }

    private SortedSet<String> leaving(Set<String> installed, ModuleGraph graph) {
        Set<String> needed = graph.withDependencies(wishes.wanted());
        for (String module : wishes.uninstall()) {
            if (installed.contains(module) && needed.contains(module)) {
                throw Fault.refused("module.needed", module, String.join(", ", asking(module, graph)))
                        .exception();
            }
        }
        SortedSet<String> leaving = new TreeSet<>(wishes.leaving());
        leaving.retainAll(installed);
        // What was taken out of the list and is still needed was merely listed beside what needs it.
        leaving.removeAll(needed);
        return leaving;
    }

    private List<String> asking(String module, ModuleGraph graph) {
        return wishes.wanted().stream()
                .filter(wanted -> graph.withDependencies(List.of(wanted)).contains(module))
                .toList();
    }
}
