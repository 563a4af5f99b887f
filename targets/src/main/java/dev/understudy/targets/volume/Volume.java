package dev.understudy.targets.volume;

import java.nio.file.Path;

/**
 * Where an environment's database and filestore live, side by side, so that both are copied, frozen and put back as one.
 *
 * @param environment whose it is
 * @param name {@code live}, or the name of a snapshot
 * @param directory the folder
 */
public record Volume(String environment, String name, Path directory) {

    /** The name of the volume that the environment runs on. */
    public static final String LIVE = "live";

    /** PostgreSQL's data directory. */
    public Path pgdata() {
        return directory.resolve("pgdata");
    }

    /** Odoo's {@code data_dir}: filestore and sessions. */
    public Path data() {
        return directory.resolve("data");
    }
}
