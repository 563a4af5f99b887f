package dev.understudy.targets.postgres;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Door;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.Listeners;
import dev.understudy.targets.host.Patience;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A standby of somebody else's server on this machine. It runs as that server's own system user, who comes in over the
 * server's socket as Debian sets it up ({@code local replication all peer}); so nothing there is set up or changed. It takes no
 * connections: it becomes a cluster of Understudy's when its data is copied or moved.
 *
 * <p>No replication slot keeps WAL for it: one that is forgotten would fill production's disk. A standby that was unavailable for
 * too long is made anew.
 */
public final class FollowedCluster {

    private static final String NAME = "understudy_follow";
    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Duration STREAMS = Duration.ofSeconds(30);
    private static final Duration REPLAYS = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int SOCKET_LINE = 4;

    private final Host host;
    private final LocalClusters clusters;
    private final PostgresBinaries binaries;
    private final Duration replays;

    public FollowedCluster(Host host, LocalClusters clusters, PostgresBinaries binaries) {
        this(host, clusters, binaries, REPLAYS);
    }

    /** @param replays how long a standby may take to come up to what is written when it is asked for */
    FollowedCluster(Host host, LocalClusters clusters, PostgresBinaries binaries, Duration replays) {
        this.host = host;
        this.clusters = clusters;
        this.binaries = binaries;
        this.replays = replays;
    }

    /**
     * Somebody else's server.
     *
     * @param pgdata its data directory
     * @param socket the folder of its socket
     * @param user the system user that it runs as, and the role that this one connects as
     */
    public record Source(Path pgdata, Path socket, int port, String user) {}

    /** The server at a port of this machine; empty when none is seen there. */
    public Optional<Source> source(int port) {
        return new Listeners(host)
                .on(port).stream()
                        .filter(one -> one.onLoopback() && one.pid() > 0)
                        .findFirst()
                        .flatMap(one -> ofProcess(one.pid(), port));
    }

    private static Optional<Source> ofProcess(long pid, int port) {
        try {
            Path pgdata = Path.of("/proc", Long.toString(pid), "cwd").toRealPath();
            List<String> lines = Files.readAllLines(pgdata.resolve("postmaster.pid"));
            return lines.size() > SOCKET_LINE && !lines.get(SOCKET_LINE).isBlank()
                    ? Optional.of(new Source(
                            pgdata, Path.of(lines.get(SOCKET_LINE).strip()), port, ClusterFiles.ownerOf(pgdata)))
                    : Optional.empty();
        } catch (IOException noServer) {
            return Optional.empty();
        }
    }

    /** Why no standby of a server can stand for a database in it; empty when one can. */
    public Optional<String> obstacle(Source source, String database, String role) {
        if (!Files.isDirectory(binaries.bin(binaries.major(source.pgdata())))) {
            return Optional.of("PostgreSQL " + binaries.major(source.pgdata()) + " is not installed");
        }
        CommandResult asked = ask(source, """
                SELECT CASE
                  WHEN NOT (SELECT rolreplication OR rolsuper FROM pg_roles WHERE rolname = current_user)
                    THEN 'its role may not replicate'
                  WHEN NOT pg_has_role(current_user, 'pg_read_all_stats', 'USAGE')
                    THEN 'its role may not see how far a standby is (pg_read_all_stats)'
                  WHEN EXISTS (SELECT FROM pg_database WHERE NOT datistemplate AND datname NOT IN ('postgres', %1$s))
                    THEN 'the server has other databases: ' || (SELECT string_agg(datname, ', ' ORDER BY datname)
                      FROM pg_database WHERE NOT datistemplate AND datname NOT IN ('postgres', %1$s))
                  WHEN EXISTS (SELECT FROM pg_tablespace WHERE spcname NOT IN ('pg_default', 'pg_global'))
                    THEN 'the server has tablespaces'
                  WHEN (SELECT oid = 10 OR rolname <> '%3$s' AND EXISTS (SELECT FROM pg_roles WHERE rolname = '%3$s')
                          FROM pg_roles WHERE rolname = %2$s)
                    THEN 'the role of Odoo is the one that the server was made with'
                  WHEN current_setting('wal_level') = 'minimal' OR current_setting('max_wal_senders') = '0'
                    THEN 'the server sends no WAL'
                  ELSE '' END
                """.formatted(literal(database), literal(role), ClusterRoles.ODOO));
        if (!asked.succeeded()) {
            return Optional.of(
                    asked.err().contains("role \"" + source.user() + "\" does not exist")
                            ? "the user of its server, " + source.user() + ", has no role in it that may replicate"
                                    + " (CREATE ROLE \"" + source.user()
                                    + "\" LOGIN REPLICATION IN ROLE pg_read_all_stats); with one, users wait for less"
                            : "its server does not let its own user in: "
                                    + asked.err().strip().replaceAll("\\s+", " "));
        }
        return Optional.of(asked.out().strip()).filter(why -> !why.isEmpty());
    }

