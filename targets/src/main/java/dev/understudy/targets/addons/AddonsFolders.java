package dev.understudy.targets.addons;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds modules in folders on this machine: a module is a folder with a manifest. */
public final class AddonsFolders {

    private static final String MANIFEST = "__manifest__.py";

    private AddonsFolders() {}

    /** The folders of a repository that hold modules: the repository itself, or folders directly below it. */
    public static List<Path> in(Path repository) {
        List<Path> found = new ArrayList<>();
        if (holdsModules(repository)) {
            found.add(repository);
        }
        for (Path folder : folders(repository)) {
            if (!Files.exists(folder.resolve(MANIFEST)) && holdsModules(folder)) {
                found.add(folder);
            }
        }
        return found;
    }

    /** The modules of several addons folders, by name; the first of a name counts, as it does for Odoo. */
    public static Map<String, Path> modules(List<Path> addons) {
        Map<String, Path> modules = new LinkedHashMap<>();
        for (Path folder : addons) {
            for (Path candidate : folders(folder)) {
                if (Files.exists(candidate.resolve(MANIFEST))) {
                    modules.putIfAbsent(candidate.getFileName().toString(), candidate);
                }
            }
        }
        return modules;
    }

    /** Where a module's manifest is. */
    public static Path manifestFile(Path module) {
        return module.resolve(MANIFEST);
    }

    /** The text of a module's manifest. */
    public static String manifest(Path module) {
        try {
            return Files.readString(manifestFile(module));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The files of a module, by relative path with slashes. */
    public static Map<String, Path> files(Path module) {
        Map<String, Path> files = new LinkedHashMap<>();
        try {
            // A module may be a link to where it lies, and a walk does not follow the link that it begins with.
            Path real = module.toRealPath();
            try (Stream<Path> walk = Files.walk(real)) {
                walk.filter(Files::isRegularFile)
                        .sorted()
                        .forEach(file -> files.put(real.relativize(file).toString(), file));
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return files;
    }

    private static boolean holdsModules(Path folder) {
        return folders(folder).stream().anyMatch(module -> Files.exists(module.resolve(MANIFEST)));
    }

    private static List<Path> folders(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(Files::isDirectory)
                    .filter(child -> !child.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
