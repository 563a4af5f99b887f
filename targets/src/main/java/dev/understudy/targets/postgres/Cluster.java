package dev.understudy.targets.postgres;

import java.nio.file.Path;

/**
 * One PostgreSQL cluster, an environment's own. It listens on loopback and on a socket in its own folder.
 *
 * @param name the environment's
 * @param pgdata the data directory, in the environment's live volume
 * @param socketDirectory outside of the volume
 * @param port on 127.0.0.1
 * @param durability what it promises
 * @param log the server's log file
 */
public record Cluster(String name, Path pgdata, Path socketDirectory, int port, Durability durability, Path log) {

    /** What a cluster promises. */
    public enum Durability {
        /** Production: fsync, {@code wal_level = logical}, checksums. */
        PRODUCTION,
        /** A copy that can be made again: no fsync, small WAL. */
        DISPOSABLE
    }
}
