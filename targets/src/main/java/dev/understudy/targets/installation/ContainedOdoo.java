package dev.understudy.targets.installation;

import dev.understudy.model.audit.Adopted;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Door;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.postgres.Visited;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An Odoo in a container, whose database server is in another of the same network. While it is stopped, nothing of its process
 * tells how its database is reached, and where its files are on this machine: so its engine is asked while it runs.
 *
 * @param odoo its container
 * @param server the container of its server; empty where the server is elsewhere
 */
record ContainedOdoo(Containers.Running odoo, Optional<Containers.Running> server) {

    private static final String LOOK_UP = "import socket, sys; print(socket.gethostbyname(sys.argv[1]))";
    private static final Pattern PLAIN = Pattern.compile("[^\\r\\n]*");

    /**
     * Empty for one that is in no container, and where no engine tells of it.
     *
     * @param doubts gets what kept something of it from being found out
     */
    static Optional<ContainedOdoo> of(Host host, Found found, Visited database, List<String> doubts) {
        if (found.process().filter(OdooProcess::apart).isEmpty()) {
            return Optional.empty();
        }
        OdooProcess process = found.process().get();
        List<Containers.Running> all = new Containers(host).all(doubts);
        Optional<Containers.Running> odoo = all.stream()
                .filter(container -> together(container.pid(), process.pid()))
                .findFirst();
        if (odoo.isEmpty()) {
            doubts.add("no engine here tells of a container with the process " + process.pid());
            return Optional.empty();
        }
        Optional<String> address = address(host, process, database.host(), doubts);
        Optional<Containers.Running> server = address.flatMap(wanted -> all.stream()
                .filter(container -> container.addresses().contains(wanted))
                .findFirst());
        if (address.isPresent() && server.isEmpty()) {
            doubts.add("the database's server " + database.host() + " (" + address.get() + ") is no container of "
                    + all.stream().map(Containers.Running::name).sorted().toList());
        }
        return Optional.of(new ContainedOdoo(odoo.get(), server));
    }

    /** What a name means where the Odoo runs. */
    private static Optional<String> address(Host host, OdooProcess process, String server, List<String> doubts) {
        if (server.startsWith("/")) {
            doubts.add("it reaches its database by the socket in " + server);
            return Optional.empty();
        }
        List<String> argv = new ArrayList<>(List.of("setsid"));
        argv.addAll(Door.beside(process.pid(), process.uid(), process.gid()));
        argv.addAll(List.of(process.executable(), "-I", "-S", "-c", LOOK_UP, server));
        CommandResult said = host.run(Command.of(argv));
        if (!said.succeeded()) {
            doubts.add(Containers.said("the name " + server + " as its container sees it", said));
            return Optional.empty();
        }
        return Optional.of(said.out().strip());
    }

    /** Whether two processes have the same processes around them, as those of one container. */
    private static boolean together(long one, long other) {
        return Objects.equals(processes(one), processes(other));
    }

    private static Path processes(long pid) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "ns", "pid"));
        } catch (IOException gone) {
            return Path.of(Long.toString(pid));
        }
    }

    /** The port of this machine at which one of its ports is; the same where its engine publishes none. */
    int port(int inner) {
        return odoo.published().getOrDefault(inner, inner);
    }

    /**
     * Writes what is needed to reach its data while it is stopped; empty where its server is in no container of this machine.
     *
     * @param file of root's alone
     * @throws IOException also where a value has a line of its own, which {@code odoo.conf} cannot hold
     */
    Optional<Adopted.Contained> write(Host host, Found found, Visited database, Path file) throws IOException {
        if (server.isEmpty()) {
            return Optional.empty();
        }
        List<String> values = List.of(database.user(), database.password(), database.database(), found.dataDirectory());
        for (String value : values) {
            if (!PLAIN.matcher(value).matches()) {
                throw new IOException("a line break in a value of odoo.conf");
            }
        }
        String text = """
                ; How Understudy reaches the data of the Odoo in the container %s. Nobody else reads this file.
                [options]
                db_host = %s
                db_port = %d
                db_user = %s
                db_password = %s
                db_name = %s
                data_dir = %s
                """.formatted(
                        odoo.name(),
                        database.host(),
                        database.port(),
                        database.user(),
                        database.password(),
                        database.database(),
                        found.dataDirectory());
        host.write(file, text, "0600", null);
        return Optional.of(new Adopted.Contained(
                file.toString(), odoo.name(), odoo.restart(), server.get().name()));
    }
}
