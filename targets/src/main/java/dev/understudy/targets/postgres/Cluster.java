package dev.understudy.targets.postgres;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One PostgreSQL cluster, an environment's own. It listens on loopback and on a socket in its own folder.
 *
 * @param name the environment's
 * @param pgdata the data directory, in the environment's live volume
 * @param socketDirectory outside of the volume
 * @param port on 127.0.0.1
 * @param purpose what it holds
 * @param log the server's log file
 * @param confinement of a server that must not reach the network; absent for one that may
 * @param tuning what its project says of it
 */
public record Cluster(
        String name,
        Path pgdata,
        Path socketDirectory,
        int port,
        Purpose purpose,
        Path log,
        @Nullable Confinement confinement,
        Tuning tuning) {

    /** A cluster that runs as the home's common user, and may reach the network. */
    public Cluster(String name, Path pgdata, Path socketDirectory, int port, Purpose purpose, Path log) {
        this(name, pgdata, socketDirectory, port, purpose, log, null, Tuning.NONE);
    }

    /** The same, told something else. */
    public Cluster told(Tuning other) {
        return new Cluster(name, pgdata, socketDirectory, port, purpose, log, confinement, other);
    }

    /**
     * What a project says of a server.
     *
     * @param major the version that a new one has; empty for the newest that is installed
     * @param least the oldest major version that its Odoo starts on
     * @param settings of {@code postgresql.conf}, over Understudy's defaults
     */
    public record Tuning(OptionalInt major, int least, SortedMap<String, String> settings) {

        /** Nothing. */
        public static final Tuning NONE = new Tuning(OptionalInt.empty(), 0, new TreeMap<>());

        public Tuning {
            settings = new TreeMap<>(settings);
        }
    }

    /**
     * How a server is kept from the network: it runs as a system user of its own, around which the fence is closed.
     *
     * @param user the system user of the environment's servers; empty where Understudy may not make users
     * @param served the ports that this user's servers answer on
     * @param required whether the server must not start where no fence can be made
     */
    public record Confinement(String user, List<Integer> served, boolean required) {

        public Confinement {
            served = List.copyOf(served);
        }
    }

    /** What a cluster holds, and so what it promises and whom it lets in. */
    public enum Purpose {
        /** Understudy's own state: as safe as production's, and entered by nobody else. */
        CONTROL(true),
        /** Production: fsync, {@code wal_level = logical}, checksums. */
        PRODUCTION(true),
        /** A copy that can be made again: no fsync, small WAL. */
        COPY(false);

        private final boolean durable;

        Purpose(boolean durable) {
            this.durable = durable;
        }

        /** Whether what was committed must be there after a crash of the machine. */
        public boolean durable() {
            return durable;
        }
    }
}
