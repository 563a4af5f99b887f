package dev.understudy.model.release;

import dev.understudy.model.release.ReleaseChanges.VersionChange;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which modules a change touches, adds and removes, over all repositories: a module that moves from one to another is
 * touched.
 */
public record ModuleChanges(
        SortedSet<String> touched, SortedSet<String> added, SortedSet<String> removed, List<VersionChange> versions) {

    public ModuleChanges {
        touched = new TreeSet<>(touched);
        added = new TreeSet<>(added);
        removed = new TreeSet<>(removed);
        versions = List.copyOf(versions);
    }

    /** Those of a change in every repository. */
    public static ModuleChanges of(Collection<CodeChange> changes) {
        SortedMap<String, String> before = new TreeMap<>();
        SortedMap<String, String> after = new TreeMap<>();
        SortedSet<String> touched = new TreeSet<>();
        for (CodeChange change : changes) {
            change.before().forEach(module -> before.put(module.name(), module.version()));
            change.after().forEach(module -> after.put(module.name(), module.version()));
            touched.addAll(touched(change));
        }
        for (String module : movedBetween(changes)) {
            touched.add(module);
        }
        touched.retainAll(before.keySet());
        touched.retainAll(after.keySet());
        return new ModuleChanges(touched, without(after, before), without(before, after), versions(before, after));
    }

    /** The modules of a repository that changed files lie in, before or after. */
    private static SortedSet<String> touched(CodeChange change) {
        SortedSet<String> names = new TreeSet<>();
        for (String path : change.paths()) {
            CodeChange.holding(change.before(), path).ifPresent(module -> names.add(module.name()));
            CodeChange.holding(change.after(), path).ifPresent(module -> names.add(module.name()));
        }
        return names;
    }

    private static SortedSet<String> movedBetween(Collection<CodeChange> changes) {
        SortedSet<String> moved = new TreeSet<>();
        for (CodeChange change : changes) {
            SortedSet<String> here = new TreeSet<>();
            change.after().forEach(module -> here.add(module.name()));
            change.before().forEach(module -> here.remove(module.name()));
            moved.addAll(here);
        }
        return moved;
    }

    private static SortedSet<String> without(Map<String, String> all, Map<String, String> these) {
        SortedSet<String> names = new TreeSet<>(all.keySet());
        names.removeAll(these.keySet());
        return names;
    }

    private static List<VersionChange> versions(SortedMap<String, String> before, SortedMap<String, String> after) {
        SortedSet<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        return names.stream()
                .map(name -> new VersionChange(name, before.get(name), after.get(name)))
                .filter(change -> !Objects.equals(change.before(), change.after()))
                .toList();
    }
}
