package dev.understudy.engine.release;

import dev.understudy.model.release.ModuleFolder;
import dev.understudy.odoo.checksum.LoadedFiles;
import dev.understudy.odoo.manifest.Manifest;
import dev.understudy.odoo.manifest.ManifestReading;
import dev.understudy.targets.git.Mirror;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What a repository holds at a commit.
 *
 * @param files all paths
 * @param manifests by the path of the module's folder
 */
record RepositoryCode(NavigableSet<String> files, Map<String, ManifestReading> manifests) {

    private static final String MANIFEST = "/__manifest__.py";
    private static final Pattern SCRIPT = Pattern.compile("[^/]+/(?:pre|post|end)-[^/]*\\.py");

    /** Before the first commit. */
    static final RepositoryCode NONE = new RepositoryCode(new TreeSet<>(), Map.of());

    static RepositoryCode of(Mirror mirror, String commit) {
        NavigableSet<String> files = new TreeSet<>(mirror.files(commit));
        List<String> paths = ModuleFolders.of(List.copyOf(files)).stream()
                .map(folder -> folder + MANIFEST)
                .toList();
        Map<String, ManifestReading> manifests = new LinkedHashMap<>();
        mirror.texts(commit, paths).forEach((path, text) -> {
            String folder = path.substring(0, path.length() - MANIFEST.length());
            manifests.put(folder, Manifest.read(name(folder), text));
        });
        return new RepositoryCode(files, manifests);
    }

    /** The modules, as far as they are told by their folders. */
    List<ModuleFolder> modules() {
        return manifests.entrySet().stream()
                .map(entry -> ModuleFolder.at(
                        entry.getKey(), entry.getValue() instanceof Manifest manifest ? manifest.version() : ""))
                .toList();
    }

    /** The readable manifest of a module. */
    Optional<Manifest> manifest(String module) {
        return manifests.values().stream()
                .filter(reading -> reading instanceof Manifest manifest
                        && manifest.module().equals(module))
                .map(Manifest.class::cast)
                .findFirst();
    }

    /**
     * The migration scripts of a module by their paths below its folder, as {@code migrations/19.0.1.1.0/post-rates.py}. What
     * is named otherwise, Odoo does not run: it is what scripts import.
     */
    SortedSet<String> migrations(String module) {
        SortedSet<String> scripts = new TreeSet<>();
        folder(module).ifPresent(folder -> {
            for (String kind : List.of("migrations/", "upgrades/")) {
                String begin = folder + "/" + kind;
                for (String path : files.tailSet(begin, true)) {
                    if (!path.startsWith(begin)) {
                        break;
                    }
                    if (SCRIPT.matcher(path.substring(begin.length())).matches()) {
                        scripts.add(path.substring(folder.length() + 1));
                    }
                }
            }
        });
        return scripts;
    }

    /** Files below {@code static} that the data files of modules load into records. */
    Set<String> loaded(Mirror mirror, String commit, Set<String> modules) {
        Map<String, String> moduleOf = new LinkedHashMap<>();
        for (String module : modules) {
            folder(module)
                    .ifPresent(folder -> manifest(module).map(Manifest::data).orElse(List.of()).stream()
                            .filter(file -> file.endsWith(".xml"))
                            .map(file -> folder + "/" + file)
                            .filter(files::contains)
                            .forEach(path -> moduleOf.put(path, folder)));
        }
        Set<String> loaded = new TreeSet<>();
        mirror.texts(commit, new ArrayList<>(moduleOf.keySet()))
                .forEach((path, text) ->
                        LoadedFiles.in(text).forEach(file -> loaded.add(moduleOf.get(path) + "/" + file)));
        return loaded;
    }

    private Optional<String> folder(String module) {
        return manifests.keySet().stream()
                .filter(folder -> name(folder).equals(module))
                .findFirst();
    }

    private static String name(String folder) {
        return folder.substring(folder.lastIndexOf('/') + 1);
    }
}
