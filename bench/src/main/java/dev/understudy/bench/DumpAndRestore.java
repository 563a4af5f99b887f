package dev.understudy.bench;

import dev.understudy.targets.backup.Backups;
import dev.understudy.targets.dump.Restores;
import dev.understudy.targets.postgres.Cluster;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * The usual way to a second database: {@code pg_dump -Fd -j2}, then {@code pg_restore -j2}; and the same dump as {@code
 * understudy restore} loads it. Without the filestore.
 */
final class DumpAndRestore {

    private static final String RESTORED = "restored";
    private static final Duration LONGEST = Duration.ofHours(2);

    private final Machine machine;
    private final Path folder;

    DumpAndRestore(Machine machine, Path folder) {
        this.machine = machine;
        this.folder = folder;
    }

    /**
     * Seconds of each.
     *
     * @param understudy of the restore by Understudy's own way
     */
    record Took(double dump, double restore, double understudy) {

        double both() {
            return dump + restore;
        }
    }

    /** Dumps a database and restores it as another one on a second cluster, which is set up as production's are. */
    Took measure(Cluster source, String database, Cluster target) {
        machine.host().delete(folder);
        double dump = run("pg_dump", source, List.of("--format=directory", "--jobs=2", "--file=" + folder, database));
        machine.clusters().createDatabase(target, RESTORED);
        double restore = run(
                "pg_restore",
                target,
                List.of("--no-owner", "--role=odoo", "--jobs=2", "--dbname=" + RESTORED, folder.toString()));
        machine.clusters().database(target, RESTORED).reader().rows("SELECT count(*) FROM public.ir_module_module");
        dropRestored(target);
        double understudy = understudy(target);
        dropRestored(target);
        machine.host().delete(folder);
        return new Took(dump, restore, understudy);
    }

    private double understudy(Cluster target) {
        Restores restores =
                new Restores(machine.own(), machine.clusters(), new Backups(machine.own(), machine.clusters()));
        long began = System.nanoTime();
        restores.restore(
                new Restores.Order(
                        folder,
                        null,
                        target,
                        RESTORED,
                        folder.resolveSibling("restored-files"),
                        null,
                        folder.resolveSibling("restoring")),
                line -> {});
        return (System.nanoTime() - began) / 1e9;
    }

    private void dropRestored(Cluster target) {
        try (Connection connection = machine.clusters().keeper(target).connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE " + RESTORED);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private double run(String program, Cluster cluster, List<String> arguments) {
        return machine.host()
                        .require(machine.clusters()
                                .client(cluster, program, arguments)
                                .within(LONGEST))
                        .duration()
                        .toNanos()
                / 1e9;
    }
}
