package dev.understudy.engine.release;

import dev.understudy.model.release.CodeChange;
import dev.understudy.model.release.ModuleFolder;
import dev.understudy.model.release.ReleaseChanges;
import dev.understudy.model.release.ReleaseChanges.Commit;
import dev.understudy.odoo.manifest.Manifest;
import dev.understudy.targets.git.Mirror;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What happened in one repository between two commits.
 *
 * @param commits the newest first
 * @param change the diff, and the modules before and after
 */
record RepositoryComparison(List<Commit> commits, CodeChange change) {

    RepositoryComparison {
        commits = List.copyOf(commits);
    }

    /**
     * Compares two commits.
     *
     * @param from empty when there was none before
     */
    static RepositoryComparison of(Mirror mirror, String from, String to) {
        List<Commit> commits = new ArrayList<>(log(mirror, mirror.name(), from, to));
        commits.addAll(ofParts(mirror, from, to));
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

    private static List<Commit> log(Mirror mirror, String name, String from, String to) {
        return mirror.log(from, to).stream()
                .map(commit -> new Commit(name, commit.hash(), commit.author(), commit.at(), commit.subject()))
                .toList();
    }

    /** What happened in submodules that were there before: the whole history of a new one says nothing of the change. */
    private static List<Commit> ofParts(Mirror mirror, String from, String to) {
        Map<String, String> before = from.isEmpty()
                ? Map.of()
                : mirror.complete(from).stream().collect(Collectors.toMap(Mirror.Part::path, Mirror.Part::commit));
        return mirror.complete(to).stream()
                .filter(part -> before.containsKey(part.path()))
                .flatMap(part -> log(
                        mirror,
                        Repositories.part(mirror.name(), part.path()),
                        before.getOrDefault(part.path(), ""),
                        part.commit())
                        .stream())
                .toList();
    }

    private static List<ModuleFolder> modules(Mirror mirror, String commit) {
        return ModuleFolders.of(mirror.files(commit)).stream()
                .map(folder -> ModuleFolder.at(folder, version(mirror, commit, folder)))
                .toList();
    }

    private static String version(Mirror mirror, String commit, String folder) {
        String name = folder.substring(folder.lastIndexOf('/') + 1);
        return Manifest.read(name, mirror.file(commit, folder + "/" + ModuleFolders.MANIFEST))
                        instanceof Manifest manifest
                ? manifest.version()
                : "";
    }
}
