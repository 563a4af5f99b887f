package dev.understudy.engine.release;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.release.CodeChange;
import dev.understudy.model.release.ModuleFolder;
import dev.understudy.model.release.Reason;
import dev.understudy.model.release.ReleaseChanges.Commit;
import dev.understudy.odoo.manifest.Manifest;
import dev.understudy.odoo.manifest.MigrationReach;
import dev.understudy.odoo.series.Series;
import dev.understudy.targets.git.Mirror;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What happened in one repository between two commits.
 *
 * @param mirror the repository
 * @param from the old commit; empty when there was none
 * @param to the new commit
 * @param commits the newest first
 * @param before what it held; nothing when there was no old commit
 * @param after what it holds
 */
record RepositoryComparison(
        Mirror mirror, String from, String to, List<Commit> commits, RepositoryCode before, RepositoryCode after) {

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
        RepositoryCode before = from.isEmpty() ? RepositoryCode.NONE : RepositoryCode.of(mirror, from);
        RepositoryCode after = from.equals(to) ? before : RepositoryCode.of(mirror, to);
        return new RepositoryComparison(mirror, from, to, commits, before, after);
    }

    /** The change, for its class. */
    CodeChange change(Predicate<String> used) {
        CodeChange change = read(used);
        SortedSet<String> paths = change.paths();
        Set<String> shown = after.modules().stream()
                .filter(module -> used.test(module.name()))
                .filter(module -> under(module.path() + "/static/", paths))
                .map(ModuleFolder::name)
                .collect(Collectors.toCollection(TreeSet::new));
        return shown.isEmpty() ? change : change.loading(after.loaded(mirror, to, shown));
    }

    private static boolean under(String folder, SortedSet<String> paths) {
        SortedSet<String> from = paths.tailSet(folder);
        return !from.isEmpty() && from.first().startsWith(folder);
    }

    /** What asks for addons of the Python index. */
    Optional<Reason> addonPackages() {
        AddonPackages had = from.isEmpty() ? AddonPackages.NONE : AddonPackages.of(mirror, from, before);
        return AddonPackages.of(mirror, to, after).since(had, mirror.name());
    }

    /** Of what is in use. Against nothing all is added, and a diff would tell no more. */
    private CodeChange read(Predicate<String> used) {
        if (from.isEmpty() || from.equals(to)) {
            return new CodeChange(mirror.name(), before.modules(), after.modules());
        }
        Set<String> without = Stream.of(before, after)
                .flatMap(code -> code.modules().stream())
                .filter(module -> !used.test(module.name()))
                .map(ModuleFolder::path)
                .collect(Collectors.toCollection(TreeSet::new));
        return mirror.diff(
                from, to, without, diff -> CodeChange.read(mirror.name(), diff, before.modules(), after.modules()));
    }

    /**
     * A migration script that Odoo passes over.
     *
     * @param script its path in the repository
     * @param version that it is for
     * @param was the version in the module's manifest before
     * @param is the version in the module's manifest after
     */
    record Unreached(String repository, String script, String module, String version, String was, String is) {

        Fault fault() {
            return Fault.refused("module.script-not-reached", module, version, is, was)
                    .at(repository + ":" + script);
        }

        /** That somebody takes the release all the same. */
        Reason taken() {
            return Reason.of(Reason.Why.SCRIPT_PASSED_OVER, repository, script, 0, version);
        }
    }

    /** Migration scripts that came and that Odoo passes over, because the manifest's version does not reach them. */
    List<Unreached> unreached(Predicate<String> used, Series series) {
        List<Unreached> unreached = new ArrayList<>();
        for (ModuleFolder module : after.modules()) {
            Optional<String> was = before.manifest(module.name()).map(Manifest::version);
            if (was.isEmpty() || !used.test(module.name())) {
                continue;
            }
            Set<String> come = after.migrations(module.name());
            come.removeAll(before.migrations(module.name()));
            for (String script : come) {
                String version = script.split("/", -1)[1];
                if (MigrationReach.misses(version, was.get(), module.version(), series)) {
                    unreached.add(new Unreached(
                            mirror.name(),
                            module.path() + "/" + script,
                            module.name(),
                            version,
                            was.get(),
                            module.version()));
                }
            }
        }
        return unreached;
    }

    /** Files of modules in use whose content is not in the repository. */
    Optional<Fault> pointers(Predicate<String> used) {
        List<ModuleFolder> modules = after.modules();
        List<String> pointers = mirror.pointers(to).stream()
                .filter(path -> modules.stream()
                        .anyMatch(module -> used.test(module.name()) && path.startsWith(module.path() + "/")))
                .toList();
        return pointers.isEmpty()
                ? Optional.empty()
                : Optional.of(Fault.refused("release.lfs-pointers", mirror.name(), String.join(", ", pointers)));
    }

    private static List<Commit> log(Mirror mirror, String name, String from, String to) {
        return mirror.log(from, to).stream()
                .map(commit -> new Commit(
                        name,
                        commit.hash(),
                        commit.author(),
                        commit.at(),
                        commit.subject(),
                        commit.body(),
                        commit.elsewhere()))
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
}
