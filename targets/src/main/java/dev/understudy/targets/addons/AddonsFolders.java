package dev.understudy.targets.addons;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds modules in folders on this machine: a module is a folder with a manifest. */
public final class AddonsFolders {

    private static final String MANIFEST = "__manifest__.py";

    /** Folders below a repository that are looked into: deeper than any scaffolding of projects is. */
    private static final int DEEPEST = 6;

    private AddonsFolders() {}

    /**
     * The folders of a repository that hold modules: itself, or folders below it, links to folders too; the nearest to
     * the top first. A folder that brings no module but those that nearer ones have is left out.
     */
    public static List<Path> in(Path repository) {
        List<Path> found = new ArrayList<>();
        Set<String> known = new HashSet<>();
        Set<Path> seen = new HashSet<>();
        List<Path> level = List.of(repository);
        for (int depth = 0; depth <= DEEPEST && !level.isEmpty(); depth++) {
            List<Path> below = new ArrayList<>();
            for (Path folder : level) {
                if (!seen.add(real(folder))) {
                    continue;
                }
                boolean brings = false;
                for (Path child : folders(folder)) {
                    if (!isModule(child)) {
                        below.add(child);
                    } else if (known.add(child.getFileName().toString())) {
                        brings = true;
                    }
                }
                if (brings) {
                    found.add(folder);
                }
            }
            level = below;
        }
        return found;
    }

    /** The modules of several addons folders, by name; the first of a name counts, as it does for Odoo. */
    public static Map<String, Path> modules(List<Path> addons) {
        Map<String, Path> modules = new LinkedHashMap<>();
        for (Path folder : addons) {
            for (Path candidate : folders(folder)) {
                if (isModule(candidate)) {
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

    /**
     * The files of a module, by relative path with slashes, sorted. Links are followed, of the module itself too, as
     * Odoo follows them; one that leads to a folder above itself is not.
     */
    public static Map<String, Path> files(Path module) {
        SortedMap<String, Path> files = new TreeMap<>();
        try {
            Files.walkFileTree(
                    module, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                            if (attributes.isRegularFile()) {
                                files.put(module.relativize(file).toString(), file);
                            }
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                            if (failure instanceof FileSystemLoopException) {
                                return FileVisitResult.CONTINUE;
                            }
                            throw failure;
                        }
                    });
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return files;
    }

    private static boolean isModule(Path folder) {
        return Files.exists(folder.resolve(MANIFEST));
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException missing) {
            return folder;
        }
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
