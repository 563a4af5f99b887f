package dev.understudy.model.release;

import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What changed in one repository between two commits.
 *
 * @param files that changed; none when there was no old commit
 * @param before the modules at the old commit; none when there was no old commit
 * @param after the modules at the new commit
 * @param loaded the paths of static files that data files of the modules load into records
 */
public record CodeChange(
        String repository,
        List<ChangedFile> files,
        List<ModuleFolder> before,
        List<ModuleFolder> after,
        Set<String> loaded) {

    /** A change of which nothing is known but the modules. */
    public CodeChange(String repository, List<ModuleFolder> before, List<ModuleFolder> after) {
        this(repository, List.of(), before, after, Set.of());
    }

    public CodeChange {
        files = List.copyOf(files);
        loaded = Set.copyOf(loaded);
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /**
     * Reads a change, file by file.
     *
     * @param diff as {@code git diff --find-renames -U200} prints it, with the prefixes {@code a/} and {@code b/}. The more
     *     context it has, the less must be guessed
     * @throws dev.understudy.model.fault.FaultException {@code release.diff-cut-off} when its end is missing
     * @throws java.io.UncheckedIOException when the diff cannot be read
     */
    public static CodeChange read(String repository, Reader diff, List<ModuleFolder> before, List<ModuleFolder> after) {
        List<ChangedFile> files = new ArrayList<>();
        UnifiedDiff.read(diff, file -> files.add(ChangedFile.of(file, before, after)));
        return new CodeChange(repository, files, before, after, Set.of());
    }

    /** The same, where data files load these files into records. */
    public CodeChange loading(Set<String> paths) {
        return new CodeChange(repository, files, before, after, paths);
    }

    /** The paths of what changed, before and after. */
    public SortedSet<String> paths() {
        return files.stream()
                .flatMap(file -> Stream.of(Optional.ofNullable(file.before()), Optional.ofNullable(file.after())))
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Optional<ModuleFolder> holding(List<ModuleFolder> modules, String file) {
        return modules.stream().filter(module -> module.holds(file)).findFirst();
    }
}
