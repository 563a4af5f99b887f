package dev.understudy.engine.control;

import dev.understudy.engine.environment.BlamedTimes;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environment.State;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.environment.RestorePoints;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.home.ProjectHome;
import dev.understudy.targets.fence.Fence;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.SystemUsers;
import dev.understudy.targets.host.Walls;
import dev.understudy.targets.volume.Volume;
import dev.understudy.targets.volume.Volumes;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes every trace of an environment but its backups. */
public final class EnvironmentRemoval {

    private static final Logger LOG = LoggerFactory.getLogger(EnvironmentRemoval.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ProjectHome home;
    private final Host host;
    private final Environments environments;
    private final RestorePoints restorePoints;
    private final BlamedTimes blamedTimes;
    private final EnvironmentControl control;
    private final Traffic traffic;
    private final Volumes volumes;
    private final Fence fence;
    private final SystemUsers users;

    public EnvironmentRemoval(
            ProjectHome home,
            Host host,
            Environments environments,
            RestorePoints restorePoints,
            BlamedTimes blamedTimes,
            EnvironmentControl control,
            Traffic traffic,
            Volumes volumes,
            Fence fence,
            SystemUsers users) {
        this.home = home;
        this.host = host;
        this.environments = environments;
        this.restorePoints = restorePoints;
        this.blamedTimes = blamedTimes;
        this.control = control;
        this.traffic = traffic;
        this.volumes = volumes;
        this.fence = fence;
        this.users = users;
    }

    /** Stops it and deletes its volumes, files, fence, system user and record; nothing when it is absent. */
    public void remove(String name) {
        environments.provable(name).ifPresent(this::remove);
    }

    private void remove(Environment environment) {
        environments.save(environment.in(State.MAINTENANCE));
        control.stopOdoo(environment, PATIENCE);
        control.unload(environment);
        control.stopAllClusters(environment);
        for (Volume volume : volumes.list(environment.name())) {
            volumes.delete(volume);
        }
        host.delete(home.environment(environment.name()));
        host.delete(home.run(environment.name()));
        if (!environment.systemUser().isEmpty()) {
            Walls.forget(environment.systemUser());
            open(environment.systemUser());
            users.remove(environment.systemUser());
            String servers = SystemUsers.ofClusters(home.directory(), environment.name());
            Walls.forget(servers);
            open(servers);
            users.remove(servers);
        }
        for (String point : restorePoints.names(environment.name())) {
            host.delete(home.restorePoint(point));
        }
        restorePoints.deleteAll(environment.name());
        blamedTimes.deleteAll(environment.name());
        environments.delete(environment.name());
        traffic.arrange();
    }

    /** A fence that stays closed keeps nothing from being removed: it is opened when the packet filter answers again. */
    private void open(String user) {
        try {
            fence.open(user);
        } catch (FaultException failure) {
            LOG.warn("The fence of {} stays until later", user, failure);
        }
    }
}
