package dev.understudy.targets.installation;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Door;
import dev.understudy.targets.host.LocalHost;
import dev.understudy.targets.installation.FollowedOdoo.Seen;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.postgres.LocalClusters;
import dev.understudy.targets.postgres.Visit;
import dev.understudy.targets.postgres.Visited;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings a database that runs here back to the server that it once came from, under its name there. What that server had
 * stays beside it under another name. Its Odoo must not run.
 */
public final class ReturnedData {

    private static final Duration LONGEST = Duration.ofHours(24);

    /** Of a folder, a folder, and what happens to files that are there, and the words before what writes. */
    private static final String TAKE = """
            set -o pipefail
            from=$1; to=$2; manner=$3; shift 3
            tar --create --directory="$from" --file=- . \\
              | "$@" tar --extract --no-same-permissions "$manner" --directory="$to" --file=-
            """;

    /** PostgreSQL's limit is 63; the rest is for what is put behind. */
    private static final int LONGEST_NAME = 40;

    private final LocalHost host;
    private final LocalClusters clusters;

    public ReturnedData(LocalHost host, LocalClusters clusters) {
        this.host = host;
        this.clusters = clusters;
    }

    /**
     * Whether the old server lets its role make a database.
     *
     * @throws dev.understudy.model.fault.FaultException {@code follow.may-not-create}, those of {@link Visit#to}
     */
    public void require(Seen seen) {
        try (Visit visit = Visit.to(seen.database())) {
            boolean may = visit
                    .ask("SELECT 1 FROM pg_roles WHERE rolname = session_user AND (rolcreatedb OR rolsuper)")
                    .orNone()
                    .stream()
                    .findAny()
                    .isPresent();
            if (!may) {
                throw Fault.refused("follow.may-not-create", seen.database().user())
                        .at(seen.database().place())
                        .exception();
            }
        }
    }

    /**
     * Brings it back. Done again after it was cut off, it begins anew; after it was done, it does nothing.
     *
     * @param files the filestore here
     * @param sessions the sessions here
     * @param staging a file that is deleted at the end
     * @param mark what the name of the database that was there ends with
     * @return what became of the database that was there
     * @throws dev.understudy.model.fault.FaultException {@code follow.not-returned}
     */
    public Returned into(
            Seen seen, Cluster cluster, String database, Path files, Path sessions, Path staging, String mark) {
        Visited old = seen.database();
        String stem = old.database()
                .substring(0, Math.min(LONGEST_NAME, old.database().length()));
        String fresh = stem + "_returning_" + mark;
        String kept = stem + "_before_" + mark;
        if (names(old).contains(kept) && names(old).contains(old.database())) {
            return new Returned(kept, owners(old.named(kept)));
        }
        try {
            if (!names(old).contains(kept)) {
                dump(cluster, database, staging);
                sql(old, "DROP DATABASE IF EXISTS " + quoted(fresh));
                sql(old, "CREATE DATABASE " + quoted(fresh) + " TEMPLATE template0 ENCODING 'UTF8'");
                load(old.named(fresh), staging);
                allow(old, fresh, staging.resolveSibling(staging.getFileName() + ".rights"));
            }
            take(files, seen.filestore(), "--skip-old-files");
            take(sessions, seen.sessions(), "--no-same-owner");
            if (!names(old).contains(kept)) {
                sql(old, "ALTER DATABASE " + quoted(old.database()) + " RENAME TO " + quoted(kept));
            }
            sql(old, "ALTER DATABASE " + quoted(fresh) + " RENAME TO " + quoted(old.database()));
            return new Returned(kept, owners(old.named(kept)));
        } catch (IOException failure) {
            throw Fault.failed("follow.not-returned", old.database(), failure)
                    .at(old.place())
                    .exception(failure);
        } finally {
            host.delete(staging);
        }
    }

    /**
     * What became of the database that was there.
     *
     * @param kept the name that it has now
     * @param owned what belonged in it to other roles than Odoo's, and belongs to that now
     */
    public record Returned(String kept, List<String> owned) {}

