package dev.understudy.targets.postgres;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.volume.Volumes;
import java.nio.file.Path;
import java.util.Optional;

/** Makes, starts, stops and copies clusters on one host. Every act is idempotent. */
public interface Clusters {

    /** The role that owns the Odoo database in every cluster: never a superuser, no CREATEDB. */
    String ODOO_ROLE = "odoo";

    /** {@code initdb} with checksums, UTF-8, scram passwords and Understudy's superuser; not started. */
    void create(Cluster cluster);

    /**
     * Starts a cluster and waits until SQL answers; nothing when it already runs. Settings, roles and who may connect are
     * written anew each time, so that a copy never keeps its source's port, archive command, standby settings or password.
     */
    void start(Cluster cluster);

    /**
     * Makes a data directory that came from a standby of somebody else's server a cluster of Understudy's: with its settings,
     * its user and its superuser, and with Odoo's role and database under the names that they have here. It does not run.
     */
    void takeIn(Cluster cluster, ForeignNames names);

    /** Stops it, fast, with a last checkpoint; immediately and by signal when that takes too long. */
    void stop(Cluster cluster);

    boolean running(Cluster cluster);

    /** Settings of its project that a cluster goes without, because PostgreSQL refuses them. */
    Optional<Fault> trouble(Cluster cluster);

    /** Sets a new random password for the Odoo role and returns it. The cluster must run. */
    String renewOdooPassword(Cluster cluster);

    /** Makes an empty database owned by the Odoo role; nothing when it exists. */
    void createDatabase(Cluster cluster, String database);

    /**
     * Takes everything out of the cluster of a copy, which runs, but one database: all others go, {@code postgres} and
     * {@code template1} are empty afterwards. Who copies production wants its Odoo alone.
     */
    void keepOnly(Cluster cluster, String database);

    /** The two ways into a database of a cluster that runs. */
    Doors database(Cluster cluster, String database);

    /** Has a cluster that runs write out all that is in memory alone. */
    void checkpoint(Cluster cluster);

    /** What tells which statements change the schema in a cluster that runs. */
    DdlLog ddlLog(Cluster cluster);

    /**
     * Copies a running cluster with the low-level backup API into {@code target}, which is not there yet; copies
     * {@code sourceData} (the filestore) to {@code targetData} afterwards, with the filestore's garbage collection held
     * off in {@code database} from before the first to after the second. So a row in the copy never lacks its file. The
     * source stays in use. On failure nothing is left at the target.
     */
    CopyTimes copyLive(Cluster source, String database, Path sourceData, Volumes volumes, Path target, Path targetData);

    /**
     * What a copy took, in milliseconds.
     *
     * @param backup from {@code pg_backup_start} to after {@code pg_backup_stop}
     * @param filestore the copy of the filestore
     * @param total all of it
     */
    record CopyTimes(long backup, long filestore, long total) {}
}
