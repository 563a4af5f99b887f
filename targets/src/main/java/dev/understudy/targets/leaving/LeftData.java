package dev.understudy.targets.leaving;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.dump.Remaining;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Door;
import dev.understudy.targets.host.FollowedFile;
import dev.understudy.targets.host.ForeignTree;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.postgres.GcHold;
import dev.understudy.targets.postgres.LocalClusters;
import dev.understudy.targets.postgres.Reader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Writes an environment's data as plain tools take it: an archive of {@code pg_dump}, and the files that it names. The
 * database is read as it is in one moment, its files after it, with Odoo's clean-up of files held off.
 */
public final class LeftData {

    private static final Duration LONG = Duration.ofHours(24);
    private static final Pattern BEGUN = Pattern.compile("pg_dump: dumping contents of table \"(.+)\"");

    /** What a superuser makes beforehand, and what has no meaning where nobody listens. */
    private static final Pattern LEFT_OUT = Pattern.compile(
            "\\d+; \\d+ \\d+ (COMMENT - )?(EXTENSION|PUBLICATION|PUBLICATION TABLE|SUBSCRIPTION|EVENT TRIGGER) .*");

    private final LocalHost host;
    private final LocalClusters clusters;

    public LeftData(LocalHost host, LocalClusters clusters) {
        this.host = host;
        this.clusters = clusters;
    }

    /**
     * Where the data is.
     *
     * @param cluster runs
     * @param filestore {@code DATA_DIR/filestore/DATABASE}; may be absent
     */
    public record Source(Cluster cluster, String database, Path filestore) {}

    /**
     * How large something is.
     *
     * @param database bytes, with its indexes
     * @param files bytes of the filestore
     */
    public record Sizes(long database, long files) {

        /** What they take at most once they are written: an archive holds no index, and is packed. */
        public long needed() {
            return database / 2 + files;
        }
    }

    /**
     * How a database was made.
     *
     * @param major of the server
     * @param extensions the schema of each, by its name; without PostgreSQL's own language
     */
    public record Nature(int major, String collate, String type, Map<String, String> extensions) {}

    /** Measures both. */
    public Sizes sizes(Source source) {
        long database = Long.parseLong(reader(source)
                .rows("SELECT pg_catalog.pg_database_size(pg_catalog.current_database())")
                .getFirst()
                .getFirst());
        return new Sizes(database, bytes(source.filestore()));
    }

    /** What a folder takes on the disk; 0 where there is none. */
    public long bytes(Path folder) {
        if (!host.exists(folder)) {
            return 0;
        }
        String line = host.require(
                        Command.of("du", "-s", "--block-size=1", "--", folder).within(LONG))
                .out();
        return Long.parseLong(line.substring(0, line.indexOf('\t')));
    }

    /** How the database was made. */
    public Nature nature(Source source) {
        Reader reader = reader(source);
        List<String> made = reader.rows("SELECT pg_catalog.current_setting('server_version_num')::int / 10000,"
                        + " datcollate, datctype FROM pg_catalog.pg_database"
                        + " WHERE datname = pg_catalog.current_database()")
                .getFirst();
        Map<String, String> extensions = new LinkedHashMap<>();
        reader.rows("SELECT e.extname, n.nspname FROM pg_catalog.pg_extension e"
                        + " JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace"
                        + " WHERE e.extname <> 'plpgsql' ORDER BY 1")
                .forEach(row -> extensions.put(row.get(0), row.get(1)));
        return new Nature(Integer.parseInt(made.get(0)), made.get(1), made.get(2), extensions);
    }

    /**
     * Writes both into a folder, anew.
     *
     * @param files where the filestore goes
     * @param progress told what is going on, with the time that is left
     * @param between called between files: it may throw
     * @throws dev.understudy.model.fault.FaultException {@code leave.not-written}
     */
    public void write(Source source, Path folder, Path files, Consumer<String> progress, Runnable between) {
        host.delete(folder.resolve(LeftFolder.DUMP));
        host.delete(files);
        Sizes sizes = sizes(source);
        try (GcHold hold =
                GcHold.of(clusters.database(source.cluster(), source.database()).owner())) {
            dump(source, folder, progress);
            host.require(Command.of("mkdir", "-p", "-m", "0700", "--", files));
            copy(source.filestore(), files, sizes.files(), progress, between);
            hold.confirm();
        } catch (IOException failed) {
            throw notWritten(source, folder, String.valueOf(failed.getMessage()));
        }
        list(source, folder);
    }

    private void dump(Source source, Path folder, Consumer<String> progress) {
        Map<String, Long> tables = tables(source);
        long whole = tables.values().stream().mapToLong(Long::longValue).sum();
        Remaining remaining = new Remaining(progress, "writing the database");
        long[] begun = {0, 0};
        Path log = folder.resolve("pg_dump.log");
        Command dump = clusters.client(
                        source.cluster(),
                        "pg_dump",
                        List.of("--format=custom", "--verbose", "--no-privileges", "--dbname=" + source.database()))
                .with("LC_ALL", "C.UTF-8")
                .within(LONG)
                .whileItMoves();
        CommandResult result = FollowedFile.run(
                host, opened(dump, ">", folder.resolve(LeftFolder.DUMP)), log, LeftData::table, name -> {
                    begun[0] += begun[1];
                    begun[1] = tables.getOrDefault(name, 0L);
                    remaining.done(whole == 0 ? 1 : (double) begun[0] / whole);
                });
        if (!result.succeeded()) {
            throw notWritten(source, folder, end(host.read(log)));
        }
        host.delete(log);
        host.require(Command.of("chmod", "0600", "--", folder.resolve(LeftFolder.DUMP)));
    }

