package dev.understudy.server.desk;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.recipe.Equipment;
import dev.understudy.engine.release.Rehearsal;
import dev.understudy.engine.release.ShadowedModules;
import dev.understudy.model.config.Project;
import dev.understudy.model.release.Release;
import dev.understudy.model.run.RunStatus;
import dev.understudy.model.view.ReleaseView;
import java.util.List;

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
        return records.releases().list().stream()
                .limit(most)
                .map(this::view)
                .map(ReleaseView::withoutChanges)
                .toList();
    }

    /** Throws {@code release.not-found}. */
    public ReleaseView one(String id) {
        Release release = records.releases().get(id);
        return view(release)
                .shadowing(shadowed.of(release))
                .waiting(
                        records.rehearsals()
                                .latest(id)
                                .filter(Rehearsal::succeeded)
                                .map(rehearsal ->
                                        records.forecasts().of(Project.PRODUCTION, rehearsal.unavailabilityMillis()))
                                .orElse(null),
                        records.forecasts().ofRelease(id));
    }

    private ReleaseView view(Release release) {
        List<String> environments = records.environments().list().stream()
                .filter(environment -> environment.release().equals(release.id()))
                .map(Environment::name)
                .toList();
        return ReleaseView.of(
                release,
                records.releases().changes(release.id()),
                environments,
                records.rehearsals()
                        .latest(release.id())
                        .map(Rehearsal::succeeded)
                        .map(succeeded -> (succeeded ? RunStatus.SUCCEEDED : RunStatus.FAILED).word())
                        .orElse(null));
    }
}
