package dev.understudy.model.view;

import dev.understudy.model.release.Release;
import dev.understudy.model.release.ReleaseChanges;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A release as the API and the command line show it.
 *
 * @param odoo the Odoo build
 * @param repositories commit by repository
 * @param changeClass what its diff asks of production, A to D
 * @param changes absent in lists
 * @param environments those that run it now
 * @param rehearsal how its latest rehearsal ended: a run's status; absent when there was none
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
        @Nullable String rehearsal) {

    public ReleaseView {
        repositories = Map.copyOf(repositories);
        environments = List.copyOf(environments);
    }

    /** A release with all that it changes. */
    public static ReleaseView of(
            Release release, ReleaseChanges changes, List<String> environments, @Nullable String rehearsal) {
        return new ReleaseView(
                release.id(),
                release.createdAt(),
                release.by(),
                release.odoo(),
                release.commits(),
                changes.declared().name(),
                changes,
                environments,
                rehearsal);
    }

    /** The same, short, for lists. */
    public ReleaseView withoutChanges() {
        return new ReleaseView(id, createdAt, by, odoo, repositories, changeClass, null, environments, rehearsal);
    }
}