    /** Gives other roles what they may do in the database that was there. */
    private void allow(Visited old, String fresh, Path script) throws IOException {
        List<String> statements = lines(old, RightsKept.STATEMENTS);
        if (!statements.isEmpty()) {
            Files.writeString(script, RightsKept.script(statements));
            try {
                require(old.named(fresh), "psql", List.of("-Xq", "--file=" + script));
            } finally {
                host.delete(script);
            }
        }
    }

    private List<String> owners(Visited old) {
        return lines(old, RightsKept.OWNERS);
    }

    private List<String> lines(Visited visited, String question) {
        return require(visited, "psql", List.of("-XAtc", question))
                .out()
                .lines()
                .toList();
    }

    /** Takes away what a try that failed has left, and gives the database that was there its name again. */
    public void forget(Seen seen, String mark) {
        Visited old = seen.database();
        String stem = old.database()
                .substring(0, Math.min(LONGEST_NAME, old.database().length()));
        String fresh = stem + "_returning_" + mark;
        String kept = stem + "_before_" + mark;
        List<String> names = names(old);
        if (names.contains(kept)) {
            if (names.contains(old.database())) {
                sql(old, "ALTER DATABASE " + quoted(old.database()) + " RENAME TO " + quoted(fresh));
            }
            sql(old, "ALTER DATABASE " + quoted(kept) + " RENAME TO " + quoted(old.database()));
        }
        sql(old, "DROP DATABASE IF EXISTS " + quoted(fresh));
    }

    private void dump(Cluster cluster, String database, Path file) throws IOException {
        Command dump = clusters.client(
                        cluster,
                        "pg_dump",
                        List.of(
                                "--format=custom",
                                "--compress=1",
                                "--no-owner",
                                "--no-privileges",
                                "--dbname=" + database))
                .within(LONGEST);
        host.delete(file);
        try (InputStream nothing = InputStream.nullInputStream();
                OutputStream out = Files.newOutputStream(file)) {
            CommandResult result = host.stream(dump, nothing, out);
            if (!result.succeeded()) {
                throw new IOException(result.err().strip());
            }
        }
    }

    private void load(Visited to, Path file) {
        require(
                to,
                "pg_restore",
                List.of("--no-owner", "--no-privileges", "--exit-on-error", "--jobs=2", file.toString()));
    }

    /** Written as whose the folder is: he could have put a link to somewhere else into it. */
    private void take(Path from, Path to, String manner) throws IOException {
        if (!Files.isDirectory(from) || !Files.isDirectory(to)) {
            return;
        }
        Map<String, Object> owner = Files.readAttributes(to, "unix:uid,gid", LinkOption.NOFOLLOW_LINKS);
        List<String> argv =
                new ArrayList<>(List.of("bash", "-c", TAKE, "bash", from.toString(), to.toString(), manner));
        argv.addAll(Door.visiting(number(owner.get("uid")), number(owner.get("gid"))));
        CommandResult result = host.run(Command.of(argv).within(LONGEST));
        if (!result.succeeded()) {
            throw new IOException(result.err().strip());
        }
    }

    private static long number(@Nullable Object attribute) {
        if (attribute instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalStateException("every folder here has an owner");
    }

    private List<String> names(Visited old) {
        return lines(old.named("postgres"), "SELECT datname FROM pg_database");
    }

    private void sql(Visited old, String statement) {
        require(old.named("postgres"), "psql", List.of("-XAtq", "-v", "ON_ERROR_STOP=1", "-c", statement));
    }

    private CommandResult require(Visited visited, String program, List<String> arguments) {
        CommandResult result = new VisitedPrograms(host).run(visited, program, arguments);
        if (!result.succeeded()) {
            String said = result.err().strip();
            throw Fault.failed(
                            "follow.not-returned", visited.database(), said.substring(Math.max(0, said.length() - 600)))
                    .at(visited.place())
                    .exception();
        }
        return result;
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
