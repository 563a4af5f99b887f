package dev.understudy.engine.release;

import dev.understudy.model.release.ModuleWishes;
import dev.understudy.odoo.manifest.Manifest;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Which of the repositories' modules are in use: those that production has, those that the release is to install, and what
 * these depend on. All of them, as long as nobody can tell what production has.
 */
final class ModuleUse implements Predicate<String> {

    private final Set<String> used = new TreeSet<>();
    private final boolean all;

    /**
     * @param code what each repository will hold
     * @param installed the names of the modules that production has; empty when it cannot be asked
     */
    ModuleUse(Collection<RepositoryCode> code, Optional<Set<String>> installed, ModuleWishes wishes) {
        this.all = installed.isEmpty();
        Map<String, Manifest> manifests = new LinkedHashMap<>();
        code.forEach(one -> one.manifests().values().forEach(reading -> {
            if (reading instanceof Manifest manifest) {
                manifests.putIfAbsent(manifest.module(), manifest);
            }
        }));
        Set<String> present = installed.orElse(Set.of());
        present.forEach(module -> add(module, manifests));
        wishes.wanted().forEach(module -> add(module, manifests));
        if (!present.containsAll(used)) {
            addWhatInstallsItself(manifests);
        }
    }

    private void add(String module, Map<String, Manifest> manifests) {
        if (used.add(module)) {
            Optional.ofNullable(manifests.get(module))
                    .ifPresent(manifest -> manifest.depends().forEach(dependency -> add(dependency, manifests)));
        }
    }

    /** Odoo looks for such modules whenever it installs one. */
    private void addWhatInstallsItself(Map<String, Manifest> manifests) {
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Manifest manifest : manifests.values()) {
                if (!used.contains(manifest.module())
                        && manifest.autoInstall().filter(used::containsAll).isPresent()) {
                    add(manifest.module(), manifests);
                    grown = true;
                }
            }
        }
    }

    @Override
    public boolean test(String module) {
        return all || used.contains(module);
    }
}
