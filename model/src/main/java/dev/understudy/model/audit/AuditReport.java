package dev.understudy.model.audit;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of an Odoo that runs somewhere, or of a dump: nothing was changed for it. What could not be measured is
 * absent, and named in {@code notMeasured}.
 *
 * @param takenAt when it was begun
 * @param tookMillis how long it took
 * @param installation how Odoo came to be there
 * @param odoo which Odoo
 * @param server the PostgreSQL server; absent for a dump
 * @param data how much there is
 * @param folders the folders of modules, in the order of the addons path
 * @param modules what is installed, and where its code is
 * @param filestore whether the files that the database names are there
 * @param outside what talks to the world, and what a copy must be kept from
 * @param work what runs by itself, and within which limits
 * @param backups what looks like a backup
 * @param plan what Understudy would do
 * @param notMeasured by name, each with why
 */
public record AuditReport(
        Instant takenAt,
        long tookMillis,
        Installation installation,
        OdooBuild odoo,
        @Nullable Server server,
        Data data,
        List<Folder> folders,
        Modules modules,
        @Nullable Filestore filestore,
        Outside outside,
        Work work,
        List<Backup> backups,
        Plan plan,
        List<NotMeasured> notMeasured) {

    /**
     * How Odoo came to be there.
     *
     * @param kind in which way it was installed
     * @param configuration {@code odoo.conf}, as that Odoo sees it; empty when there is none
     * @param process the process that was found; 0 when none runs
     * @param user the system user that it runs as; empty when unknown
     * @param unit the unit file that starts it; empty when none was found
     * @param program the words that start it, without its options; empty when unknown
     * @param here whether its files are this machine's own, and not those of a container
     * @param root where its {@code /} is on this machine: all paths here are as it sees them; empty where that is the same
     * @param clues what the kind was told by
     */
    public record Installation(
            Kind kind,
            String configuration,
            long process,
            String user,
            String unit,
            List<String> program,
            boolean here,
            String root,
            List<String> clues) {

        public Installation {
            // A report of an earlier version does not tell.
            root = Objects.requireNonNullElse(root, "");
        }
    }

    /** In which way an Odoo was installed. */
    public enum Kind {
        /** A package of Debian or Ubuntu itself. */
        DEBIAN,
        /** A package that Odoo publishes, nightly. */
        NIGHTLY,
        /** A checkout or unpacked source, with or without a unit of systemd. */
        SOURCE,
        /** A container of Docker, usually of a Compose project. */
        CONTAINER,
        /** The layout of doodba: repos.yaml and addons.yaml. */
        DOODBA,
        /** A dump as Odoo.sh makes them. */
        ODOO_SH_DUMP,
        /** Any other dump. */
        DUMP,
        /** None of these could be told. */
        UNKNOWN
    }

    /**
     * Which Odoo.
     *
     * @param series {@code 17.0}; empty when it cannot be told
     * @param build a package's version or a commit; empty when unknown
     * @param folder where its code is; empty for a dump
     * @param edition {@code enterprise} when such modules are installed, else {@code community}
     * @param leastPostgres the oldest major of PostgreSQL that this Odoo takes, as its own code says; 0 when unknown
     * @param changedModules of its own modules those whose files are not as they were packaged or committed
     * @param compared whether its own files could be compared at all
     */
    public record OdooBuild(
            String series,
            String build,
            String folder,
            String edition,
            int leastPostgres,
            List<String> changedModules,
            boolean compared) {}

    /**
     * The PostgreSQL server.
     *
     * @param version {@code 15.4}
     * @param major {@code 15}
     * @param place host and port, or the folder of its socket
     * @param encoding of the database
     * @param collation of the database
     * @param role as which Odoo connects
     * @param superuser whether that role is one
     * @param extensions with their versions
     * @param roles that own something, or are members of Odoo's
     * @param archiving whether the server archives its log, so that a backup to any moment may exist
     */
    public record Server(
            String version,
            int major,
            String place,
            String encoding,
            String collation,
            String role,
            boolean superuser,
            List<String> extensions,
            List<String> roles,
            boolean archiving) {}

    /**
     * How much there is.
     *
     * @param database its name
     * @param bytes of the database, or of the dump's file
     * @param tables the largest, with their indexes
     * @param tableCount of all tables
     * @param withoutKey tables of some rows that have no primary key: they cannot be followed row by row
     * @param unreadable what Odoo's own role may not read, with its schema: a dump leaves it out
     * @param largeObjects how many
     * @param users active internal users
     * @param companies how many
     */
    public record Data(
            String database,
            long bytes,
            List<Table> tables,
            int tableCount,
            List<String> withoutKey,
            List<String> unreadable,
            long largeObjects,
            long users,
            long companies) {}

    /** A table with its indexes; {@code rows} as PostgreSQL estimates them, or as they were counted in a dump. */
    public record Table(String name, long bytes, long rows) {}

    /**
     * A folder of modules.
     *
     * @param path as the installation names it
     * @param present whether it is there
     * @param core whether it is Odoo's own
     * @param modules how many it holds
     * @param repository the git repository that it belongs to; absent when it is in none
     */
    public record Folder(
            String path,
            boolean present,
            boolean core,
            int modules,
            @Nullable Checkout repository) {}

    /**
     * A checkout of a git repository.
     *
     * @param root its folder
     * @param remote its origin, without user and password; empty when there is none
     * @param branch checked out; empty when a commit is
     * @param commit the full hash
     * @param changed files that differ from the commit; absent when it could not be asked
     * @param unpushed whether the commit is another one than origin's branch was seen at; absent when unknown
     */
    public record Checkout(
            String root,
            String remote,
            String branch,
            String commit,
            @Nullable Integer changed,
            @Nullable Boolean unpushed) {}

    /**
     * Modules.
     *
     * @param installed how many
     * @param own installed modules that are not Odoo's own, with their folders
     * @param withoutCode installed, and in no folder
     * @param codeNotInstalled how many of the modules that are not Odoo's own are not installed
     * @param behind installed in another version than the code's
     * @param pending in a state between two, as {@code to upgrade}
     * @param known whether the folders of code could be looked through
     */
    public record Modules(
            int installed,
            List<Own> own,
            List<String> withoutCode,
            List<String> codeNotInstalled,
            List<String> behind,
            List<String> pending,
            boolean known) {}

    /** A module that is not Odoo's own. */
    public record Own(String name, String version, String author, String folder) {}

    /**
     * Files that the database names, against those that are there.
     *
     * @param folder of the filestore
     * @param files that are there
     * @param bytes that they take
     * @param named by the database
     * @param missing how many that are named are not there
     * @param missingModels the models that miss files, the most first, with their numbers
     * @param orphaned how many that are there are named by nobody
     * @param orphanedBytes what these take
     */
    public record Filestore(
            String folder,
            long files,
            long bytes,
            long named,
            long missing,
            List<String> missingModels,
            long orphaned,
            long orphanedBytes) {}

    /**
     * What talks to the world.
     *
     * @param talkers installed modules, not Odoo's own, that import network libraries or hold credentials
     * @param services rows that stand for services outside and are switched on: mail servers, providers...
     * @param neutralizedCopy whether this database says of itself that it is a neutralized copy; absent when unknown
     */
    public record Outside(
            List<Talker> talkers,
            List<Service> services,
            @Nullable Boolean neutralizedCopy) {}

    /**
     * A module that may talk to the world.
     *
     * @param libraries that it imports
     * @param credentials fields that it defines, by their names
     * @param neutralizes whether it brings a {@code data/neutralize.sql}
     */
    public record Talker(String module, List<String> libraries, List<String> credentials, boolean neutralizes) {}

    /** Rows of a table that are switched on. */
    public record Service(String table, long active) {}

    /**
     * What runs by itself.
     *
     * @param crons active scheduled actions
     * @param cronsOfOwn those of them that belong to modules which are not Odoo's own
     * @param queueJobs jobs of queue_job by state
     * @param waitingMail mails that wait to go out
     * @param workers as configured
     * @param cronThreads as configured
     * @param limits of {@code odoo.conf} by option
     * @param listsDatabases whether visitors may list and manage databases
     * @param proxyMode whether Odoo trusts a proxy before it
     */
    public record Work(
            long crons,
            long cronsOfOwn,
            List<Service> queueJobs,
            long waitingMail,
            int workers,
            int cronThreads,
            List<Limit> limits,
            boolean listsDatabases,
            boolean proxyMode) {}

    /** An option that limits Odoo, as it is set. */
    public record Limit(String option, String value) {}

    /**
     * What looks like a backup.
     *
     * @param what {@code cron}, {@code timer}, {@code folder}, {@code module} or {@code archive}
     * @param where a file or folder
     * @param newest when the newest file of it was written; absent when that means nothing
     * @param bytes of the newest file
     */
    public record Backup(
            String what, String where, @Nullable Instant newest, long bytes) {}

    /**
     * What Understudy would do.
     *
     * @param roomBytes that it needs beside production
     * @param freeBytes that this machine has for it
     * @param firstCopySeconds estimated for the first copy
     * @param stepKeys what would be done, as keys of texts
     */
    public record Plan(long roomBytes, long freeBytes, long firstCopySeconds, List<String> stepKeys) {}

    /** Something that was not measured, and why, in a few words. */
    public record NotMeasured(String what, String why) {}

    public AuditReport {
        folders = List.copyOf(folders);
        backups = List.copyOf(backups);
        notMeasured = List.copyOf(notMeasured);
    }
}
