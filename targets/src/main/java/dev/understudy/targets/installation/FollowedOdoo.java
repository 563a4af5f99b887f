package dev.understudy.targets.installation;

import dev.understudy.model.config.FollowSettings;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.Listeners;
import dev.understudy.targets.host.Patience;
import dev.understudy.targets.host.Pause;
import dev.understudy.targets.postgres.Visit;
import dev.understudy.targets.postgres.Visited;
import dev.understudy.targets.runtime.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An Odoo of this machine that production is a copy of until it is taken over. Its files are copied, never moved. */
public final class FollowedOdoo {

    private static final Duration ENDED = Duration.ofMinutes(2);
    /** How long it may take to be gone, when the command that stops it has ended. */
    private static final Duration GONE = Duration.ofSeconds(5);

    private static final Duration SERVES = Duration.ofMinutes(3);
    private static final Duration LOOK = Duration.ofMillis(100);

    /** How long nothing of it may come back before it counts as stopped: systemd starts a service again after 0.1 s. */
    private static final int STILL_LOOKS = 10;

    private final Host host;
    private final Duration leaves;

    public FollowedOdoo(Host host) {
        this(host, ENDED.dividedBy(4));
    }

    /** @param leaves how long who is at work in its database may take to be gone */
    FollowedOdoo(Host host, Duration leaves) {
        this.host = host;
        this.leaves = leaves;
    }

    /**
     * Where what belongs to it lies.
     *
     * @param database how its database is reached
     * @param filestore the files of that database
     * @param named whether the project's file names them
     */
    public record Seen(Found found, Visited database, Path filestore, boolean named) {

        /** The files of those who are signed in; may not be there. */
        Path sessions() {
            return filestore.resolve("../../sessions").normalize();
        }
    }

    /**
     * Looks it up; it need not run.
     *
     * @throws dev.understudy.model.fault.FaultException as {@link Audit#look}; {@code follow.no-configuration}, {@code follow.no-filestore}, {@code
     *     follow.apart} when its database can be reached from its container alone, {@code follow.container-away}
     */
    public Seen look(FollowSettings settings) {
        if (!Files.isReadable(settings.config())) {
            throw Fault.refused("follow.no-configuration", settings.config()).exception();
        }
        Optional<Containers.Running> container =
                settings.data().container().map(name -> new Containers(host).named(name));
        // What an Odoo in a container is given by its environment is gone when it stops: the file has to hold all.
        Finder finder = container.isPresent() ? new Finder(List.of(), List.of()) : new Finder();
        Found found = finder.find(settings.config().toString());
        if (found.process().filter(OdooProcess::apart).isPresent()) {
            throw Fault.refused("follow.apart").at(settings.config()).exception();
        }
        Visited visited = DatabaseAddress.of(found, settings.data().database(), container);
        try (Visit visit = Visit.to(visited)) {
            List<String> server = visit.ask(
                            "SELECT current_setting('server_version_num'), current_setting('server_version')")
                    .orNone()
                    .getFirst();
            new VisitedPrograms(host).require(Integer.parseInt(server.get(0)) / 10_000, server.get(1));
        }
        Path filestore = settings.data()
                .filestore()
                .orElseGet(() -> Path.of(found.dataDirectory() + "/filestore/" + visited.database()));
        boolean seenFromHere =
                settings.data().filestore().isPresent() || found.place().equals(Place.HERE);
        if (!seenFromHere || !Files.isDirectory(filestore)) {
            throw Fault.refused("follow.no-filestore", filestore.toString()).exception();
        }
        return new Seen(found, visited, filestore, settings.data().filestore().isPresent());
    }

    /** What of its database a dump leaves out, since Odoo's own role may not read it. */
    public List<String> unreadable(Seen seen) {
        try (Visit visit = Visit.to(seen.database())) {
            return Unreadable.in(visit);
        }
    }

    /**
     * Dumps its database, as pg_dump sees it in one moment, without what is {@link #unreadable}.
     *
     * @param folder is not there yet
     * @throws dev.understudy.model.fault.FaultException {@code adopt.dump-failed}
     */
    public void dump(Seen seen, Path folder) {
        CommandResult result = new VisitedPrograms(host)
                .run(
                        seen.database(),
                        "pg_dump",
                        Stream.concat(
                                        Stream.of(
                                                "--format=directory",
                                                "--jobs=2",
                                                "--compress=1",
                                                "--lock-wait-timeout=60s",
                                                "--file=" + folder),
                                        Unreadable.leftOut(unreadable(seen)))
                                .toList());
        if (!result.succeeded()) {
            throw Adoption.failed(seen.database(), result).exception();
        }
    }

    /** Copies the files that are not there yet; how many. Throws {@code adopt.not-copied}. */
    public long bringFiles(Seen seen, Path to) {
        return bring(seen, seen.filestore(), to);
    }

    /**
     * What is there and not here yet.
     *
     * @param files of the filestore, and {@code bytes} of them
     * @param database bytes of the database, with its indexes
     */
    public record Outstanding(long files, long bytes, long database) {}

