package dev.understudy.server;

import dev.understudy.engine.journal.ControlDatabase;
import dev.understudy.engine.journal.JournalCommandLog;
import dev.understudy.engine.recipe.Equipment;
import dev.understudy.model.config.Project;
import dev.understudy.model.config.StorageSettings;
import dev.understudy.model.home.Home;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.targets.backup.Backups;
import dev.understudy.targets.dump.Restores;
import dev.understudy.targets.fence.Fence;
import dev.understudy.targets.fence.NftFence;
import dev.understudy.targets.fence.NoFence;
import dev.understudy.targets.host.CommandLog;
import dev.understudy.targets.host.HomeFolders;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.host.SystemUsers;
import dev.understudy.targets.installation.FollowedOdoo;
import dev.understudy.targets.installation.ReturnedData;
import dev.understudy.targets.leaving.LeftData;
import dev.understudy.targets.postgres.Clusters;
import dev.understudy.targets.postgres.FencedClusters;
import dev.understudy.targets.postgres.FollowedCluster;
import dev.understudy.targets.postgres.LocalClusters;
import dev.understudy.targets.postgres.PostgresBinaries;
import dev.understudy.targets.runtime.OdooProgram;
import dev.understudy.targets.runtime.OdooRuntime;
import dev.understudy.targets.runtime.ProcessRuntime;
import dev.understudy.targets.volume.Pool;
import dev.understudy.targets.volume.Volumes;

/** Puts together what acts on this machine for one project. */
record MachineParts(
        LocalHost host,
        Volumes volumes,
        Fence fence,
        SystemUsers users,
        Clusters clusters,
        Odoo odoo,
        Equipment.Transfer transfer) {

    /** The Odoo of the project, and what starts it. */
    record Odoo(OdooProgram program, OdooRuntime runtime) {}

    static MachineParts of(Home service, ProjectHome home, Project present, ControlDatabase database) {
        LocalHost host = new LocalHost(Project.LOCAL, new JournalCommandLog(database));
        LocalClusters clusters = clusters(home, host);
        Volumes volumes = pool(home, host, present).prepare();
        new HomeFolders(new LocalHost(Project.LOCAL, CommandLog.NONE), home).close();
        Fence fence = host.root() ? new NftFence(host, home.directory()) : new NoFence();
        SystemUsers users = new SystemUsers(host);
        OdooProgram program = OdooPrograms.of(service, home, host, present.odoo());
        return new MachineParts(
                host,
                volumes,
                fence,
                users,
                new FencedClusters(clusters, fence, users),
                new Odoo(program, new ProcessRuntime(host, program, Secrets::secret)),
                transfer(host, clusters));
    }

    private static Equipment.Transfer transfer(LocalHost host, LocalClusters clusters) {
        Backups backups = new Backups(host, clusters);
        return new Equipment.Transfer(
                backups,
                new Restores(host, clusters, backups),
                new Equipment.Following(
                        new FollowedOdoo(host),
                        new FollowedCluster(host, clusters, new PostgresBinaries(host)),
                        new ReturnedData(host, clusters),
                        new LeftData(host, clusters)));
    }

    /** Those of a home, each under users of its own where there is root. */
    static LocalClusters clusters(ProjectHome home, Host host) {
        LocalClusters.Users users = null;
        if (host.root()) {
            users = new LocalClusters.Users(
                    SystemUsers.ofClusters(home.directory()), SystemUsers.ofClients(home.directory()));
            new SystemUsers(host).ensure(users.servers());
            new SystemUsers(host).ensure(users.clients());
        }
        return new LocalClusters(host, home.secrets(), users, new PostgresBinaries(host), Secrets::secret);
    }

    private static Pool pool(ProjectHome home, Host host, Project project) {
        StorageSettings storage = project.storage();
        Pool.Wish wish = switch (storage.method()) {
            case AUTO -> Pool.Wish.AUTO;
            case REFLINK -> Pool.Wish.REFLINK;
            case COPY -> Pool.Wish.PLAIN;
        };
        return new Pool(host, home.directory(), wish, storage.poolBytes());
    }
}
