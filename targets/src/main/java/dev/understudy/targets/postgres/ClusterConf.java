package dev.understudy.targets.postgres;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Host;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A cluster's {@code postgresql.conf}. A setting that PostgreSQL refuses must not keep production from starting: then all of
 * the project's are left out, and that is told.
 */
final class ClusterConf {

    private static final String LEFT_OUT = "# Left out: ";

    private final Host host;
    private final ClusterFiles files;
    private final PostgresBinaries binaries;

    ClusterConf(Host host, ClusterFiles files, PostgresBinaries binaries) {
        this.host = host;
        this.files = files;
        this.binaries = binaries;
    }

    private static Path file(Cluster cluster) {
        return cluster.pgdata().resolve("postgresql.conf");
    }

    /** Writes what the project says, as far as PostgreSQL takes it; whether anything changed. */
    boolean write(Cluster cluster) {
        String wanted = ClusterSettings.postgresqlConf(cluster);
        String present = host.exists(file(cluster)) ? host.read(file(cluster)) : "";
        if (present.equals(wanted) || present.startsWith(leftOut(cluster))) {
            return false;
        }
        Optional<String> refusal = cluster.tuning().settings().isEmpty() ? Optional.empty() : refusal(cluster, wanted);
        if (refusal.isPresent()) {
            leaveOut(cluster, refusal.get());
        } else {
            put(file(cluster), wanted, cluster);
        }
        return true;
    }

    /** From now on without what the project says. */
    void leaveOut(Cluster cluster, String why) {
        put(
                file(cluster),
                leftOut(cluster) + why.strip().replaceAll("\\s+", " ") + "\n"
                        + ClusterSettings.postgresqlConf(cluster, Map.of()),
                cluster);
    }

    /** What is left out, and why. */
    Optional<Fault> trouble(Cluster cluster) {
        if (!host.exists(file(cluster))) {
            return Optional.empty();
        }
        String first = host.read(file(cluster)).lines().findFirst().orElse("");
        return first.startsWith(leftOut(cluster))
                ? Optional.of(Fault.failed(
                                "postgres.settings-refused",
                                cluster.name(),
                                first.substring(leftOut(cluster).length()))
                        .at(cluster.log()))
                : Optional.empty();
    }

    private static String leftOut(Cluster cluster) {
        return LEFT_OUT + cluster.tuning().settings() + " ";
    }

    /** {@code postgres -C} reads the whole file before it answers. */
    private Optional<String> refusal(Cluster cluster, String text) {
        Path tried = cluster.pgdata().resolve("understudy-tried.conf");
        put(tried, text, cluster);
        CommandResult result = host.run(Command.of(
                        binaries.of(cluster.pgdata()).resolve("postgres"),
                        "-D",
                        cluster.pgdata(),
                        "-c",
                        "config_file=" + tried,
                        "-C",
                        "port")
                .as(files.user(cluster)));
        host.delete(tried);
        return result.succeeded() ? Optional.empty() : Optional.of(result.err());
    }

    private void put(Path file, String text, Cluster cluster) {
        host.write(file, text, "0600", files.owner(cluster));
    }
}
