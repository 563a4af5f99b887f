package dev.understudy.targets.postgres;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.Patience;
import dev.understudy.targets.volume.Volumes;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL clusters on this machine, run by one system user but for those that are confined to their own. Servers
 * outlive Understudy and are found again.
 */
public final class LocalClusters implements Clusters {

    /** Understudy's superuser in every cluster of a home. */
    public static final String SUPERUSER = ClusterRoles.SUPERUSER;

    private static final String WRONG_PASSWORD = "28P01";
    static final Duration START = Duration.ofMinutes(10);
    private static final Duration FAST_STOP = Duration.ofMinutes(2);

    /** How long the processes of a server that was killed may take to be gone. */
    static final Duration ORPHANED = Duration.ofSeconds(60);

    private final Host host;
    private final ClusterSecrets secrets;
    private final ClusterFiles files;
    private final ClusterConf confs;
    private final ServerStart start;
    private final ClientPrograms programs;
    private final PostgresBinaries binaries;
    private final Supplier<String> passwords;

    /**
     * @param secrets the home's folder of secrets, where earlier versions kept one password for all clusters
     * @param users the system users that run servers and clients; Understudy's own when absent
     * @param binaries where PostgreSQL is installed
     * @param passwords makes new random passwords
     */
    public LocalClusters(
            Host host, Path secrets, @Nullable Users users, PostgresBinaries binaries, Supplier<String> passwords) {
        this.host = host;
        this.secrets = new ClusterSecrets(host, secrets.resolve("postgres-superuser"), passwords);
        this.files = new ClusterFiles(host, users == null ? null : users.servers());
        this.programs = new ClientPrograms(users == null ? null : users.clients());
        this.binaries = binaries;
        this.confs = new ClusterConf(host, files, binaries);
        this.start = new ServerStart(host, files, confs);
        this.passwords = passwords;
    }

    /**
     * Whom clusters run as.
     *
     * @param servers runs the servers that are not confined to a user of their own
     * @param clients runs client programs, which are given what strangers wrote
     */
    public record Users(String servers, String clients) {}

    @Override
    public void create(Cluster cluster) {
        Path pgdata = cluster.pgdata();
        if (host.exists(pgdata)) {
            return;
        }
        Path bin = binaries.fitting(cluster.tuning().major(), cluster.tuning().least());
        Path fresh = pgdata.resolveSibling(".creating-" + pgdata.getFileName());
        Path password = fresh.resolveSibling(".creating-password");
        host.delete(fresh);
        files.folder(fresh, cluster);
        host.write(password, secrets.make(pgdata), "0600", files.owner(cluster));
        try {
            host.require(Command.of(
                            bin.resolve("initdb"),
                            "--pgdata=" + fresh,
                            "--username=" + SUPERUSER,
                            "--pwfile=" + password,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale=C.UTF-8",
                            "--data-checksums")
                    .as(files.user(cluster)));
            host.require(Command.of("mv", "-T", "--", fresh, pgdata));
        } finally {
            host.delete(password);
            host.delete(fresh);
        }
    }

    @Override
    public void start(Cluster cluster) {
        if (running(cluster)
                && files.user(cluster) != null
                && !ClusterFiles.ownerOf(cluster.pgdata()).equals(files.user(cluster))) {
            // It was started when it was not confined yet.
            stop(cluster);
        }
        if (running(cluster)) {
            takeAlong(cluster);
        } else {
            Path bin = binaries.of(cluster.pgdata());
            settle(cluster);
            start.of(cluster, bin);
            admit(cluster);
        }
        keeper(cluster).rows("SELECT 1");
    }

    /** A server that an earlier version started lets in whom it should, without a restart. */
    private synchronized void takeAlong(Cluster cluster) {
        if (cluster.purpose() != Cluster.Purpose.CONTROL && confs.write(cluster)) {
            reload(cluster);
        }
        Path access = cluster.pgdata().resolve("pg_hba.conf");
        String wanted = HostBasedAccess.of(cluster.purpose());
        if (secrets.has(cluster.pgdata())
                && !secrets.lent(cluster.pgdata())
                && host.read(access).equals(wanted)) {
            return;
        }
        host.write(
                access,
                wanted,
                "0600",
                ClusterFiles.ownerOf(cluster.pgdata()) + ":" + ClusterFiles.ownerOf(cluster.pgdata()));
        reload(cluster);
        admit(cluster);
    }

    private void reload(Cluster cluster) {
        host.require(
                Command.of(binaries.of(cluster.pgdata()).resolve("pg_ctl"), "reload", "--pgdata=" + cluster.pgdata())
                        .as(files.present(cluster.pgdata())));
    }

