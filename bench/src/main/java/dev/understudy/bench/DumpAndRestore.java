package dev.understudy.bench;

import dev.understudy.targets.host.Command;
import dev.understudy.targets.postgres.Cluster;
import java.nio.file.Path;
import java.time.Duration;

/** The usual way to a second database: {@code pg_dump -Fd -j2}, then {@code pg_restore -j2}. Without the filestore. */
final class DumpAndRestore {

    private static final String RESTORED = "restored";
    private static final Duration LONGEST = Duration.ofHours(2);

    private final Machine machine;
    private final Path bin;
    private final Path folder;

    DumpAndRestore(Machine machine, Path bin, Path folder) {
        this.machine = machine;
        this.bin = bin;
        this.folder = folder;
    }

    /** Seconds of dump and of restore. */
    record Took(double dump, double restore) {

        double both() {
            return dump + restore;
        }
    }

    /** Dumps a database and restores it as another one on a second cluster, which is set up as production's are. */
    Took measure(Cluster source, String database, Cluster target) {
        machine.host().delete(folder);
        double dump = run("pg_dump", source, "--format=directory", "--jobs=2", "--file=" + folder, database);
        machine.clusters().createDatabase(target, RESTORED);
        double restore = run("pg_restore", target, "--jobs=2", "--dbname=" + RESTORED, folder);
        machine.clusters().database(target, RESTORED).rows("SELECT count(*) FROM ir_module_module");
        run("dropdb", target, RESTORED);
        machine.host().delete(folder);
        return new Took(dump, restore);
    }

    private double run(String program, Cluster cluster, Object... arguments) {
        Object[] argv = new Object[arguments.length + 4];
        argv[0] = bin.resolve(program);
        argv[1] = "--host=127.0.0.1";
        argv[2] = "--port=" + cluster.port();
        argv[3] = "--username=" + dev.understudy.targets.postgres.LocalClusters.SUPERUSER;
        System.arraycopy(arguments, 0, argv, 4, arguments.length);
        return machine.host()
                        .require(machine.clusters().superuser(Command.of(argv)).within(LONGEST))
                        .duration()
                        .toNanos()
                / 1e9;
    }
}
