package dev.understudy.model.release;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
 * @param notInUse modules of the repositories that production does not have and that nobody asked for
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
        SortedSet<String> notInUse,
        ChangeClass declared,
        List<Reason> reasons) {

    public ReleaseChanges {
        commits = List.copyOf(commits);
        authors = List.copyOf(authors);
        touched = new TreeSet<>(touched);
        added = new TreeSet<>(added);
        removed = new TreeSet<>(removed);
        versions = List.copyOf(versions);
        notInUse = new TreeSet<>(notInUse);
        reasons = List.copyOf(reasons);
    }

    /** What changes in all repositories mean, with the commits that brought them. */
    public static ReleaseChanges of(List<Commit> commits, Collection<CodeChange> changes) {
        return of(commits, changes, module -> true, List.of());
    }

    /**
     * What changes mean for those who have only some of the modules.
     *
     * @param used the modules that count
     * @param more reasons that are not in the code
     */
    public static ReleaseChanges of(
            List<Commit> commits, Collection<CodeChange> changes, Predicate<String> used, List<Reason> more) {
        ModuleChanges modules = ModuleChanges.of(changes);
        List<Reason> reasons =
                new ArrayList<>(DiffClassifier.classify(changes, used).reasons());
        reasons.addAll(more);
        DiffClassifier.Classified classified = DiffClassifier.of(reasons);
        SortedSet<String> notInUse = changes.stream()
                .flatMap(change -> change.after().stream())
                .map(ModuleFolder::name)
                .filter(used.negate())
                .collect(Collectors.toCollection(TreeSet::new));
        return new ReleaseChanges(
                commits,
                commits.stream().map(Commit::author).distinct().sorted().toList(),
                only(modules.touched(), used),
                only(modules.added(), used),
                only(modules.removed(), used),
                modules.versions().stream()
                        .filter(change -> used.test(change.module()))
                        .toList(),
                notInUse,
                classified.declared(),
                classified.reasons());
    }

    /** Those of the touched modules whose own tests changed. */
    public SortedSet<String> tested() {
        return touched.stream()
                .filter(module -> reasons.stream()
                        .filter(reason -> reason.why() == Reason.Why.TEST_ONLY)
                        .anyMatch(reason -> ("/" + reason.file()).contains("/" + module + "/tests/")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static SortedSet<String> only(SortedSet<String> modules, Predicate<String> used) {
        return modules.stream().filter(used).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * One commit.
     *
     * @param body what its message says under the subject, as far as it is kept; empty for nothing
     * @param elsewhere whether it came by a merge of another repository, whose people have numbers of their own
     */
    public record Commit(
            String repository, String id, String author, Instant at, String subject, String body, boolean elsewhere) {

        public Commit {
            body = Objects.requireNonNullElse(body, "");
        }

        /** One of this project's that says no more than its subject. */
        public Commit(String repository, String id, String author, Instant at, String subject) {
            this(repository, id, author, at, subject, "", false);
        }
    }

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