    @Override
    public Optional<Fault> trouble(Cluster cluster) {
        return confs.trouble(cluster);
    }

    /** Who starts a copy, here or in another process, gives it its passwords: two who did would each spoil the other's. */
    private void awaitStart(Path pgdata) {
        Patience.HERE.until(() -> !secrets.lent(pgdata), ORPHANED, Duration.ofMillis(50), pgdata);
    }

    /** Gives the superuser a password of this cluster's own, and sets up the other roles. */
    private synchronized void admit(Cluster cluster) {
        Path pgdata = cluster.pgdata();
        if (!secrets.has(pgdata)) {
            String known = secrets.candidates(pgdata).stream()
                    .filter(password -> accepted(cluster, password))
                    .findFirst()
                    .orElseThrow(() -> Fault.failed("postgres.no-password", cluster.name())
                            .at(pgdata)
                            .exception());
            ClusterRoles.password(new JdbcDatabase.ForKeeping(cluster, known), SUPERUSER, secrets.next(pgdata));
            secrets.settle(pgdata);
        }
        if (cluster.purpose() != Cluster.Purpose.CONTROL) {
            provideRoles(cluster);
        }
        if (cluster.purpose() == Cluster.Purpose.COPY) {
            ClusterRoles.forgetSubscriptions(keeper(cluster));
            ClusterRoles.letRewrite(keeper(cluster));
        }
        secrets.giveBack(pgdata);
    }

    private synchronized void provideRoles(Cluster cluster) {
        Path pgdata = cluster.pgdata();
        ClusterRoles.provide(
                keeper(cluster), secrets.of(pgdata, ClusterRoles.READER), secrets.of(pgdata, ClusterRoles.OWNER));
    }

    private static boolean accepted(Cluster cluster, String password) {
        try (Connection connection = new JdbcDatabase.ForKeeping(cluster, password).connect()) {
            return connection.isValid(0);
        } catch (SQLException failure) {
            if (WRONG_PASSWORD.equals(failure.getSQLState())) {
                return false;
            }
            throw PgErrors.fault(cluster.name(), failure);
        }
    }

    /** The maintenance database of a cluster that runs, as its superuser. */
    public Keeper keeper(Cluster cluster) {
        return new JdbcDatabase.ForKeeping(cluster, secrets.superuser(cluster.pgdata()));
    }

    /** Writes the settings anew and takes away what a source, a crash or a reboot left. */
    private void settle(Cluster cluster) {
        Path pgdata = cluster.pgdata();
        files.folder(cluster.socketDirectory(), cluster);
        files.own(pgdata, cluster);
        files.own(cluster.log(), cluster);
        Path conf = pgdata.resolve("postgresql.conf");
        if (cluster.purpose().durable() && host.exists(conf) && host.read(conf).contains("fsync = 'off'")) {
            // It ran as a throw-away copy: what it wrote may not be on the disk yet.
            host.require(Command.of("sync", "-f", pgdata).within(START));
        }
        Postmaster.disown(host, pgdata, files.owner(cluster));
        host.delete(cluster.socketDirectory().resolve(".s.PGSQL." + cluster.port() + ".lock"));
        for (String stale : List.of("standby.signal", "recovery.signal", "recovery.conf")) {
            host.delete(pgdata.resolve(stale));
        }
        host.write(pgdata.resolve("postgresql.auto.conf"), "", "0600", files.owner(cluster));
        confs.write(cluster);
        host.write(pgdata.resolve("pg_hba.conf"), HostBasedAccess.of(cluster.purpose()), "0600", files.owner(cluster));
        host.write(pgdata.resolve("pg_ident.conf"), "", "0600", files.owner(cluster));
        if (!host.exists(cluster.log())) {
            host.write(cluster.log(), "", "0640", files.owner(cluster));
        }
    }

    @Override
    public void stop(Cluster cluster) {
        if (!running(cluster)) {
            return;
        }
        Path control = binaries.of(cluster.pgdata()).resolve("pg_ctl");
        for (String mode : List.of("fast", "immediate")) {
            CommandResult result = host.run(files.byOwner(
                            cluster.pgdata(),
                            control,
                            "stop",
                            "--mode=" + mode,
                            "--wait",
                            "--timeout=" + FAST_STOP.toSeconds(),
                            "--silent",
                            "--pgdata=" + cluster.pgdata())
                    .within(FAST_STOP.plusMinutes(1)));
            if (result.succeeded() || !running(cluster)) {
                return;
            }
        }
        OptionalLong pid = Postmaster.pid(cluster.pgdata());
        if (pid.isPresent()) {
            host.run(Command.of("kill", "-KILL", pid.getAsLong()));
        }
    }

