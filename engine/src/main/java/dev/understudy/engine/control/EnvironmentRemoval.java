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
    private final Records records;
    private final EnvironmentControl control;
    private final Traffic traffic;
    private final Machine machine;

    /** What the control plane remembers of environments. */
    public record Records(Environments environments, RestorePoints restorePoints, BlamedTimes blamedTimes) {}

    /** What the host has of them. */
    public record Machine(Host host, Volumes volumes, Fence fence, SystemUsers users) {}

    public EnvironmentRemoval(
            ProjectHome home, Records records, EnvironmentControl control, Traffic traffic, Machine machine) {
        this.home = home;
        this.records = records;
        this.control = control;
        this.traffic = traffic;
        this.machine = machine;
    }

    /** Stops it and deletes its volumes, files, fence, system user and record; nothing when it is absent. */
    public void remove(String name) {
        records.environments().provable(name).ifPresent(this::remove);
    }

    private void remove(Environment environment) {
        records.environments().save(environment.in(State.MAINTENANCE));
        control.stopOdoo(environment, PATIENCE);
        control.slots().unload(environment);
        control.stopAllClusters(environment);
        for (Volume volume : machine.volumes().list(environment.name())) {
            machine.volumes().delete(volume);
        }
        machine.host().delete(home.environment(environment.name()));
        machine.host().delete(home.run(environment.name()));
        if (!environment.systemUser().isEmpty()) {
            Walls.forget(environment.systemUser());
            open(environment.systemUser());
            machine.users().remove(environment.systemUser());
            String servers = SystemUsers.ofClusters(home.directory(), environment.name());
            Walls.forget(servers);
            open(servers);
            machine.users().remove(servers);
        }
        for (String point : records.restorePoints().names(environment.name())) {
            machine.host().delete(home.restorePoint(point));
        }
        records.restorePoints().deleteAll(environment.name());
        records.blamedTimes().deleteAll(environment.name());
        records.environments().delete(environment.name());
        traffic.arrange();
    }

    /** A fence that stays closed keeps nothing from being removed: it is opened when the packet filter answers again. */
    private void open(String user) {
        try {
            machine.fence().open(user);
        } catch (FaultException failure) {
            LOG.warn("The fence of {} stays until later", user, failure);
        }
    }
}
