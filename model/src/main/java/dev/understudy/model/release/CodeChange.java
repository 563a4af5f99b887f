package dev.understudy.model.release;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What changed in one repository between two commits.
 *
 * @param diff as {@code git diff --find-renames -U200} prints it, with the prefixes {@code a/} and {@code b/}. The more
 *     context it has, the less must be guessed. Of files other than Python the headers are enough, so git may be told
 *     by attributes ({@code * -diff}, {@code *.py diff}) to leave out their contents. Empty when there was no old commit
 * @param before the modules at the old commit; none when there was no old commit
 * @param after the modules at the new commit
 * @param loaded the paths of static files that data files of the modules load into records
 */
public record CodeChange(
        String repository, String diff, List<ModuleFolder> before, List<ModuleFolder> after, Set<String> loaded) {

    /** A change where no static file is loaded. */
    public CodeChange(String repository, String diff, List<ModuleFolder> before, List<ModuleFolder> after) {
        this(repository, diff, before, after, Set.of());
    }

    public CodeChange {
        loaded = Set.copyOf(loaded);
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    static Optional<ModuleFolder> holding(List<ModuleFolder> modules, String file) {
        return modules.stream().filter(module -> module.holds(file)).findFirst();
    }
}
