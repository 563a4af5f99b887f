package dev.understudy.model.release;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a release changes against what production ran when it was made.
 *
 * @param commits the newest first, repository by repository
 * @param authors by name, each once
 * @param touched modules whose files changed and that were there before
 * @param added modules that were not there before
 * @param removed modules that are no longer there
 * @param versions manifest versions that changed
 * @param declared the class of the diff
 * @param reasons why it has that class, the strongest first
 */
public record ReleaseChanges(
        List<Commit> commits,
        List<String> authors,
        SortedSet<String> touched,
        SortedSet<String> added,
        SortedSet<String> removed,
        List<VersionChange> versions,
        ChangeClass declared,
        List<Reason> reasons) {

    public ReleaseChanges {
        commits = List.copyOf(commits);
        authors = List.copyOf(authors);
        touched = new TreeSet<>(touched);
        added = new TreeSet<>(added);
        removed = new TreeSet<>(removed);
        versions = List.copyOf(versions);
        reasons = List.copyOf(reasons);
    }

    /** What changes in all repositories mean, with the commits that brought them. */
    public static ReleaseChanges of(List<Commit> commits, Collection<CodeChange> changes) {
        ModuleChanges modules = ModuleChanges.of(changes);
        DiffClassifier.Classified classified = DiffClassifier.classify(changes);
        return new ReleaseChanges(
                commits,
                commits.stream().map(Commit::author).distinct().sorted().toList(),
                modules.touched(),
                modules.added(),
                modules.removed(),
                modules.versions(),
                classified.declared(),
                classified.reasons());
    }

    /** One commit. */
    public record Commit(String repository, String id, String author, Instant at, String subject) {}

    /**
     * A manifest's version before and after.
     *
     * @param before absent for a new module
     * @param after absent for a removed one
     */
    public record VersionChange(
            String module,
            @Nullable String before,
            @Nullable String after) {}
}
