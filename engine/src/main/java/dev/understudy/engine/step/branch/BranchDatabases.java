package dev.understudy.engine.step.branch;

import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.step.branch.BranchVolumes.Kept;
import dev.understudy.engine.step.branch.BranchVolumes.Origin;
import dev.understudy.model.view.BranchDataView;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.volume.Volumes;
import java.util.List;

/** Tells which branches of a development have a database, and of which kind. */
public final class BranchDatabases {

    private final Environments environments;
    private final BranchVolumes branches;

    public BranchDatabases(Environments environments, Volumes volumes, Host host) {
        this.environments = environments;
        this.branches = new BranchVolumes(volumes, host);
    }

    /**
     * Those of an environment, the one that was worked on last first; none where its branches have none. Throws {@code
     * environment.not-found}.
     */
    public List<BranchDataView> of(String environment) {
        return branches.kept(environments.get(environment)).stream()
                .map(BranchDatabases::view)
                .toList();
    }

    private static BranchDataView view(Kept kept) {
        Origin origin = kept.note().origin().orElse(null);
        return new BranchDataView(
                kept.note().branch(),
                kept.live(),
                kept.note().release(),
                kept.note().dataModel().isEmpty() ? null : kept.note().dataModel(),
                kept.note().at(),
                origin == null ? null : origin.at(),
                origin == null ? null : origin.base(),
                origin == null ? null : origin.why());
    }
}
