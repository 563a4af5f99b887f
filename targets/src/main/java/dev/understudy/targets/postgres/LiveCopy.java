package dev.understudy.targets.postgres;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.postgres.Clusters.CopyTimes;
import dev.understudy.targets.volume.CopyMethod;
import dev.understudy.targets.volume.Volumes;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Copies a running cluster and then its filestore. Nothing is seen at the target before both are whole. */
final class LiveCopy {

    /** Server state that means nothing in a copy, or harm; from the manual's list of what a backup may leave out. */
    private static final Set<String> LEFT_OUT = Set.of(
            "postmaster.pid",
            "postmaster.opts",
            "postgresql.auto.conf.tmp",
            "current_logfiles",
            "backup_label",
            "backup_label.old",
            "tablespace_map",
            "tablespace_map.old");

    /** Left empty: slots would hold WAL for ever, the rest is made anew at each start; WAL is copied last. */
    private static final Set<String> EMPTIED = Set.of(
            "pg_dynshmem",
            "pg_notify",
            "pg_replslot",
            "pg_serial",
            "pg_snapshots",
            "pg_stat_tmp",
            "pg_subtrans",
            "pg_wal");

    private static final int CONTROL_ATTEMPTS = 5;

    private final Host host;
    private final Volumes volumes;
    private final @Nullable String owner;

    LiveCopy(Host host, Volumes volumes, @Nullable String owner) {
        this.host = host;
        this.volumes = volumes;
        this.owner = owner;
    }

    /**
     * What is copied.
     *
     * @param database whose attachments' files must not be collected meanwhile
     * @param keeper of the cluster
     * @param data the database's files
     */
    record Source(Path pgdata, Owner database, Keeper keeper, Path bin, Path data) {}

    CopyTimes copy(Source source, Path target, Path targetData) {
        if (host.exists(target)) {
            throw Fault.refused("volume.in-the-way", target).at(host.name()).exception();
        }
        Path fresh = target.resolveSibling(".copying-" + target.getFileName());
        Path freshData = targetData.resolveSibling(".copying-" + targetData.getFileName());
        long began = System.nanoTime();
        boolean whole = false;
        try {
            // The data directory is renamed last: while it is not there, what else is there is of no use.
            for (Path leftover : List.of(fresh, freshData, targetData)) {
                host.delete(leftover);
            }
            needRoom(source);
            long copied;
            long filed;
            try (GcHold hold = GcHold.of(source.database())) {
                cluster(source, fresh);
                copied = System.nanoTime();
                filestore(source.data(), freshData);
                filed = System.nanoTime();
                hold.confirm();
            }
            move(freshData, targetData);
            move(fresh, target);
            whole = true;
            return new CopyTimes(millis(began, copied), millis(copied, filed), millis(began, System.nanoTime()));
        } finally {
            if (!whole) {
                for (Path half : List.of(fresh, freshData, target, targetData)) {
                    host.delete(half);
                }
            }
        }
    }

    private void needRoom(Source source) {
        long bytes = 0;
        if (volumes.method() == CopyMethod.PLAIN) {
            for (Path tree : List.of(source.pgdata(), source.data())) {
                bytes += host.exists(tree) ? size(tree) : 0;
            }
        }
        volumes.needRoom(bytes);
    }

