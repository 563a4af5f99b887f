package dev.understudy.bench;

import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.postgres.Cluster.Purpose;
import dev.understudy.targets.postgres.Clusters.CopyTimes;
import dev.understudy.targets.volume.Volume;
import java.io.IOException;
import java.nio.file.Path;

/** Live copies by {@link dev.understudy.targets.postgres.LocalClusters}, as every refresh, rehearsal and snapshot makes them. */
public final class Copies {

    private final Machine machine;

    public Copies(Machine machine) {
        this.machine = machine;
    }

    /**
     * What a copy took, in seconds.
     *
     * @param copied database and filestore
     * @param answered until SQL answers
     */
    record Took(double copied, double answered) {}

    /** Copies a running cluster and its filestore, starts the copy, asks it something, and removes it again. */
    Took measure(Cluster source, String database, Path data) throws IOException {
        Volume volume = machine.volumes().volume(Machine.NAME, "copy");
        machine.volumes().delete(volume);
        Cluster copy = machine.cluster(volume, Purpose.COPY);
        long began = System.nanoTime();
        machine.volumes().create(volume);
        CopyTimes times =
                machine.clusters().copyLive(source, database, data, machine.volumes(), volume.pgdata(), volume.data());
        machine.clusters().start(copy);
        machine.clusters().database(copy, database).reader().rows("SELECT count(*) FROM public.ir_module_module");
        double answered = (System.nanoTime() - began) / 1e9;
        System.err.printf("bench: copy of %s in %s, SQL after %.2f s%n", source.name(), times, answered);
        remove(copy, volume);
        return new Took(times.total() / 1e3, answered);
    }

    /** A copy that stays, of production's own durability. */
    public Cluster keep(Cluster source, String database, Path data, String name) throws IOException {
        Volume volume = machine.volumes().volume(Machine.NAME, name);
        machine.volumes().delete(volume);
        machine.volumes().create(volume);
        machine.clusters().copyLive(source, database, data, machine.volumes(), volume.pgdata(), volume.data());
        return start(volume);
    }

    /** Starts what a snapshot holds as a server of its own. */
    Cluster open(Volume snapshot, String name) throws IOException {
        Volume volume = machine.volumes().volume(Machine.NAME, name);
        machine.volumes().delete(volume);
        machine.volumes().copy(snapshot, volume);
        return start(volume);
    }

    public Volume volume(String name) {
        return machine.volumes().volume(Machine.NAME, name);
    }

    public void remove(Cluster cluster, Volume volume) {
        machine.clusters().stop(cluster);
        machine.volumes().delete(volume);
    }

    private Cluster start(Volume volume) throws IOException {
        Cluster cluster = machine.cluster(volume, Purpose.PRODUCTION);
        machine.clusters().start(cluster);
        return cluster;
    }
}
