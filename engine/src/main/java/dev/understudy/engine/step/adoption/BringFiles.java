package dev.understudy.engine.step.adoption;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.release.Forecasts;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.data.CopyProduction;
import dev.understudy.engine.step.data.ReadBackup;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.run.Said;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.PrivateTree;
import dev.understudy.targets.installation.FollowedOdoo.Seen;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.volume.Volume;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Brings the bulk over while users work: of the files, those that an earlier copy has from there, the others from where they
 * are; of the database, by a standby that follows it, where one may. Where none may, an empty cluster waits for a dump.
 */
public final class BringFiles implements Step {

    private final Environments environments;
    private final EnvironmentControl control;
    private final ReadBackup.Machine machine;
    private final Followed followed;
    private final Replica replica;
    private final boolean last;

    /** @param last whether nothing is followed afterwards, so that what is not brought over is lost */
    public BringFiles(
            Environments environments,
            EnvironmentControl control,
            ReadBackup.Machine machine,
            Followed followed,
            Replica replica,
            boolean last) {
        this.environments = environments;
        this.control = control;
        this.machine = machine;
        this.followed = followed;
        this.replica = replica;
        this.last = last;
    }

    @Override
    public String name() {
        return "bring-files";
    }

    @Override
    public Outcome apply(StepContext context) {
        Environment environment = environments.get(context.request().environment());
        discard(environment);
        Volume next = machine.volumes().volume(environment.name(), CopyProduction.NEXT);
        machine.volumes().create(next);
        new PrivateTree(machine.host()).give(next.data(), "");
        Path earlier = files(control.live(environment), environment);
        Path files = files(next, environment);
        if (machine.host().exists(earlier)) {
            machine.host().require(Command.of("mkdir", "-p", "--", files.resolveSibling(".")));
            machine.volumes().copyTree(earlier, files);
        }
        Seen seen = followed.seen(environment);
        long brought = followed.odoo().bringFiles(seen, files);
        Optional<String> obstacle = replica.ensure(environment, seen);
        List<String> leftOut = obstacle.isEmpty() ? List.of() : followed.odoo().unreadable(seen);
        if (last && !leftOut.isEmpty()) {
            return Outcome.failed(Fault.refused(
                    "follow.would-lose",
                    String.join(", ", leftOut),
                    seen.database().user()));
        }
        context.put(Forecasts.BY_STANDBY, Boolean.toString(obstacle.isEmpty()));
        if (obstacle.isPresent()) {
            Cluster cluster = control.nextCluster(environment, next);
            machine.clusters().create(cluster);
            machine.clusters().start(cluster);
        }
        return Outcome.done(Said.all(
                Said.of("brought-files", brought),
                obstacle.map(why -> Said.of("will-be-dumped", why)).orElseGet(() -> Said.of("standby-follows")),
                obstacle.isEmpty() || leftOut.isEmpty()
                        ? Said.NOTHING
                        : Said.of("left-out-unreadable", String.join(", ", leftOut))));
    }

    /** The filestore of the environment's database on one of its volumes. */
    static Path files(Volume volume, Environment environment) {
        return volume.data().resolve("filestore").resolve(environment.database());
    }

    @Override
    public void undo(StepContext context) {
        environments.find(context.request().environment()).ifPresent(this::discard);
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of("bring over the files that are new, while users work");
    }

    private void discard(Environment environment) {
        Volume next = machine.volumes().volume(environment.name(), CopyProduction.NEXT);
        if (machine.volumes().exists(next)) {
            machine.clusters().stop(control.nextCluster(environment, next));
            machine.volumes().delete(next);
        }
    }
}