    /**
     * Measures what a copy of it lacks.
     *
     * @param have the files that were copied before; may be absent
     * @throws dev.understudy.model.fault.FaultException {@code adopt.not-copied}
     */
    public Outstanding outstanding(Seen seen, Path have) {
        try (Visit visit = Visit.to(seen.database())) {
            FilestoreMirror.Fresh fresh = new FilestoreMirror(
                            TheirFiles.of(host, seen.found(), seen.filestore(), seen.named()), have)
                    .fresh();
            String size = visit.ask("SELECT pg_database_size(current_database())")
                    .orNone()
                    .getFirst()
                    .getFirst();
            return new Outstanding(fresh.files(), fresh.bytes(), Long.parseLong(size));
        } catch (IOException failure) {
            throw Fault.failed("adopt.not-copied", failure).at(seen.filestore()).exception(failure);
        }
    }

    /** Whether the program that stops it, or the one that starts it, is not there; which. */
    public Optional<String> missingProgram(FollowSettings settings) {
        return Stream.of(settings.stop(), settings.start())
                .map(List::getFirst)
                .filter(program -> !host.run(Command.of("sh", "-c", "command -v -- \"$0\"", program))
                        .succeeded())
                .findFirst();
    }

    /** Copies the sessions that are not there yet, so that whoever is signed in stays so. */
    public void bringSessions(Seen seen, Path to) {
        if (Files.isDirectory(seen.sessions())) {
            host.delete(to);
            bring(seen, seen.sessions(), to);
        }
    }

    private long bring(Seen seen, Path from, Path to) {
        try {
            return new FilestoreMirror(TheirFiles.of(host, seen.found(), from, seen.named()), to).bringOver();
        } catch (IOException failure) {
            throw Fault.failed("adopt.not-copied", failure).at(to).exception(failure);
        }
    }

    /** Whether anything of it runs: a process with its configuration, or whoever has its port. */
    public boolean runs(FollowSettings settings) {
        return !new Listeners(host).free(settings.port())
                || new Finder().find(settings.config().toString()).process().isPresent();
    }

    /**
     * Stops it by the command that was given for it, and sees that it stays so and that nobody is at work in its database.
     *
     * @throws dev.understudy.model.fault.FaultException {@code follow.stop-failed}, {@code follow.started-again} when it runs
     *     all the same, {@code follow.still-written} when its role has sessions still
     */
    public void stop(FollowSettings settings, Seen seen) {
        CommandResult result = perform("stop", settings.stop());
        if (!result.succeeded()) {
            throw Fault.failed("follow.stop-failed", String.join(" ", settings.stop()), said(result))
                    .exception();
        }
        if (!Patience.HERE.until(() -> !runs(settings), GONE, LOOK, settings.config())) {
            throw Fault.failed(
                            "follow.not-stopped",
                            String.join(" ", settings.stop()),
                            new Listeners(host).shown(settings.port()))
                    .at(settings.config())
                    .exception();
        }
        for (int look = 0; look < STILL_LOOKS; look++) {
            requireStopped(settings);
            Pause.of(LOOK, settings.config());
        }
        requireUnwritten(seen);
    }

    /** Throws {@code follow.started-again} when it runs. */
    public void requireStopped(FollowSettings settings) {
        if (runs(settings)) {
            throw Fault.failed("follow.started-again", new Listeners(host).shown(settings.port()))
                    .at(settings.config())
                    .exception();
        }
    }

    private void requireUnwritten(Seen seen) {
        try (Visit visit = Visit.to(seen.database())) {
            String others = "SELECT application_name FROM pg_stat_activity WHERE datname = current_database()"
                    + " AND usename = session_user AND pid <> pg_backend_pid() AND backend_type = 'client backend'";
            Patience.HERE.until(() -> visit.ask(others).orNone().isEmpty(), leaves, LOOK, "sessions");
            List<List<String>> left = visit.ask(others).orNone();
            if (!left.isEmpty()) {
                throw Fault.failed(
                                "follow.still-written",
                                seen.database().database(),
                                left.size(),
                                left.getFirst().getFirst())
                        .at(seen.database().place())
                        .exception();
            }
        }
    }

    /**
     * Starts it by the command that was given for it, and waits until it serves.
     *
     * @throws dev.understudy.model.fault.FaultException {@code follow.start-failed}, those of {@link Probe#awaitLogin}
     */
    public void start(FollowSettings settings) {
        CommandResult result = perform("start", settings.start());
        if (!result.succeeded()) {
            throw Fault.failed("follow.start-failed", String.join(" ", settings.start()), said(result))
                    .exception();
        }
        new Probe(SERVES).awaitLogin(settings.port(), () -> true);
    }

    private CommandResult perform(String which, List<String> argv) {
        try {
            return host.run(Command.of(argv).within(ENDED));
        } catch (FaultException failure) {
            if (!failure.fault().code().equals("host.timed-out")) {
                throw failure;
            }
            throw Fault.failed("follow.no-return", which, String.join(" ", argv), ENDED.toSeconds())
                    .exception(failure);
        }
    }

    private static String said(CommandResult result) {
        String said = (result.err() + result.out()).strip();
        return said.isEmpty()
                ? "it ended with " + result.exitCode() + ", without a word"
                : said.substring(Math.max(0, said.length() - 600));
    }
}
