package dev.understudy.engine.step.leaving;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.run.Outcome;
import dev.understudy.engine.run.Step;
import dev.understudy.engine.run.StepContext;
import dev.understudy.engine.step.data.ReadBackup;
import dev.understudy.model.run.Said;
import dev.understudy.targets.leaving.LeftData;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.volume.Volume;
import java.time.Duration;
import java.util.List;

/** Proves that what was written can be loaded: does so, by the words of the README, into a cluster that is thrown away. */
public final class LoadLeftData implements Step {

    private static final String TRIED = "leaving-";

    private final Leaving leaving;
    private final LeftData data;
    private final ReadBackup.Machine machine;

    public LoadLeftData(Leaving leaving, LeftData data, ReadBackup.Machine machine) {
        this.leaving = leaving;
        this.data = data;
        this.machine = machine;
    }

    @Override
    public String name() {
        return "load-data";
    }

    @Override
    public Outcome apply(StepContext context) {
        if (context.request().flag(Leaving.UNLOADED)) {
            return Outcome.done("not-loaded-as-asked");
        }
        Environment environment = leaving.environment(context);
        discard(context, environment);
        // Production's disk is not filled for a proof; loading makes WAL besides.
        long needed = 2 * data.sizes(leaving.source(environment)).database();
        if (CheckLeaving.free(machine.volumes().root()) < needed) {
            return Outcome.done(
                    "not-loaded-no-room",
                    new Said.Size(needed),
                    machine.volumes().root());
        }
        Volume volume = volume(context, environment);
        long began = System.nanoTime();
        try {
            Cluster cluster = leaving.control().nextCluster(environment, volume);
            machine.volumes().create(volume);
            machine.clusters().create(cluster);
            machine.clusters().start(cluster);
            int tables = data.prove(
                    leaving.folder(context).staging(),
                    cluster,
                    environment.database(),
                    data.nature(leaving.source(environment)));
            return Outcome.done("loaded", Duration.ofNanos(System.nanoTime() - began), tables);
        } finally {
            discard(context, environment);
        }
    }

    @Override
    public void undo(StepContext context) {
        leaving.environments()
                .find(context.request().environment())
                .ifPresent(environment -> discard(context, environment));
    }

    @Override
    public List<String> plan(StepContext context) {
        return context.request().flag(Leaving.UNLOADED)
                ? List.of()
                : List.of("load it into a cluster that is thrown away, as its README says");
    }

    private Volume volume(StepContext context, Environment environment) {
        return machine.volumes().volume(environment.name(), TRIED + context.runId());
    }

    private void discard(StepContext context, Environment environment) {
        Volume volume = volume(context, environment);
        if (machine.volumes().exists(volume)) {
            Cluster cluster = leaving.control().nextCluster(environment, volume);
            machine.clusters().stop(cluster);
            machine.volumes().delete(volume);
            machine.host().delete(cluster.socketDirectory());
        }
    }
}