    /**
     * Sees to it that a standby of the server runs and follows it; makes one where there is none, or where it cannot follow
     * any more.
     *
     * @param standby where its data and its socket lie
     * @throws dev.understudy.model.fault.FaultException {@code follow.not-replicated}
     */
    public void ensure(Source source, Cluster standby) {
        if (host.exists(standby.pgdata().resolve("standby.signal"))) {
            start(source, standby);
            if (streams(source)) {
                return;
            }
            stop(standby);
        }
        host.delete(standby.pgdata());
        host.require(Command.of(
                "install", "-d", "-m", "0700", "-o", source.user(), standby.pgdata(), standby.socketDirectory()));
        require(
                source,
                as(
                                source,
                                bin(source, "pg_basebackup"),
                                "--pgdata=" + standby.pgdata(),
                                "--host=" + source.socket(),
                                "--port=" + source.port(),
                                "--username=" + source.user(),
                                "--no-password",
                                "--checkpoint=fast",
                                "--wal-method=stream")
                        .within(LONGEST));
        settle(source, standby);
        start(source, standby);
        if (!streams(source)) {
            throw Fault.failed("follow.not-replicated", "the standby does not stream")
                    .at(standby.log())
                    .exception();
        }
    }

    private void settle(Source source, Cluster standby) {
        String owner = source.user();
        Path pgdata = standby.pgdata();
        host.write(
                pgdata.resolve("postgresql.conf"),
                """
                # Written by Understudy.
                listen_addresses = ''
                unix_socket_directories = '%s'
                unix_socket_permissions = 0700
                port = %d
                hot_standby = off
                archive_mode = off
                wal_receiver_status_interval = 1s
                logging_collector = off
                primary_conninfo = 'host=%s port=%d user=%s application_name=%s'
                """.formatted(
                        standby.socketDirectory(), standby.port(), source.socket(), source.port(), source.user(), NAME),
                "0600",
                owner);
        host.write(pgdata.resolve("postgresql.auto.conf"), "", "0600", owner);
        host.write(pgdata.resolve("pg_hba.conf"), "local all all reject\n", "0600", owner);
        host.write(pgdata.resolve("pg_ident.conf"), "", "0600", owner);
        host.write(pgdata.resolve("standby.signal"), "", "0600", owner);
    }

    private void start(Source source, Cluster standby) {
        if (clusters.running(standby)) {
            return;
        }
        host.require(Command.of("install", "-d", "-m", "0700", "-o", source.user(), standby.socketDirectory()));
        Postmaster.disown(host, standby.pgdata(), source.user());
        require(
                source,
                as(
                        source,
                        bin(source, "pg_ctl"),
                        "start",
                        "--wait",
                        "--silent",
                        "--pgdata=" + standby.pgdata(),
                        "--log=" + standby.socketDirectory().resolve("standby.log")));
    }

    private boolean streams(Source source) {
        return Patience.HERE.until(() -> asked(source, "state = 'streaming'"), STREAMS, LOOK, "pg_stat_replication");
    }

    /**
     * How far the standby is behind what the server has written.
     *
     * @param bytes of WAL that it has not replayed
     * @param time that it took it last to replay what had come; 0 when it has all
     */
    public record Lag(long bytes, Duration time) {}

    /** How far the standby is behind; empty while none streams. */
    public Optional<Lag> lag(Source source) {
        String told = ask(source, """
                SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn)::bigint,
                  (1000 * extract(epoch FROM coalesce(replay_lag, '0')))::bigint
                FROM pg_stat_replication WHERE application_name = '%s' AND state = 'streaming'
                """.formatted(NAME)).out().strip();
        String[] parts = told.split("\\|", -1);
        return parts.length == 2
                ? Optional.of(new Lag(Long.parseLong(parts[0]), Duration.ofMillis(Long.parseLong(parts[1]))))
                : Optional.empty();
    }

    /**
     * Waits until the standby has all that the server has written until now, and stops it.
     *
     * @throws dev.understudy.model.fault.FaultException {@code follow.copy-behind} when it does not come to that
     */
    public void catchUp(Source source, Cluster standby) {
        String position = ask(source, "SELECT pg_current_wal_lsn()").out().strip();
        boolean there = Patience.HERE.until(
                () -> asked(source, "replay_lsn >= '" + position + "'"), replays, LOOK, "pg_stat_replication");
        if (!there) {
            throw Fault.failed("follow.copy-behind", position)
                    .at(standby.pgdata())
                    .exception();
        }
        stop(standby);
    }

    /** Stops it; nothing when it does not run. */
    public void stop(Cluster standby) {
        clusters.stop(standby);
    }

    private boolean asked(Source source, String condition) {
        return ask(source, "SELECT 1 FROM pg_stat_replication WHERE application_name = '" + NAME + "' AND " + condition)
                .out()
                .strip()
                .equals("1");
    }

    private CommandResult ask(Source source, String sql) {
        return host.run(as(
                source,
                bin(source, "psql"),
                "--no-password",
                "--host=" + source.socket(),
                "--port=" + source.port(),
                "--username=" + source.user(),
                "--dbname=postgres",
                "-XAtqc",
                sql));
    }

    private void require(Source source, Command command) {
        CommandResult result = host.run(command);
        if (!result.succeeded()) {
            String said = (result.err() + result.out()).strip();
            throw Fault.failed("follow.not-replicated", said.substring(Math.max(0, said.length() - 600)))
                    .at(source.socket())
                    .exception();
        }
    }

    private Path bin(Source source, String program) {
        return binaries.of(source.pgdata()).resolve(program);
    }

    private static Command as(Source source, Object... argv) {
        List<String> words = new ArrayList<>(Door.visiting(source.user()));
        for (Object word : argv) {
            words.add(word.toString());
        }
        return Command.of(words).in(Path.of("/"));
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