    @Override
    public void takeIn(Cluster cluster, ForeignNames names) {
        settle(cluster);
        // It recovers first. Nobody but this process can come in meanwhile.
        host.require(Command.of(
                        binaries.of(cluster.pgdata()).resolve("postgres"),
                        "--single",
                        "-D",
                        cluster.pgdata(),
                        HostBasedAccess.MAINTENANCE)
                .as(files.user(cluster))
                .withInput(names.statements(secrets.make(cluster.pgdata())))
                .within(START));
    }

    @Override
    public boolean running(Cluster cluster) {
        return Postmaster.pid(cluster.pgdata()).isPresent();
    }

    @Override
    public String renewOdooPassword(Cluster cluster) {
        String password = passwords.get();
        ClusterRoles.password(keeper(cluster), ODOO_ROLE, password);
        return password;
    }

    @Override
    public void createDatabase(Cluster cluster, String database) {
        Keeper keeper = keeper(cluster);
        if (!keeper.rows("SELECT 1 FROM pg_database WHERE datname = ?", database)
                .isEmpty()) {
            return;
        }
        String owner = cluster.purpose() == Cluster.Purpose.CONTROL ? SUPERUSER : ODOO_ROLE;
        try (Connection connection = keeper.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + statement.enquoteIdentifier(database, true) + " OWNER " + owner
                    + " ENCODING 'UTF8' TEMPLATE template0");
        } catch (SQLException failure) {
            throw PgErrors.fault(cluster.name(), failure);
        }
    }

    @Override
    public void keepOnly(Cluster cluster, String database) {
        new OtherDatabases(keeper(cluster)).drop(database);
    }

    @Override
    public Doors database(Cluster cluster, String database) {
        Path pgdata = cluster.pgdata();
        if (running(cluster)) {
            awaitStart(pgdata);
            takeAlong(cluster);
        }
        Runnable admit = () -> provideRoles(cluster);
        return new Doors(
                new JdbcDatabase.ForReading(cluster, database, secrets.of(pgdata, ClusterRoles.READER), admit),
                new JdbcDatabase.ForOwning(cluster, database, secrets.of(pgdata, ClusterRoles.OWNER), admit));
    }

    @Override
    public void checkpoint(Cluster cluster) {
        keeper(cluster).script("CHECKPOINT");
    }

    @Override
    public DdlLog ddlLog(Cluster cluster) {
        return new DdlLog(keeper(cluster), cluster.log());
    }

    @Override
    public CopyTimes copyLive(
            Cluster source, String database, Path sourceData, Volumes volumes, Path target, Path targetData) {
        String owner = files.present(source.pgdata());
        Owner gate = database(source, database).owner();
        CopyTimes times = new LiveCopy(host, volumes, owner == null ? null : owner + ":" + owner)
                .copy(
                        new LiveCopy.Source(
                                source.pgdata(), gate, keeper(source), binaries.of(source.pgdata()), sourceData),
                        target,
                        targetData);
        secrets.lend(source.pgdata(), target);
        return times;
    }

    /**
     * A client program that reads all of an Odoo database and may do there what Odoo's role may. It runs as a system user
     * that owns nothing, and its password goes along as a secret.
     *
     * @param arguments behind those that say where to connect
     */
    public Command client(Cluster cluster, String program, List<String> arguments) {
        return connecting(cluster, program, ClusterRoles.OWNER, arguments)
                .withSecret("PGPASSWORD", secrets.of(cluster.pgdata(), ClusterRoles.OWNER));
    }

    /** A client program of the newest version, which connects to no server. */
    public Command program(String program, List<String> arguments) {
        return programs.alone(binaries.newest().resolve(program), arguments);
    }

    /** A database that is to take in what strangers dumped; the cluster runs, and Odoo's role gets a new password. */
    public DumpHost dumpHost(Cluster cluster, String database) {
        return new DumpHost(this, cluster, database);
    }

    /** The system user that client programs run as; Understudy's own when absent. */
    public @Nullable String clientUser() {
        return programs.user();
    }

    Command connecting(Cluster cluster, String program, String role, List<String> arguments) {
        return programs.connecting(binaries.of(cluster.pgdata()).resolve(program), cluster.port(), role, arguments);
    }

    /** The password of {@link #SUPERUSER} in a cluster that runs: for Understudy's own state. */
    public String superuserPassword(Cluster cluster) {
        takeAlong(cluster);
        return secrets.superuser(cluster.pgdata());
    }
}
