package dev.understudy.engine.release;

import dev.understudy.model.fault.Fault;
import dev.understudy.odoo.checksum.ModuleChecksum;
import dev.understudy.odoo.checksum.ModuleFiles;
import dev.understudy.odoo.manifest.BrokenManifest;
import dev.understudy.odoo.manifest.Manifest;
import dev.understudy.odoo.manifest.ModuleGraph;
import dev.understudy.targets.addons.AddonsFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The modules that an environment's Odoo would find: the project's own, then Odoo's. */
public final class ModuleCatalog {

    private final Map<String, Path> own;
    private final Map<String, Path> all;
    private final ManifestFiles files;
    private final List<Manifest> manifests = new ArrayList<>();
    private final List<BrokenManifest> broken = new ArrayList<>();

    private ModuleCatalog(Map<String, Path> own, Map<String, Path> all, ManifestFiles files) {
        this.own = own;
        this.all = all;
        this.files = files;
        all.forEach((name, path) -> {
            switch (files.read(name, path)) {
                case Manifest manifest -> manifests.add(manifest);
                case BrokenManifest fault -> broken.add(fault);
            }
        });
    }

    /**
     * Reads the manifests in the addons folders.
     *
     * @param ownAddons of the project's repositories
     * @param coreAddons of Odoo itself
     * @param files what was read before
     */
    public static ModuleCatalog read(List<Path> ownAddons, List<Path> coreAddons, ManifestFiles files) {
        Map<String, Path> own = AddonsFolders.modules(ownAddons);
        Map<String, Path> all = new LinkedHashMap<>(own);
        AddonsFolders.modules(coreAddons).forEach(all::putIfAbsent);
        return new ModuleCatalog(own, all, files);
    }

    /** The modules of both; where both have one that can be read, that of the newer code. */
    public ModuleCatalog under(ModuleCatalog newer) {
        Set<String> readable = newer.manifests.stream().map(Manifest::module).collect(Collectors.toSet());
        return new ModuleCatalog(under(own, newer.own, readable), under(all, newer.all, readable), files);
    }

    private static Map<String, Path> under(Map<String, Path> older, Map<String, Path> newer, Set<String> readable) {
        Map<String, Path> both = new LinkedHashMap<>(newer);
        both.putAll(older);
        newer.forEach((name, path) -> {
            if (readable.contains(name)) {
                both.put(name, path);
            }
        });
        return both;
    }

    public ModuleGraph graph() {
        return new ModuleGraph(manifests);
    }

    public Optional<Manifest> manifest(String module) {
        return manifests.stream()
                .filter(manifest -> manifest.module().equals(module))
                .findFirst();
    }

    /** The folder of a module. */
    public Optional<Path> folder(String module) {
        return Optional.ofNullable(all.get(module));
    }

    /**
     * Odoo's own modules among the installed ones, each after what it depends on; those alone that are no more than
     * imported when they are loaded.
     */
    public List<String> importable(Collection<String> installed) {
        Set<String> hooked = manifests.stream()
                .filter(Manifest::postLoad)
                .map(Manifest::module)
                .collect(Collectors.toSet());
        return graph().loadOrder().stream()
                .filter(module -> installed.contains(module) && !own.containsKey(module) && !hooked.contains(module))
                .toList();
    }

    /**
     * What Odoo installs in a new database when it is asked for these modules: what they depend on, and those of the project's
     * own that install themselves. Which of Odoo's own do, it knows alone: it looks at the company's country too.
     */
    public Set<String> installedBy(Collection<String> modules) {
        ModuleGraph graph = graph();
        Set<String> installed = graph.withDependencies(modules);
        List<Manifest> themselves = manifests.stream()
                .filter(manifest -> own.containsKey(manifest.module()) && graph.contains(manifest.module()))
                .toList();
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Manifest manifest : themselves) {
                if (manifest.autoInstall().filter(installed::containsAll).isPresent()) {
                    grown |= installed.addAll(graph.withDependencies(List.of(manifest.module())));
                }
            }
        }
        return installed;
    }

    /** The names of the project's own modules. */
    public Set<String> own() {
        return own.keySet();
    }

    /**
     * The checksums of those of the project's own modules that are among {@code modules}, translations counting in the
     * given languages.
     */
    public Map<String, String> checksums(Collection<String> modules, Collection<String> languages) {
        Map<String, String> checksums = new LinkedHashMap<>();
        own.forEach((name, folder) -> {
            if (modules.contains(name)) {
                checksums.put(name, ModuleChecksum.of(files(folder), languages));
            }
        });
        return checksums;
    }

    /**
     * What keeps Odoo from loading these modules and what they depend on: broken manifests, missing and circular
     * dependencies. What is wrong with any other is nobody's trouble.
     */
    public List<Fault> faults(Collection<String> modules) {
        List<Fault> faults = new ArrayList<>();
        ModuleGraph graph = graph();
        Set<String> used = used(modules, graph);
        Set<String> unreadable = broken.stream().map(BrokenManifest::module).collect(Collectors.toSet());
        broken.stream()
                .filter(manifest -> own.containsKey(manifest.module()) && used.contains(manifest.module()))
                .forEach(manifest -> faults.add(Fault.refused(
                                "module.broken-manifest",
                                manifest.module(),
                                manifest.fault().text())
                        .at(manifest.module() + "/__manifest__.py:"
                                + manifest.fault().line())));
        graph.missing().stream()
                .filter(missing -> own.containsKey(missing.module()) && used.contains(missing.module()))
                .filter(missing -> !unreadable.contains(missing.dependency()))
                .forEach(missing ->
                        faults.add(Fault.refused("module.missing-dependency", missing.module(), missing.dependency())));
        graph.cycles().stream()
                .filter(cycle -> cycle.stream().anyMatch(module -> own.containsKey(module) && used.contains(module)))
                .forEach(cycle -> faults.add(Fault.refused("module.circular-dependency", String.join(" → ", cycle))));
        return faults;
    }

    /** These and all that they name, near and far, also what is not there. */
    private static Set<String> used(Collection<String> modules, ModuleGraph graph) {
        Set<String> used = new TreeSet<>(modules);
        Set<String> reached = graph.withDependencies(modules);
        used.addAll(reached);
        graph.missing().stream()
                .filter(missing -> reached.contains(missing.module()))
                .map(ModuleGraph.Missing::dependency)
                .forEach(used::add);
        return used;
    }

    private static ModuleFiles files(Path folder) {
        Map<String, Path> files = AddonsFolders.files(folder);
        return new ModuleFiles() {
            @Override
            public Collection<String> paths() {
                return files.keySet();
            }

            @Override
            public byte[] content(String path) {
                try {
                    return Files.readAllBytes(folder.resolve(path));
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            }
        };
    }
}
