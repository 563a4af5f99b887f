package dev.understudy.engine.fake;

import dev.understudy.engine.control.Boundary;
import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.control.EnvironmentRemoval;
import dev.understudy.engine.control.Machinery;
import dev.understudy.engine.control.Traffic;
import dev.understudy.engine.database.Neutralizer;
import dev.understudy.engine.environment.BlamedTimes;
import dev.understudy.engine.environment.EnvironmentRules;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.environment.PortBook;
import dev.understudy.engine.environment.RestorePoints;
import dev.understudy.engine.recipe.Equipment;
import dev.understudy.engine.release.FittingCommits;
import dev.understudy.engine.release.Forecasts;
import dev.understudy.engine.release.Promotions;
import dev.understudy.engine.release.Rehearsals;
import dev.understudy.engine.release.ReleaseCode;
import dev.understudy.engine.release.ReleaseMaker;
import dev.understudy.engine.release.Releases;
import dev.understudy.model.config.Project;
import dev.understudy.model.config.ProjectFile;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.odoo.series.Series;
import dev.understudy.targets.backup.Backups;
import dev.understudy.targets.dump.Restores;
import dev.understudy.targets.fence.NoFence;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.host.SystemUsers;
import dev.understudy.targets.installation.FollowedOdoo;
import dev.understudy.targets.installation.ReturnedData;
import dev.understudy.targets.leaving.LeftData;
import dev.understudy.targets.postgres.FollowedCluster;
import dev.understudy.targets.postgres.LocalClusters;
import dev.understudy.targets.postgres.PostgresBinaries;
import dev.understudy.targets.python.PythonPackages;
import dev.understudy.targets.volume.CopyMethod;
import dev.understudy.targets.volume.FolderVolumes;
import dev.understudy.targets.volume.Volume;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** All that steps are made with, where what is slow is a fake. */
record FakeEquipment(Equipment equipment, FakeServing serving, FakeEdge edge) {

    private static final String YAML = """
            project: acme
            ports: 20000-20199
            odoo: { series: "19.0" }
            repositories:
              - { name: addons, url: https://git.example/acme/addons.git }
            environments:
              production: { watch: WATCH, external_paths: [EXTERNAL] }
              development: { data: demo, per_branch: true, fence: none }
              trial: { copy_of: production, per_branch: true, fence: none }
            """;

    /**
     * As an earlier process left it.
     *
     * @param firstPort of production's block
     * @param external a folder outside of Odoo that belongs to production
     * @param freeBytes the room on the disk
     * @param packages what is done with a release's Python packages
     */
    static FakeEquipment of(
            ProjectHome home,
            int firstPort,
            Path external,
            Jdbi jdbi,
            Flaw flaw,
            long freeBytes,
            PythonPackages packages,
            Effects effects) {
        Project project = ProjectFile.read(
                        "understudy.yaml",
                        YAML.replace("EXTERNAL", external.toString()).replace("WATCH", flaw.watch()))
                .require();
        EffectsHost host = new EffectsHost(home.directory(), freeBytes, effects);
        FolderVolumes volumes = new FolderVolumes(host, home.volumes(), home.directory(), CopyMethod.PLAIN);
        FakeClusters clusters = new FakeClusters(host, effects);
        FakeOdooRuntime odoo = new FakeOdooRuntime(flaw, effects);
        FakeServing serving = new FakeServing(
                firstPort,
                home.environment(Project.PRODUCTION),
                volumes.volume(Project.PRODUCTION, Volume.LIVE).pgdata(),
                flaw,
                effects);
        ReleaseCode code = new ReleaseCode(
                home, () -> project, repository -> new FakeMirror(repository.name(), effects), packages);
        Equipment.Records records = new Equipment.Records(
                new Environments(jdbi, new EnvironmentRules(home.directory(), host.root(), project::ports)),
                new RestorePoints(jdbi),
                new Releases(jdbi),
                new Rehearsals(jdbi),
                new Forecasts(jdbi),
                new BlamedTimes(jdbi));
        FakeEdge edge = new FakeEdge(home.environment(Project.PRODUCTION), serving, flaw, effects);
        Traffic traffic = new Traffic(() -> project, records.environments(), edge);
        EnvironmentControl control = new EnvironmentControl(
                home,
                () -> project,
                records.environments(),
                new Machinery(
                        volumes,
                        clusters,
                        odoo,
                        new Boundary(new NoFence(), names -> Map.of(), port -> false),
                        serving),
                code,
                traffic);
        SystemUsers users = new SystemUsers(host);
        Equipment equipment = new Equipment(
                home,
                () -> project,
                records,
                new Equipment.Machine(
                        host,
                        volumes,
                        clusters,
                        odoo,
                        new Equipment.Transfer(backups(home), restores(home), following(home)),
                        users,
                        new PortBook(port -> true).of(home, records.environments())),
                new Equipment.Serving(
                        control,
                        traffic,
                        new EnvironmentRemoval(
                                home,
                                new EnvironmentRemoval.Records(
                                        records.environments(), records.restorePoints(), records.blamedTimes()),
                                control,
                                traffic,
                                new EnvironmentRemoval.Machine(host, volumes, new NoFence(), users))),
                new Equipment.Code(
                        code,
                        new ReleaseMaker(
                                () -> project,
                                repository -> new FakeMirror(repository.name(), effects),
                                records.environments(),
                                records.releases(),
                                odoo::build,
                                Optional::empty),
                        new Promotions(() -> project, records.releases()::get, repository -> {
                            throw new IllegalStateException("the method leaves branches alone");
                        }),
                        new FittingCommits(() -> project, repository -> new FakeMirror(repository.name(), effects))),
                new Equipment.Inside(
                        doors -> (FakeDatabase) doors.reader(),
                        new FakeUpdates(control, records.releases(), flaw, effects),
                        new Neutralizer(Series.of("19.0")),
                        () -> "secret"));
        return new FakeEquipment(equipment, serving, edge);
    }

    /** Real, and not asked for anything. */
    private static Backups backups(ProjectHome home) {
        LocalHost local = new LocalHost("local", CommandLog.NONE);
        PostgresBinaries binaries = new PostgresBinaries(local);
        return new Backups(local, new LocalClusters(local, home.secrets(), null, binaries, () -> "secret"));
    }

    private static Equipment.Following following(ProjectHome home) {
        LocalHost local = new LocalHost("local", CommandLog.NONE);
        PostgresBinaries binaries = new PostgresBinaries(local);
        LocalClusters clusters = new LocalClusters(local, home.secrets(), null, binaries, () -> "secret");
        return new Equipment.Following(
                new FollowedOdoo(local),
                new FollowedCluster(local, clusters, binaries),
                new ReturnedData(local, clusters),
                new LeftData(local, clusters));
    }

    private static Restores restores(ProjectHome home) {
        LocalHost local = new LocalHost("local", CommandLog.NONE);
        PostgresBinaries binaries = new PostgresBinaries(local);
        return new Restores(
                local, new LocalClusters(local, home.secrets(), null, binaries, () -> "secret"), backups(home));
    }
}
