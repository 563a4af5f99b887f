package dev.understudy.engine.fake;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.postgres.Clusters;
import dev.understudy.targets.postgres.DdlLog;
import dev.understudy.targets.postgres.Doors;
import dev.understudy.targets.postgres.ForeignNames;
import dev.understudy.targets.volume.Volumes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Clusters whose data directory is a folder with a text file. They run when {@code postmaster.pid} stands there, as real
 * ones, and mind the same things: one server a port, none stopped or moved while an update writes to it.
 */
final class FakeClusters implements Clusters {

    static final String PID = "postmaster.pid";
    static final String PASSWORD = "password";

    /** Stands in a data directory while a process updates its modules. */
    static final String UPDATING = "updating";

    private final Host host;
    private final Effects effects;

    FakeClusters(Host host, Effects effects) {
        this.host = host;
        this.effects = effects;
    }

    @Override
    public void create(Cluster cluster) {
        try {
            Files.createDirectories(cluster.pgdata());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        write(cluster.pgdata().resolve(PASSWORD), "p0");
        effects.happened("cluster made");
    }

    @Override
    public void start(Cluster cluster) {
        if (running(cluster)) {
            return;
        }
        for (Path other : dataDirectories(cluster)) {
            if (Files.exists(other.resolve(PID)) && read(other.resolve(PID)).equals("" + cluster.port())) {
                throw new IllegalStateException(other + " runs on port " + cluster.port());
            }
        }
        write(cluster.pgdata().resolve(PID), "" + cluster.port());
        effects.happened("cluster started");
    }

    @Override
    public Optional<Fault> trouble(Cluster cluster) {
        return Optional.empty();
    }

    @Override
    public void takeIn(Cluster cluster, ForeignNames names) {
        throw new UnsupportedOperationException("nobody is followed here");
    }

    @Override
    public void stop(Cluster cluster) {
        if (!running(cluster)) {
            return;
        }
        if (Files.exists(cluster.pgdata().resolve(UPDATING))) {
            throw new IllegalStateException("an update writes to " + cluster.pgdata());
        }
        delete(cluster.pgdata().resolve(PID));
        effects.happened("cluster stopped");
    }

    @Override
    public boolean running(Cluster cluster) {
        return Files.exists(cluster.pgdata().resolve(PID));
    }

    @Override
    public String renewOdooPassword(Cluster cluster) {
        if (!running(cluster)) {
            throw new IllegalStateException(cluster.pgdata() + " does not run");
        }
        Path file = cluster.pgdata().resolve(PASSWORD);
        String password = "p" + (Integer.parseInt(read(file).substring(1)) + 1);
        write(file, password);
        effects.happened("password renewed");
        return password;
    }

    @Override
    public void createDatabase(Cluster cluster, String database) {
        try {
            Files.createDirectories(cluster.pgdata().resolveSibling("data"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void keepOnly(Cluster cluster, String database) {
        // There are no others.
    }

    @Override
    public Doors database(Cluster cluster, String database) {
        FakeDatabase fake = new FakeDatabase(Ledger.in(cluster.pgdata()), running(cluster));
        return new Doors(fake, fake);
    }

    @Override
    public void checkpoint(Cluster cluster) {
        // Nothing is in memory alone.
    }

    @Override
    public DdlLog ddlLog(Cluster cluster) {
        throw new UnsupportedOperationException("the fake updates are not observed");
    }

    @Override
    public CopyTimes copyLive(
            Cluster source, String database, Path sourceData, Volumes volumes, Path target, Path targetData) {
        if (!running(source)) {
            throw new IllegalStateException(source.pgdata() + " does not run");
        }
        if (Files.exists(target)) {
            throw new IllegalStateException(target + " is in the way");
        }
        Path fresh = target.resolveSibling(".copying-pgdata");
        volumes.copyTree(source.pgdata(), fresh);
        host.delete(fresh.resolve(PID));
        volumes.copyTree(sourceData, targetData);
        host.require(Command.of("mv", "-T", "--", fresh, target));
        return new CopyTimes(1, 1, 2);
    }

    private static List<Path> dataDirectories(Cluster cluster) {
        Path volumes = Objects.requireNonNull(
                Objects.requireNonNull(cluster.pgdata().getParent()).getParent());
        try (Stream<Path> all = Files.list(volumes)) {
            return all.map(volume -> volume.resolve("pgdata")).toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
