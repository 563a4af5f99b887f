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
import dev.understudy.engine.step.data.RestoredData;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.run.Said;
import dev.understudy.targets.dump.Restores;
import dev.understudy.targets.host.PrivateTree;
import dev.understudy.targets.installation.FollowedOdoo.Seen;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.volume.Volume;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Brings the database of the Odoo that production follows over, as it is in one moment, and what came to its files
 * meanwhile. Where nobody writes there any more, nothing is left behind.
 */
public final class BringData implements Step {

    private final Environments environments;
    private final EnvironmentControl control;
    private final ReadBackup.Machine machine;
    private final Followed followed;
    private final RestoredData data;
    private final Replica replica;
    private final boolean last;

    /**
     * Brings.
     *
     * @param last whether the old installation is not followed any more afterwards
     */
    public BringData(
            Environments environments,
            EnvironmentControl control,
            ReadBackup.Machine machine,
            Followed followed,
            RestoredData data,
            Replica replica,
            boolean last) {
        this.environments = environments;
        this.control = control;
        this.machine = machine;
        this.followed = followed;
        this.data = data;
        this.replica = replica;
        this.last = last;
    }

    @Override
    public String name() {
        return "bring-data";
    }

    @Override
    public Outcome apply(StepContext context) {
        TellHeld.begin(context);
        long began = System.nanoTime();
        Environment environment = environments.get(context.request().environment());
        Volume next = machine.volumes().volume(environment.name(), CopyProduction.NEXT);
        Cluster cluster = control.nextCluster(environment, next);
        Seen seen = followed.seen(environment);
        boolean replicated = Boolean.parseBoolean(context.need(Forecasts.BY_STANDBY));
        Restores.Restored restored =
                replicated ? replicated(environment, seen, next) : dumped(context, environment, seen, next);
        new PrivateTree(machine.host()).give(next.data(), environment.systemUser());
        RestoredData.Verdict verdict =
                data.look(context, environment, machine.clusters().database(cluster, environment.database()), restored);
        verdict.lines().forEach(context::progress);
        restored.notes().forEach(note -> context.progress(Said.verbatim(note.shown())));
        Optional<Fault> fault = verdict.fault();
        return fault.isPresent()
                ? Outcome.failed(fault.get())
                : Outcome.done(
                        replicated ? "brought-by-standby" : "brought-by-dump",
                        Duration.ofNanos(System.nanoTime() - began));
    }

    private Restores.Restored replicated(Environment environment, Seen seen, Volume next) {
        Cluster cluster = control.nextCluster(environment, next);
        if (!machine.host().exists(next.pgdata().resolve("PG_VERSION"))) {
            if (last) {
                replica.move(environment, seen, next);
            } else {
                replica.copy(environment, seen, next);
            }
        }
        if (!machine.clusters().running(cluster)) {
            replica.admit(environment, seen, next);
        }
        machine.clusters().start(cluster);
        return machine.restores()
                .standing("a standby", cluster, environment.database(), files(seen, environment, next));
    }

    private Restores.Restored dumped(StepContext context, Environment environment, Seen seen, Volume next) {
        Cluster cluster = control.nextCluster(environment, next);
        machine.clusters().start(cluster);
        Path dump = next.directory().resolve("dump");
        machine.host().delete(dump);
        followed.odoo().dump(seen, dump);
        Restores.Restored restored = machine.restores()
                .restoreToFiles(
                        new Restores.Order(
                                dump,
                                null,
                                cluster,
                                environment.database(),
                                files(seen, environment, next),
                                null,
                                next.directory().resolve("brought")),
                        context.verbatim());
        machine.host().delete(dump);
        return restored;
    }

    /** After the database was frozen: a row of it never lacks its file. */
    private Path files(Seen seen, Environment environment, Volume next) {
        Path files = BringFiles.files(next, environment);
        followed.odoo().bringFiles(seen, files);
        followed.odoo().bringSessions(seen, next.data().resolve("sessions"));
        return files;
    }

    @Override
    public List<String> plan(StepContext context) {
        return List.of("bring over the database, as it is in one moment, and the files that came meanwhile");
    }
}