    private void cluster(Source source, Path fresh) {
        try (Connection connection = source.keeper().connect()) {
            BackupMode backup = new BackupMode(connection);
            String firstWal = backup.begin("understudy");
            folders(List.of(fresh));
            List<String> entries = entries(source.pgdata());
            volumes.copyEntries(
                    source.pgdata(),
                    entries.stream()
                            .filter(name -> !LEFT_OUT.contains(name) && !EMPTIED.contains(name))
                            .toList(),
                    fresh);
            control(source, fresh);
            BackupMode.Ended ended = backup.end();
            folders(Stream.concat(entries.stream().filter(EMPTIED::contains), Stream.of("pg_wal/archive_status"))
                    .map(fresh::resolve)
                    .toList());
            wal(source.pgdata().resolve("pg_wal"), fresh.resolve("pg_wal"), firstWal, ended.lastWal());
            host.write(fresh.resolve("backup_label"), ended.label(), "0600", owner);
            if (!ended.tablespaceMap().isEmpty()) {
                host.write(fresh.resolve("tablespace_map"), ended.tablespaceMap(), "0600", owner);
            }
            dropTemporaryFiles(fresh);
        } catch (SQLException failure) {
            throw PgErrors.fault(source.database().name(), failure);
        }
    }

    /** {@code pg_control} is read without the lock it is written under: copied again until its checksum is right. */
    private void control(Source source, Path fresh) {
        CommandResult result = new CommandResult(1, "", "", Duration.ZERO);
        for (int attempt = 0; attempt < CONTROL_ATTEMPTS; attempt++) {
            result = host.run(Command.of(source.bin().resolve("pg_controldata"), "--pgdata=" + fresh));
            if (result.succeeded() && !(result.out() + result.err()).contains("WARNING")) {
                return;
            }
            volumes.copyEntries(source.pgdata().resolve("global"), List.of("pg_control"), fresh.resolve("global"));
        }
        throw Fault.failed("postgres.copy-broken", "pg_control: " + result.err().strip())
                .at(fresh)
                .exception();
    }

    /** Copies the WAL written between the two, which are on one timeline, and the timelines' history. */
    private void wal(Path from, Path to, String first, String last) {
        List<String> needed = entries(from).stream()
                .filter(name -> name.endsWith(".history")
                        || (name.matches("[0-9A-F]{24}") && name.compareTo(first) >= 0 && name.compareTo(last) <= 0))
                .toList();
        if (!needed.contains(first) || !needed.contains(last)) {
            throw Fault.failed("postgres.copy-broken", "pg_wal: " + first + " - " + last)
                    .at(from)
                    .exception();
        }
        volumes.copyEntries(from, needed, to);
    }

    private void dropTemporaryFiles(Path pgdata) {
        host.require(Command.of(
                "find",
                pgdata,
                "(",
                "-name",
                "pg_internal.init*",
                "-o",
                "-name",
                "pgsql_tmp*",
                ")",
                "-prune",
                "-exec",
                "rm",
                "-rf",
                "--",
                "{}",
                "+"));
    }

    private void filestore(Path from, Path to) {
        if (host.exists(from)) {
            volumes.copyTree(from, to);
        } else {
            host.require(Command.of("mkdir", "-p", "--", to));
        }
    }

    private List<String> entries(Path folder) {
        List<String> names = new ArrayList<>(
                host.require(Command.of("find", folder, "-mindepth", 1, "-maxdepth", 1, "-printf", "%f\\n"))
                        .out()
                        .lines()
                        .toList());
        names.sort(null);
        return names;
    }

    private void folders(List<Path> folders) {
        List<String> argv = new ArrayList<>(List.of("install", "--directory", "--mode=0700"));
        if (owner != null) {
            int colon = owner.indexOf(':');
            argv.add("--owner=" + owner.substring(0, colon));
            argv.add("--group=" + owner.substring(colon + 1));
        }
        argv.add("--");
        folders.forEach(folder -> argv.add(folder.toString()));
        host.require(Command.of(argv));
    }

    private long size(Path tree) {
        String line = host.require(
                        Command.of("du", "-s", "--block-size=1", "--", tree).within(Duration.ofHours(1)))
                .out();
        return Long.parseLong(line.substring(0, line.indexOf('\t')));
    }

    private void move(Path from, Path to) {
        host.require(Command.of("mv", "-T", "--", from, to));
    }

    private static long millis(long from, long to) {
        return Duration.ofNanos(to - from).toMillis();
    }
}