    private static Optional<String> table(String line) {
        Matcher matcher = BEGUN.matcher(line);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** Bytes of each table, without its indexes. */
    private Map<String, Long> tables(Source source) {
        return reader(source)
                .rows("SELECT n.nspname || '.' || c.relname, pg_catalog.pg_table_size(c.oid)"
                        + " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace"
                        + " WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema')")
                .stream()
                .collect(Collectors.toMap(List::getFirst, row -> Long.parseLong(row.get(1))));
    }

    private void copy(Path from, Path to, long bytes, Consumer<String> progress, Runnable between) throws IOException {
        Remaining remaining = new Remaining(progress, "writing the files");
        long[] done = {0};
        // DATA_DIR/filestore/DATABASE, of which Odoo's user can replace all but the first.
        Path data = from.resolveSibling("..").normalize();
        new ForeignTree(data).read(names(data.relativize(from)), (name, size, content) -> {
            if (name.startsWith("checklist/")) {
                return;
            }
            between.run();
            Path file = to.resolve(name);
            Files.createDirectories(file.resolveSibling("."));
            Files.copy(content, file);
            done[0] += size;
            remaining.done(bytes == 0 ? 1 : Math.min(1, (double) done[0] / bytes));
        });
    }

    /** What of the archive is loaded by its role: not what a superuser has made beforehand. */
    private void list(Source source, Path folder) {
        Command list = clusters.client(source.cluster(), "pg_restore", List.of());
        List<String> argv = List.of(list.argv().getFirst(), "--list");
        CommandResult result = host.run(
                opened(list.running(argv), "<", folder.resolve(LeftFolder.DUMP)).within(LONG));
        if (!result.succeeded()) {
            throw notWritten(source, folder, end(result.err()));
        }
        String kept = result.out()
                .lines()
                .filter(line -> !LEFT_OUT.matcher(line).matches())
                .collect(Collectors.joining("\n", "", "\n"));
        host.write(folder.resolve(LeftFolder.LIST), kept, "0644", null);
    }

    /**
     * Proves that the archive loads, with the words of the README, as a role that is no superuser.
     *
     * @param empty a cluster that runs, and is thrown away afterwards
     * @return how many tables came
     * @throws dev.understudy.model.fault.FaultException {@code leave.not-loadable}
     */
    public int prove(Path folder, Cluster empty, String database, Nature nature) {
        var made = clusters.dumpHost(empty, database);
        made.make(nature.extensions());
        nature.extensions()
                .forEach((extension, schema) -> host.require(made.client(
                        "psql",
                        List.of(
                                "--no-psqlrc",
                                "--quiet",
                                "--command=CREATE EXTENSION IF NOT EXISTS " + quoted(extension) + " WITH SCHEMA "
                                        + quoted(schema)))));
        Command load = made.client(
                        "pg_restore",
                        List.of("--no-owner", "--no-privileges", "--exit-on-error", "--use-list=/dev/fd/3"))
                .within(LONG)
                .whileItMoves();
        List<String> argv = new ArrayList<>(List.of(
                "sh",
                "-c",
                "exec \"$@\" 3<\"$0\"",
                folder.resolve(LeftFolder.LIST).toString()));
        Command opened = opened(load, "<", folder.resolve(LeftFolder.DUMP));
        argv.addAll(opened.argv());
        CommandResult result = host.run(opened.running(argv));
        if (!result.succeeded()) {
            throw Fault.failed("leave.not-loadable", database, end(result.err()))
                    .at(folder)
                    .exception();
        }
        return Integer.parseInt(clusters.database(empty, database)
                .reader()
                .rows("SELECT pg_catalog.count(*) FROM pg_catalog.pg_tables WHERE schemaname = 'public'")
                .getFirst()
                .getFirst());
    }

    /** The command with a file that its user could not reach: who starts it opens it. */
    private static Command opened(Command command, String direction, Path file) {
        List<String> argv = new ArrayList<>(
                List.of("sh", "-c", "umask 0077; exec \"$@\" " + direction + "\"$0\"", file.toString()));
        String user = command.user();
        if (user != null && !user.isEmpty()) {
            argv.addAll(Door.as(user));
        }
        argv.addAll(command.argv());
        return command.running(argv).as(null);
    }

    private Reader reader(Source source) {
        return clusters.database(source.cluster(), source.database()).reader();
    }

    private static RuntimeException notWritten(Source source, Path folder, String said) {
        return Fault.failed("leave.not-written", source.database(), said)
                .at(folder)
                .exception();
    }

    private static String end(String said) {
        String stripped = said.strip();
        return stripped.substring(Math.max(0, stripped.length() - 600));
    }

    private static List<String> names(Path path) {
        return StreamSupport.stream(path.spliterator(), false)
                .map(Path::toString)
                .toList();
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
