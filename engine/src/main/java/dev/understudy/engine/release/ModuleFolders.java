package dev.understudy.engine.release;

import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** The folders of modules among the paths of a repository. */
final class ModuleFolders {

    static final String MANIFEST = "__manifest__.py";

    private static final String END = "/" + MANIFEST;

    private ModuleFolders() {}

    /** Each with a manifest, but for those within others: test data, and what is hidden. */
    static List<String> of(List<String> files) {
        NavigableSet<String> folders = new TreeSet<>();
        files.stream()
                .filter(path -> path.endsWith(END))
                .map(path -> path.substring(0, path.length() - END.length()))
                .filter(folder -> !("/" + folder).contains("/."))
                .forEach(folders::add);
        return folders.stream().filter(folder -> !within(folder, folders)).toList();
    }

    /** The names of the modules. */
    static List<String> names(List<String> files) {
        return of(files).stream()
                .map(folder -> folder.substring(folder.lastIndexOf('/') + 1))
                .toList();
    }

    private static boolean within(String folder, Set<String> folders) {
        for (int end = folder.lastIndexOf('/'); end > 0; end = folder.lastIndexOf('/', end - 1)) {
            if (folders.contains(folder.substring(0, end))) {
                return true;
            }
        }
        return false;
    }
}
