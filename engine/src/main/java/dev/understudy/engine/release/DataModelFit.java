package dev.understudy.engine.release;

import dev.understudy.model.config.Project;
import dev.understudy.model.config.Repository;
import dev.understudy.model.release.ChangeClass;
import dev.understudy.model.release.Reason;
import dev.understudy.model.release.Release;
import dev.understudy.model.release.ReleaseChanges;
import dev.understudy.model.release.ReleaseChanges.VersionChange;
import dev.understudy.model.text.Texts;
import dev.understudy.targets.git.Mirror;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Whether data that lived with one state of a branch can live on with another. Where the branch went forward, its updates bring
 * the data along, as they will bring production's; where its history was written anew, nothing takes back what commits that are
 * gone did to models and fields.
 */
public final class DataModelFit {

    private final Supplier<Project> project;
    private final Function<Repository, Mirror> mirrors;

    public DataModelFit(Supplier<Project> project, Function<Repository, Mirror> mirrors) {
        this.project = project;
        this.mirrors = mirrors;
    }

    /** Why data of one release cannot live on with another, in a line; empty when it can. */
    public Optional<String> hindrance(Release was, Release is) {
        return was.commits().equals(is.commits())
                ? Optional.empty()
                : project.get().repositories().stream()
                        .filter(repository -> !project.get().ofOdoo(repository.name()))
                        .flatMap(repository -> hindrance(repository, was, is).stream())
                        .findFirst();
    }

    private Optional<String> hindrance(Repository repository, Release was, Release is) {
        String from = was.commits().getOrDefault(repository.name(), "");
        String to = is.commits().getOrDefault(repository.name(), "");
        if (from.isEmpty() || to.isEmpty() || from.equals(to)) {
            return Optional.empty();
        }
        Mirror mirror = mirrors.apply(repository);
        mirror.complete(from);
        mirror.complete(to);
        RepositoryComparison comparison = RepositoryComparison.of(mirror, from, to);
        ReleaseChanges changes = ReleaseChanges.of(comparison.commits(), List.of(comparison.change(module -> true)));
        Predicate<Reason> hinders = mirror.has(to, from)
                ? reason -> reason.why() == Reason.Why.MODULE_REMOVED
                : reason -> reason.changeClass() == ChangeClass.D;
        return Stream.concat(
                        changes.reasons().stream().filter(hinders).map(DataModelFit::shown),
                        changes.versions().stream().filter(DataModelFit::back).map(DataModelFit::shown))
                .findFirst();
    }

    /** What a script did for a version is not done a second time, nor taken back. */
    private static boolean back(VersionChange change) {
        return change.before() != null && change.after() != null && older(change.after(), change.before());
    }

    /** Number by number, as Odoo compares them. */
    private static boolean older(String one, String other) {
        String[] left = one.split("\\.", -1);
        String[] right = other.split("\\.", -1);
        for (int i = 0; i < Math.max(left.length, right.length); i++) {
            int order = Integer.compare(number(left, i), number(right, i));
            if (order != 0) {
                return order < 0;
            }
        }
        return false;
    }

    private static int number(String[] parts, int at) {
        return at < parts.length && parts[at].matches("[0-9]{1,9}") ? Integer.parseInt(parts[at]) : 0;
    }

    private static String shown(Reason reason) {
        String place = reason.file().isEmpty() ? "" : " (" + reason.repository() + ":" + reason.file() + ")";
        return reason.text(Texts.of("model", Locale.ENGLISH)) + place;
    }

    private static String shown(VersionChange change) {
        return change.module() + " goes back from " + change.before() + " to " + change.after();
    }
}
