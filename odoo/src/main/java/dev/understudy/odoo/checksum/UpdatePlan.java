package dev.understudy.odoo.checksum;

import dev.understudy.odoo.manifest.ModuleGraph;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a database must do to follow new code. Installed modules that have no code in it are no part of this: a migration
 * script may rename or merge them, so what is left of them is judged after the update.
 *
 * @param toUpdate installed modules whose content changed: the argument of {@code -u}
 * @param affected these and the installed modules that depend on them: what Odoo will really update
 * @param toInstall modules that were asked for, or that these or changed ones need: {@code -i}. What installs itself along
 *     with them Odoo decides
 */
public record UpdatePlan(SortedSet<String> toUpdate, SortedSet<String> affected, SortedSet<String> toInstall) {

    /**
     * Compares.
     *
     * @param stored the checksums of the last update, of the project's own modules
     * @param present the checksums of the code, of the project's own modules
     * @param installed all modules that are installed, Odoo's own too
     * @param wanted modules to be installed
     * @param graph all modules of the code, Odoo's own too
     */
    public static UpdatePlan of(
            Map<String, String> stored,
            Map<String, String> present,
            Set<String> installed,
            Collection<String> wanted,
            ModuleGraph graph) {
        var toUpdate = new TreeSet<String>();
        for (String module : installed) {
            String now = graph.contains(module) ? present.get(module) : null;
            if (now != null && !now.equals(stored.get(module))) {
                toUpdate.add(module);
            }
        }
        var affected = graph.withDependents(toUpdate);
        affected.retainAll(installed);
        return new UpdatePlan(toUpdate, affected, toInstall(toUpdate, wanted, installed, graph));
    }

    private static SortedSet<String> toInstall(
            Set<String> toUpdate, Collection<String> wanted, Set<String> installed, ModuleGraph graph) {
        var toInstall = new TreeSet<>(wanted);
        toInstall.addAll(graph.withDependencies(wanted));
        toInstall.addAll(graph.withDependencies(toUpdate));
        toInstall.removeAll(installed);
        return toInstall;
    }

    /** Whether nothing has to be updated or installed: a restart will do. */
    public boolean isEmpty() {
        return toUpdate.isEmpty() && toInstall.isEmpty();
    }
}
