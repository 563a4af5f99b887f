package dev.understudy.engine.release;

import dev.understudy.model.release.CodeChange;
import dev.understudy.model.release.ModuleFolder;
import dev.understudy.model.release.ReleaseChanges;
import dev.understudy.model.release.ReleaseChanges.Commit;
import dev.understudy.odoo.manifest.Manifest;
import dev.understudy.targets.git.Mirror;
import java.util.List;

/**
 * What happened in one repository between two commits.
 *
 * @param commits the newest first
 * @param change the diff, and the modules before and after
 */
record RepositoryComparison(List<Commit> commits, CodeChange change) {

    private static final String MANIFEST = "/__manifest__.py";

    RepositoryComparison {
        commits = List.copyOf(commits);
    }

    /**
     * Compares two commits.
     *
     * @param from empty when there was none before
     */
    static RepositoryComparison of(Mirror mirror, String from, String to) {
        List<Commit> commits = mirror.log(from, to).stream()
                .map(commit -> new Commit(mirror.name(), commit.hash(), commit.author(), commit.at(), commit.subject()))
                .toList();
        List<ModuleFolder> before = from.isEmpty() ? List.of() : modules(mirror, from);
        // Against nothing all is added, and a diff would tell no more.
        String diff = from.isEmpty() ? "" : mirror.diff(from, to);
        return new RepositoryComparison(commits, new CodeChange(mirror.name(), diff, before, modules(mirror, to)));
    }

    /** All repositories together. */
    static ReleaseChanges changes(List<RepositoryComparison> comparisons) {
        List<Commit> commits = comparisons.stream()
                .flatMap(comparison -> comparison.commits().stream())
                .toList();
        List<CodeChange> changes =
                comparisons.stream().map(RepositoryComparison::change).toList();
        return ReleaseChanges.of(commits, changes);
    }

    private static List<ModuleFolder> modules(Mirror mirror, String commit) {
        return mirror.files(commit).stream()
                .filter(path -> path.endsWith(MANIFEST))
                .map(path -> path.substring(0, path.length() - MANIFEST.length()))
                .map(folder -> ModuleFolder.at(folder, version(mirror, commit, folder)))
                .toList();
    }

    private static String version(Mirror mirror, String commit, String folder) {
        String name = folder.substring(folder.lastIndexOf('/') + 1);
        return Manifest.read(name, mirror.file(commit, folder + MANIFEST)) instanceof Manifest manifest
                ? manifest.version()
                : "";
    }
}
