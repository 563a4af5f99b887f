package dev.understudy.targets.postgres;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.targets.host.Bounds;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Door;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.Pause;
import dev.understudy.targets.host.Walls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts the server of a cluster whose files are settled. */
final class ServerStart {

    private final Host host;
    private final ClusterFiles files;
    private final ClusterConf confs;

    ServerStart(Host host, ClusterFiles files, ClusterConf confs) {
        this.host = host;
        this.files = files;
        this.confs = confs;
    }

    /** Starts it, and waits until it takes connections; without the project's settings where it does not start with them. */
    void of(Cluster cluster, Path bin) {
        try {
            launch(cluster, bin);
        } catch (FaultException failure) {
            if (cluster.tuning().settings().isEmpty() || confs.trouble(cluster).isPresent()) {
                throw failure;
            }
            // As with more memory than there is, which is noticed no sooner.
            confs.leaveOut(cluster, failure.fault().arguments().getLast());
            launch(cluster, bin);
        }
    }

    private void launch(Cluster cluster, Path bin) {
        long deadline = System.nanoTime() + LocalClusters.ORPHANED.toNanos();
        while (true) {
            long before = ServerLog.size(cluster.log());
            // The server begins a session of its own, and its output goes to the log: it outlives this process.
            CommandResult result = host.run(walled(
                            cluster,
                            Command.of(
                                    bin.resolve("pg_ctl"),
                                    "start",
                                    "--wait",
                                    "--timeout=" + LocalClusters.START.toSeconds(),
                                    "--silent",
                                    "--pgdata=" + cluster.pgdata(),
                                    "--log=" + cluster.log()))
                    .within(LocalClusters.START.plusMinutes(1)));
            if (result.succeeded()) {
                return;
            }
            String said = new ServerLog(host, cluster.log()).since(before, result);
            if (!said.contains("pre-existing shared memory block") || System.nanoTime() > deadline) {
                throw Fault.failed(
                                said.contains("Address already in use")
                                        ? "postgres.port-taken"
                                        : "postgres.start-failed",
                                cluster.name(),
                                cluster.port(),
                                said)
                        .at(cluster.log())
                        .exception();
            }
            Pause.of(Duration.ofMillis(500), "pg_ctl start");
        }
    }

    /**
     * As its user; a copy's within bounds, for what runs away may be a statement. It is not last: on a machine that is busy, a
     * restore or a rehearsal would not come to an end.
     */
    private Command walled(Cluster cluster, Command start) {
        String server = files.user(cluster);
        Cluster.Confinement confinement = cluster.confinement();
        if (server == null
                || confinement == null
                || confinement.user().isEmpty()
                || cluster.purpose().durable()) {
            return start.as(server);
        }
        List<String> argv = new ArrayList<>(Door.as(server));
        argv.addAll(start.argv());
        return start.running(
                Door.behind(new Walls(false, Optional.of(Bounds.ofServers())), server, Optional.empty(), argv));
    }
}
