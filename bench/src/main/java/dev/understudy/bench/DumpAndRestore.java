package dev.understudy.bench;

import dev.understudy.targets.backup.Backups;
import dev.understudy.targets.dump.Restores;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.postgres.LocalClusters;
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
public final class DumpAndRestore {

    private static final String RESTORED = "restored";
    private static final Duration LONGEST = Duration.ofHours(2);

    private final LocalHost host;
    private final LocalClusters clusters;
    private final Path folder;

    /** @param folder for the dump; what is beside it with names of its own goes as well */
    public DumpAndRestore(LocalHost host, LocalClusters clusters, Path folder) {
        this.host = host;
        this.clusters = clusters;
        this.folder = folder;
    }

    /**
     * Seconds of each.
     *
     * @param understudy of the restore by Understudy's own way
     */
    public record Took(double dump, double restore, double understudy) {

        public double both() {
            return dump + restore;
        }
    }

    /** Dumps a database and restores it as another one on a second cluster, which is set up as production's are. */
    public Took measure(Cluster source, String database, Cluster target) {
        return measure(source, database, target, false);
    }

    /**
     * The same.
     *
     * @param oursFirst whether Understudy restores before {@code pg_restore} does: one of the two comes to a warmer machine
     */
    public Took measure(Cluster source, String database, Cluster target, boolean oursFirst) {
        host.delete(folder);
        double dump = run("pg_dump", source, List.of("--format=directory", "--jobs=2", "--file=" + folder, database));
        double first = oursFirst ? understudy(target) : byHand(target);
        dropRestored(target);
        double second = oursFirst ? byHand(target) : understudy(target);
        dropRestored(target);
        host.delete(folder);
        return oursFirst ? new Took(dump, second, first) : new Took(dump, first, second);
    }

    private double byHand(Cluster target) {
        clusters.createDatabase(target, RESTORED);
        double restore = run(
                "pg_restore",
                target,
                List.of("--no-owner", "--role=odoo", "--jobs=2", "--dbname=" + RESTORED, folder.toString()));
        clusters.database(target, RESTORED).reader().rows("SELECT count(*) FROM public.ir_module_module");
        return restore;
    }

    private double understudy(Cluster target) {
        Restores restores = new Restores(host, clusters, new Backups(host, clusters));
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
        try (Connection connection = clusters.keeper(target).connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE " + RESTORED);
            // What was written is on the disk before the next one writes.
            statement.execute("CHECKPOINT");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private double run(String program, Cluster cluster, List<String> arguments) {
        return host.require(clusters.client(cluster, program, arguments).within(LONGEST))
                        .duration()
                        .toNanos()
                / 1e9;
    }
}
