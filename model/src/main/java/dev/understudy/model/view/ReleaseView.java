package dev.understudy.model.view;

import dev.understudy.model.release.ChangeClass;
import dev.understudy.model.release.Forecast;
import dev.understudy.model.release.PastDeploy;
import dev.understudy.model.release.PythonPackage;
import dev.understudy.model.release.Release;
import dev.understudy.model.release.ReleaseChanges;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A release as the API and the command line show it.
 *
 * @param odoo the Odoo build
 * @param repositories commit by repository, and by {@code REPOSITORY/PATH} for its submodules,
 *     {@code REPOSITORY/REMOTE REVISION} for the branches that it is put together of
 * @param changeClass what its diff asks of production, A to D
 * @param changes absent in lists
 * @param environments those that run it now
 * @param rehearsal how its latest rehearsal ended: a run's status; absent when there was none
 * @param shadowed modules that several of its repositories have; none in lists
 * @param existed whether somebody asked to make it who got what was there already
 * @param forecast how long users will wait in its deploy to production; absent when it was not rehearsed, and in lists
 * @param deploys its deploys in which users waited, the newest first; none in lists
 * @param packages its Python packages, once its code was placed; none in lists
 * @param unread why it is not known which modules several of its repositories have; absent when it is, and in lists
 */
public record ReleaseView(
        String id,
        Instant createdAt,
        String by,
        String odoo,
        Map<String, String> repositories,
        String changeClass,
        @Nullable ReleaseChanges changes,
        List<String> environments,
        @Nullable String rehearsal,
        List<Shadowed> shadowed,
        boolean existed,
        @Nullable Forecast forecast,
        List<PastDeploy> deploys,
        List<PythonPackage> packages,
        @Nullable ProblemView unread) {

    public ReleaseView {
        shadowed = List.copyOf(shadowed);
        // A service of an earlier version does not tell.
        deploys = List.copyOf(Objects.requireNonNullElse(deploys, List.of()));
        packages = List.copyOf(Objects.requireNonNullElse(packages, List.of()));
        repositories = Map.copyOf(repositories);
        environments = List.copyOf(environments);
    }

    /**
     * A module that two repositories have.
     *
     * @param repository whose module counts
     * @param instead whose does not
     */
    public record Shadowed(String module, String repository, String instead) {}

    /** A release with all that it changes. */
    public static ReleaseView of(
            Release release, ReleaseChanges changes, List<String> environments, @Nullable String rehearsal) {
        return of(release, changes.declared(), changes, environments, rehearsal);
    }

    /** A release, short, for lists. */
    public static ReleaseView listed(
            Release release, ChangeClass declared, List<String> environments, @Nullable String rehearsal) {
        return of(release, declared, null, environments, rehearsal);
    }

    private static ReleaseView of(
            Release release,
            ChangeClass declared,
            @Nullable ReleaseChanges changes,
            List<String> environments,
            @Nullable String rehearsal) {
        return new ReleaseView(
                release.id(),
                release.createdAt(),
                release.by(),
                release.odoo(),
                release.commits(),
                declared.name(),
                changes,
                environments,
                rehearsal,
                List.of(),
                false,
                null,
                List.of(),
                List.of(),
                null);
    }

    /** The same, with the modules that two of its repositories have. */
    public ReleaseView shadowing(List<Shadowed> found) {
        return with(found, existed, forecast, deploys, packages, unread);
    }

    /** The same, for somebody who asked for what was there already. */
    public ReleaseView again() {
        return with(shadowed, true, forecast, deploys, packages, unread);
    }

    /** The same, with how long users wait in its deploys: what is predicted, and what was. */
    public ReleaseView waiting(@Nullable Forecast predicted, List<PastDeploy> past) {
        return with(shadowed, existed, predicted, past, packages, unread);
    }

    /** The same, with its Python packages. */
    public ReleaseView having(List<PythonPackage> frozen) {
        return with(shadowed, existed, forecast, deploys, frozen, unread);
    }

    /** The same, without what its code would tell, which could not be read. */
    public ReleaseView unread(ProblemView why) {
        return with(shadowed, existed, forecast, deploys, packages, why);
    }

    private ReleaseView with(
            List<Shadowed> twice,
            boolean there,
            @Nullable Forecast predicted,
            List<PastDeploy> past,
            List<PythonPackage> frozen,
            @Nullable ProblemView why) {
        return new ReleaseView(
                id,
                createdAt,
                by,
                odoo,
                repositories,
                changeClass,
                changes,
                environments,
                rehearsal,
                twice,
                there,
                predicted,
                past,
                frozen,
                why);
    }
}
