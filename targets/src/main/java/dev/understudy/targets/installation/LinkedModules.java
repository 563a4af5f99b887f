package dev.understudy.targets.installation;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Folders that hold links to modules in place of modules, as doodba's {@code auto/addons} does: whose code that is, and from
 * which commit, is told by the folders that the links lead to.
 *
 * @param user as whom that Odoo runs; empty when unknown
 */
record LinkedModules(Place place, String user) {

    private static final List<String> MANIFESTS = List.of("__manifest__.py", "__openerp__.py");

    /**
     * A folder of modules, and those that its links lead to: such that the first one that has a module is the one that its
     * link leads to.
     *
     * @return the folder alone where no module in it is a link; without the folder where every module is one
     */
    List<String> folders(String folder) {
        Map<String, String> linked = new TreeMap<>();
        boolean own = false;
        for (String name : names(folder)) {
            Optional<String> target = target(folder, name).filter(real -> !real.equals(folder));
            target.ifPresent(real -> linked.put(name, real));
            own = own || (target.isEmpty() && isModule(folder + "/" + name));
        }
        if (linked.isEmpty()) {
            return List.of(folder);
        }
        return Stream.concat(own ? Stream.of(folder) : Stream.empty(), ordered(linked).stream())
                .toList();
    }

    /** The modules of a folder that are links to such of another name, and where those are. */
    Map<String, Path> renamed(String folder) {
        Map<String, Path> renamed = new LinkedHashMap<>();
        for (String name : names(folder)) {
            String module = folder + "/" + name;
            if (isLink(folder, name)
                    && isModule(module)
                    && target(folder, name).isEmpty()
                    && readable(place.at(module))) {
                renamed.put(name, place.outer(Path.of(place.real(module))));
            }
        }
        return renamed;
    }

    /** The folder in which the module is that a link of the same name leads to, as that Odoo sees it. */
    private Optional<String> target(String folder, String name) {
        String module = folder + "/" + name;
        if (!isLink(folder, name) || !isModule(module)) {
            return Optional.empty();
        }
        Path real = Path.of(place.real(module));
        return Optional.ofNullable(real.getParent())
                .filter(parent -> real.endsWith(name) && readable(place.outer(real)))
                .map(Path::toString);
    }

    /** A folder that has a module which another's link was taken for comes after that other. */
    private List<String> ordered(Map<String, String> linked) {
        List<String> left = new ArrayList<>(linked.values().stream().distinct().toList());
        List<String> ordered = new ArrayList<>();
        while (!left.isEmpty()) {
            String next = left.stream()
                    .filter(candidate -> linked.entrySet().stream()
                            .noneMatch(link -> !link.getValue().equals(candidate)
                                    && left.contains(link.getValue())
                                    && isModule(candidate + "/" + link.getKey())))
                    .findFirst()
                    .orElse(left.getFirst());
            left.remove(next);
            ordered.add(next);
        }
        return ordered;
    }

    private boolean isModule(String path) {
        return MANIFESTS.stream().anyMatch(manifest -> place.isFile(path + "/" + manifest));
    }

    private boolean isLink(String folder, String name) {
        return Files.isSymbolicLink(place.at(folder).resolve(name));
    }

    /** Whether that Odoo can read it: whoever may write links in there gets nothing of others by them. */
    private boolean readable(Path real) {
        try {
            return Files.getOwner(real).getName().equals(user)
                    || Files.getPosixFilePermissions(real).contains(PosixFilePermission.OTHERS_EXECUTE);
        } catch (IOException gone) {
            return false;
        }
    }

    private List<String> names(String folder) {
        List<String> names = new ArrayList<>();
        Path there = place.at(folder);
        if (Files.isDirectory(there)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(there)) {
                entries.forEach(entry -> names.add(entry.getFileName().toString()));
            } catch (IOException unreadable) {
                return List.of();
            }
        }
        names.sort(null);
        return names;
    }
}
