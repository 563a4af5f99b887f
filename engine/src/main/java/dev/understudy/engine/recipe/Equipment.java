package dev.understudy.engine.recipe;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.control.EnvironmentRemoval;
import dev.understudy.engine.control.Traffic;
import dev.understudy.engine.database.ModuleUpdates;
import dev.understudy.engine.database.Neutralizer;
import dev.understudy.engine.database.OdooDatabases;
import dev.understudy.engine.environment.BlamedTimes;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.environment.FreePorts;
import dev.understudy.engine.environment.RestorePoints;
import dev.understudy.engine.release.FittingCommits;
import dev.understudy.engine.release.Forecasts;
import dev.understudy.engine.release.Promotions;
import dev.understudy.engine.release.Rehearsals;
import dev.understudy.engine.release.ReleaseCode;
import dev.understudy.engine.release.ReleaseMaker;
import dev.understudy.engine.release.Releases;
import dev.understudy.model.config.Project;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.targets.backup.Backups;
import dev.understudy.targets.dump.Restores;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.SystemUsers;
import dev.understudy.targets.installation.FollowedOdoo;
import dev.understudy.targets.installation.ReturnedData;
import dev.understudy.targets.leaving.LeftData;
import dev.understudy.targets.postgres.Clusters;
import dev.understudy.targets.postgres.FollowedCluster;
import dev.understudy.targets.runtime.OdooRuntime;
import dev.understudy.targets.volume.Volumes;
import java.util.function.Supplier;

/** All that steps are made with; each takes what it needs. Tests put fakes for what is slow. */
public record Equipment(
        ProjectHome home,
        Supplier<Project> project,
        Records records,
        Machine machine,
        Serving serving,
        Code code,
        Inside inside) {

    /** What the control plane knows. */
    public record Records(
            Environments environments,
            RestorePoints restorePoints,
            Releases releases,
            Rehearsals rehearsals,
            Forecasts forecasts,
            BlamedTimes blamedTimes) {}

    /**
     * What acts on the host.
     *
     * @param freePorts those of loopback that may be given
     */
    public record Machine(
            Host host,
            Volumes volumes,
            Clusters clusters,
            OdooRuntime odoo,
            Transfer transfer,
            SystemUsers users,
            FreePorts freePorts) {}

    /** What carries data in and out. */
    public record Transfer(Backups backups, Restores restores, Following following) {}

    /** What acts on installations that are not Understudy's: the one that production follows, and one that is left. */
    public record Following(FollowedOdoo odoo, FollowedCluster standby, ReturnedData returned, LeftData left) {}

    /** What starts and stops environments, leads requests to them, and takes them away. */
    public record Serving(EnvironmentControl control, Traffic traffic, EnvironmentRemoval removal) {}

    /** What places the code of releases, makes them, and brings branches further. */
    public record Code(ReleaseCode placed, ReleaseMaker maker, Promotions promotions, FittingCommits fitting) {}

    /**
     * What reads and changes the data of an Odoo.
     *
     * @param secrets new ones, that nobody guesses
     */
    public record Inside(
            OdooDatabases databases, ModuleUpdates updates, Neutralizer neutralizer, Supplier<String> secrets) {}
}
