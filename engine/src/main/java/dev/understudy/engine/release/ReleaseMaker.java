package dev.understudy.engine.release;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.release.RepositoryComparison.Unreached;
import dev.understudy.model.config.Project;
import dev.understudy.model.config.Repository;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.release.ModuleWishes;
import dev.understudy.model.release.Reason;
import dev.understudy.model.release.Release;
import dev.understudy.model.release.ReleaseChanges;
import dev.understudy.odoo.series.Series;
import dev.understudy.targets.git.Mirror;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Freezes a commit of each repository, with the Odoo build, and tells what it changes against production. */
public final class ReleaseMaker {

    private final Supplier<Project> project;
    private final Function<Repository, Mirror> mirrors;
    private final Environments environments;
    private final Releases releases;
    private final Supplier<String> odooBuild;
    private final Supplier<Optional<Set<String>>> installed;

    /**
     * Makes releases for a project.
     *
     * @param installed the names of the modules that production has; empty while it cannot be asked
     */
    public ReleaseMaker(
            Supplier<Project> project,
            Function<Repository, Mirror> mirrors,
            Environments environments,
            Releases releases,
            Supplier<String> odooBuild,
            Supplier<Optional<Set<String>>> installed) {
        this.project = project;
        this.mirrors = mirrors;
        this.environments = environments;
        this.releases = releases;
        this.odooBuild = odooBuild;
        this.installed = installed;
    }

    /**
     * What a release is to be made of.
     *
     * @param revisions a branch, tag or commit by repository; those not named take the head of the branch of
     *     {@code stage}
     * @param stage the environment whose branches count
     * @param install modules to be installed beside {@code odoo.modules}
     * @param uninstall modules to be uninstalled
     * @param passOver whether migration scripts may be there that Odoo passes over
     */
    public record Order(
            Map<String, String> revisions, String stage, Set<String> install, Set<String> uninstall, boolean passOver) {

        public Order {
            revisions = Map.copyOf(revisions);
            install = Set.copyOf(install);
            uninstall = Set.copyOf(uninstall);
        }

        /** Revisions of some repositories, of the others what stands on the branches of an environment. */
        public static Order of(Map<String, String> revisions, String stage) {
            return new Order(revisions, stage, Set.of(), Set.of(), false);
        }

        /** What stands on the branches of an environment. */
        public static Order ofBranches(String stage) {
            return of(Map.of(), stage);
        }
    }

    /** Tells whether data can go on from one release to another. */
    public DataModelFit fit() {
        return new DataModelFit(project, mirrors);
    }

    /**
     * Freezes what stands on a branch, in the repositories that have it; of the others, on the branches of an environment.
     *
     * @param branch empty for those branches alone
     * @throws dev.understudy.model.fault.FaultException {@code release.no-such-branch} where no repository has it, and those of
     *     {@link #create}
     */
    public Release ofBranch(String branch, String environment, String by, Instant now) {
        if (branch.isEmpty()) {
            return create(Order.ofBranches(environment), by, now);
        }
        Map<String, String> revisions = new LinkedHashMap<>();
        for (Repository repository : project.get().repositories()) {
            if (!project.get().ofOdoo(repository.name())
                    && repository.aggregation().isEmpty()
                    && has(mirrors.apply(repository), branch)) {
                revisions.put(repository.name(), branch);
            }
        }
        if (revisions.isEmpty()) {
            throw Fault.usage("release.no-such-branch", branch).exception();
        }
        return create(Order.of(revisions, environment), by, now);
    }

    private static boolean has(Mirror mirror, String branch) {
        try {
            mirror.fetch(branch);
            mirror.resolve(branch);
            return true;
        } catch (FaultException absent) {
            if (absent.fault().code().equals("git.no-such-commit")) {
                return false;
            }
            throw absent;
        }
    }

