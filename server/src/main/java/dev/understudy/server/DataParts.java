package dev.understudy.server;

import dev.understudy.model.config.Project;
import dev.understudy.model.config.StorageSettings;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.SystemUsers;
import dev.understudy.targets.postgres.LocalClusters;
import dev.understudy.targets.postgres.PostgresBinaries;
import dev.understudy.targets.volume.Pool;
import java.util.function.Supplier;

/** What the data of a project stands on: clusters, and the pool of its volumes. */
final class DataParts {

    private DataParts() {}

    static LocalClusters clusters(ProjectHome home, Host host, Supplier<String> passwords) {
        LocalClusters.Users users = null;
        if (host.root()) {
            users = new LocalClusters.Users(
                    SystemUsers.ofClusters(home.directory()), SystemUsers.ofClients(home.directory()));
            new SystemUsers(host).ensure(users.servers());
            new SystemUsers(host).ensure(users.clients());
        }
        return new LocalClusters(host, home.secrets(), users, new PostgresBinaries(host), passwords);
    }

    static Pool pool(ProjectHome home, Host host, Project project) {
        StorageSettings storage = project.storage();
        Pool.Wish wish = switch (storage.method()) {
            case AUTO -> Pool.Wish.AUTO;
            case REFLINK -> Pool.Wish.REFLINK;
            case COPY -> Pool.Wish.PLAIN;
        };
        return new Pool(host, home.directory(), wish, storage.poolBytes());
    }
}
