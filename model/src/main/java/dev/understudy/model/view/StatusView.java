package dev.understudy.model.view;

import dev.understudy.model.run.RunView;
import java.util.List;

/**
 * The project at a glance.
 *
 * @param environments all of the file, also those not made yet
 * @param releases the newest first
 * @param runs those that have not ended, and the latest that have
 */
public record StatusView(
        String project,
        String version,
        List<EnvironmentView> environments,
        List<ReleaseView> releases,
        List<RunView> runs) {

    public StatusView {
        environments = List.copyOf(environments);
        releases = List.copyOf(releases);
        runs = List.copyOf(runs);
    }
}