    /**
     * Makes a release, or answers with the one that is there with the same content.
     *
     * @throws dev.understudy.model.fault.FaultException {@code git.unreachable}, {@code git.no-such-commit},
     *     {@code release.no-such-repository}, {@code release.module-at-the-top}, {@code release.listed-module},
     *     {@code module.script-not-reached}, {@code release.lfs-pointers}, {@code release.no-odoo},
     *     {@code release.odoo-of-other-series}, {@code git.merge-conflict}, {@code git.merge-failed},
     *     those of {@link Mirror#complete}
     */
    public Release create(Order order, String by, Instant now) {
        Project present = project.get();
        for (String name : order.revisions().keySet()) {
            if (present.repository(name).isEmpty()) {
                throw Fault.usage("release.no-such-repository", name).exception();
            }
        }
        for (String module : order.uninstall()) {
            if (present.odoo().modules().contains(module) || order.install().contains(module)) {
                throw Fault.usage("release.listed-module", module).exception();
            }
        }
        Map<String, String> commits = new LinkedHashMap<>();
        for (Repository repository : present.repositories()) {
            Mirror mirror = mirrors.apply(repository);
            String revision = order.revisions().getOrDefault(repository.name(), repository.branch(order.stage()));
            mirror.fetch(revision);
            String commit = mirror.resolve(revision);
            commits.put(repository.name(), commit);
            if (repository.name().equals(Repository.ODOO) && present.ofOdoo(Repository.ODOO)) {
                OdooCommit.require(mirror, commit, present.odoo().series());
            }
            mirror.complete(commit)
                    .forEach(part -> commits.put(Repositories.part(repository.name(), part.path()), part.commit()));
            mirror.merged(commit)
                    .forEach(one -> commits.put(Repositories.part(repository.name(), one.what()), one.commit()));
            if (mirror.files(commit).contains(ModuleFolders.MANIFEST)) {
                throw Fault.refused("release.module-at-the-top", repository.name())
                        .exception();
            }
        }
        Optional<Release> before =
                environments.find(Project.PRODUCTION).map(Environment::release).flatMap(releases::find);
        ModuleWishes wishes = before.map(Release::id)
                .map(releases::wishes)
                .orElse(ModuleWishes.NONE)
                .next(present.odoo().modules(), order.install(), order.uninstall());
        ReleaseChanges changes =
                changes(present, before.map(Release::commits).orElse(Map.of()), commits, wishes, order.passOver());
        String build = odooBuild.get();
        return same(commits, build, changes, wishes)
                .orElseGet(() -> releases.create(now, by, build, commits, changes, wishes));
    }

    /** The same content with the same changes is the same release. */
    private Optional<Release> same(
            Map<String, String> commits, String build, ReleaseChanges changes, ModuleWishes wishes) {
        return releases.list().stream()
                .filter(release -> release.commits().equals(commits)
                        && release.odoo().equals(build)
                        && releases.wishes(release.id()).equals(wishes)
                        && releases.changes(release.id()).equals(changes))
                .findFirst();
    }

    private ReleaseChanges changes(
            Project present,
            Map<String, String> before,
            Map<String, String> commits,
            ModuleWishes wishes,
            boolean passOver) {
        List<RepositoryComparison> comparisons = present.repositories().stream()
                .map(repository -> RepositoryComparison.of(
                        mirrors.apply(repository),
                        Optional.ofNullable(before.get(repository.name())).orElse(""),
                        commits.getOrDefault(repository.name(), "")))
                .toList();
        Optional<Set<String>> had = installed.get();
        Predicate<String> used = new ModuleUse(
                comparisons.stream().map(RepositoryComparison::after).toList(), had, wishes);
        Series series = Series.of(present.odoo().series());
        List<Unreached> unreached = comparisons.stream()
                .flatMap(comparison -> comparison.unreached(used, series).stream())
                .toList();
        Stream.concat(
                        passOver ? Stream.of() : unreached.stream().map(Unreached::fault),
                        comparisons.stream().flatMap(comparison -> comparison.pointers(used).stream()))
                .findFirst()
                .ifPresent(fault -> {
                    throw fault.exception();
                });
        return ReleaseChanges.of(
                comparisons.stream()
                        .flatMap(comparison -> comparison.commits().stream())
                        .toList(),
                comparisons.stream().map(comparison -> comparison.change(used)).toList(),
                used,
                Stream.of(
                                reasons(wishes, had.orElse(Set.of())).stream(),
                                unreached.stream().map(Unreached::taken),
                                comparisons.stream().flatMap(comparison -> comparison.addonPackages().stream()))
                        .flatMap(reasons -> reasons)
                        .toList());
    }

    /** What was asked for and is not in the code. */
    private static List<Reason> reasons(ModuleWishes wishes, Set<String> had) {
        List<Reason> reasons = new ArrayList<>();
        wishes.wanted().stream()
                .filter(module -> !had.isEmpty() && !had.contains(module))
                .forEach(module -> reasons.add(Reason.of(Reason.Why.MODULE_ADDED, "", "", 0, module)));
        wishes.leaving().stream()
                .filter(had::contains)
                .forEach(module -> reasons.add(Reason.of(Reason.Why.MODULE_UNINSTALLED, "", "", 0, module)));
        return reasons;
    }
}
