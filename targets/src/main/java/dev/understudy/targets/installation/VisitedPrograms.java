package dev.understudy.targets.installation;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.postgres.PostgresBinaries;
import dev.understudy.targets.postgres.RelayedServer;
import dev.understudy.targets.postgres.Visited;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** PostgreSQL's client programs of the newest version here, which connect to somebody else's server as their Odoo does. */
record VisitedPrograms(Host host) {

    private static final Duration LONGEST = Duration.ofHours(24);

    /**
     * Runs one.
     *
     * @param name as {@code pg_dump}
     * @param arguments behind those that say where to connect
     */
    CommandResult run(Visited visited, String name, List<String> arguments) {
        if (visited.relay().isEmpty()) {
            return run(visited, visited.host(), name, arguments);
        }
        try (RelayedServer relayed = RelayedServer.open(visited)) {
            return run(visited, relayed.folder().toString(), name, arguments);
        }
    }

    private CommandResult run(Visited visited, String server, String name, List<String> arguments) {
        List<String> argv = new ArrayList<>(List.of(
                path(name).toString(),
                "--no-password",
                "--host=" + server,
                "--port=" + visited.port(),
                "--username=" + visited.user(),
                "--dbname=" + visited.database()));
        argv.addAll(arguments);
        Command command = Command.of(argv).with("PGAPPNAME", "understudy adopt").within(LONGEST);
        return host.run(visited.password().isEmpty() ? command : command.withSecret("PGPASSWORD", visited.password()));
    }

    /**
     * Refuses a server that is newer than these programs.
     *
     * @throws dev.understudy.model.fault.FaultException {@code adopt.postgres-newer}
     */
    void require(int major, String version) {
        int ours = major(path("pg_dump"));
        if (major > ours) {
            throw Fault.refused("adopt.postgres-newer", version, Integer.toString(ours))
                    .exception();
        }
    }

    private Path path(String name) {
        return new PostgresBinaries(host).newest().resolve(name);
    }

    /** {@code pg_dump (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)}. */
    private int major(Path program) {
        String said = host.require(Command.of(program, "--version")).out();
        return DatabaseLook.number(said.replaceFirst("(?s).*PostgreSQL\\) (\\d+).*", "$1"));
    }
}
