package dev.understudy.server.desk;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.recipe.Equipment;
import dev.understudy.engine.release.Rehearsal;
import dev.understudy.engine.release.Releases.Extent;
import dev.understudy.engine.release.ShadowedModules;
import dev.understudy.model.config.Project;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.fault.FaultTexts;
import dev.understudy.model.release.Release;
import dev.understudy.model.run.RunStatus;
import dev.understudy.model.view.ProblemView;
import dev.understudy.model.view.ReleaseView;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Releases as the API shows them: with where they run and how they were rehearsed. */
public final class ReleaseViews {

    private final Equipment.Records records;
    private final ShadowedModules shadowed;

    public ReleaseViews(Equipment.Records records, ShadowedModules shadowed) {
        this.records = records;
        this.shadowed = shadowed;
    }

    /** The newest first, without their changes. */
    public List<ReleaseView> all() {
        return latest(Integer.MAX_VALUE);
    }

    /** So many of the newest, the newest first, without their changes. */
    public List<ReleaseView> latest(int most) {
        List<Release> releases = records.releases().latest(most);
        List<String> ids = releases.stream().map(Release::id).toList();
        Map<String, Extent> extents = records.releases().extents(ids);
        Map<String, Boolean> verdicts = records.rehearsals().verdicts(ids);
        List<Environment> environments = records.environments().list();
        return releases.stream()
                .map(release -> ReleaseView.listed(
                        release,
                        Objects.requireNonNull(extents.get(release.id())).declared(),
                        running(environments, release),
                        word(Optional.ofNullable(verdicts.get(release.id())))))
                .toList();
    }

    /**
     * One with all its changes. Where the mirror of a repository is away, all else is told.
     *
     * @throws FaultException {@code release.not-found}
     */
    public ReleaseView one(String id, Locale locale) {
        Release release = records.releases().get(id);
        return shadowing(release, view(release), locale)
                .having(records.releases().packages(id).orElse(List.of()))
                .waiting(
                        records.rehearsals()
                                .latest(id)
                                .filter(Rehearsal::succeeded)
                                .map(rehearsal ->
                                        records.forecasts().of(Project.PRODUCTION, rehearsal.unavailabilityMillis()))
                                .orElse(null),
                        records.forecasts().ofRelease(id));
    }

    private ReleaseView shadowing(Release release, ReleaseView view, Locale locale) {
        try {
            return view.shadowing(shadowed.of(release));
        } catch (FaultException away) {
            return view.unread(ProblemView.of(away.fault(locale), FaultTexts.of(locale)));
        }
    }

    private ReleaseView view(Release release) {
        return ReleaseView.of(
                release,
                records.releases().changes(release.id()),
                running(records.environments().list(), release),
                word(records.rehearsals().latest(release.id()).map(Rehearsal::succeeded)));
    }

    private static List<String> running(List<Environment> environments, Release release) {
        return environments.stream()
                .filter(environment -> environment.release().equals(release.id()))
                .map(Environment::name)
                .toList();
    }

    private static @Nullable String word(Optional<Boolean> succeeded) {
        return succeeded
                .map(good -> (good ? RunStatus.SUCCEEDED : RunStatus.FAILED).word())
                .orElse(null);
    }
}
