package dev.understudy.targets.installation;

import dev.understudy.model.audit.Adopted;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Door;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.postgres.Visited;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An Odoo in a container. While it is stopped, nothing of its process tells how its database is reached, and where its files are
 * on this machine: so its engine is asked while it runs.
 *
 * @param odoo its container
 * @param server the container of its server, in a network that this one is in too; empty where the server is elsewhere
 * @param address of a server elsewhere that this machine reaches as well; empty where there is none
 */
record ContainedOdoo(Containers.Running odoo, Optional<Containers.Running> server, Optional<String> address) {

    private static final int REACHED_MILLIS = 3000;

    private static final String LOOK_UP = "import socket, sys; print(socket.gethostbyname(sys.argv[1]))";

    /**
     * Empty for one that is in no container, and where no engine tells of it.
     *
     * @param doubts gets what kept something of it from being found out
     */
    static Optional<ContainedOdoo> of(Host host, Found found, Visited database, List<String> doubts) {
        Optional<OdooProcess> contained = found.process().filter(process -> process.apart() || process.container());
        if (contained.isEmpty()) {
            return Optional.empty();
        }
        OdooProcess process = contained.get();
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
        Optional<String> elsewhere = address.filter(wanted -> server.isEmpty() && reached(wanted, database.port()));
        if (address.isPresent() && server.isEmpty() && elsewhere.isEmpty()) {
            doubts.add("the database's server " + database.host() + " (" + address.get()
                    + ") is in no container here, and this machine does not reach its port " + database.port());
        }
        return Optional.of(new ContainedOdoo(odoo.get(), server, elsewhere));
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

    private static boolean reached(String address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), REACHED_MILLIS);
            return true;
        } catch (IOException refused) {
            return false;
        }
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

    /** Where the files of its database are on this machine; empty where they are in no volume, and gone with it. */
    Optional<String> filestore(Found found, Visited database) {
        return odoo.here(found.dataDirectory() + "/filestore/" + database.database());
    }

    /**
     * Writes what is needed to reach its data while it is stopped; empty where it cannot be reached then.
     *
     * @param file of root's alone
     * @param doubts gets what keeps it from being followed
     * @throws IOException also where a value has a line of its own, which {@code odoo.conf} cannot hold
     */
    Optional<Adopted.Contained> write(Host host, Found found, Visited database, Path file, List<String> doubts)
            throws IOException {
        if (filestore(found, database).isEmpty()) {
            doubts.add("the files in " + found.dataDirectory() + " are in no volume of the container " + odoo.name());
            return Optional.empty();
        }
        if (server.isEmpty() && address.isEmpty()) {
            return Optional.empty();
        }
        KeptSettings.write(
                host, "the container " + odoo.name(), found, database, address.orElse(database.host()), file);
        return Optional.of(new Adopted.Contained(
                file.toString(),
                odoo.engine(),
                odoo.name(),
                odoo.restart(),
                server.map(Containers.Running::name).orElse("")));
    }
}
