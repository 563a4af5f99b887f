package dev.understudy.targets.installation;

import dev.understudy.model.fault.FaultException;
import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.CommandResult;
import dev.understudy.targets.host.Door;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.postgres.Visit;
import dev.understudy.targets.postgres.Visited;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an Odoo in a container has on networks and disks of its own, as this machine reaches it: also when the container does
 * not run, and its file system and its names are gone.
 */
record Beside(Host host, Found found) {

    private static final int CONNECT_MILLIS = 3_000;
    private static final Duration LOOK = Duration.ofSeconds(30);
    private static final String RESOLVE = """
            import socket, sys
            for found in socket.getaddrinfo(sys.argv[1], int(sys.argv[2]), 0, socket.SOCK_STREAM):
                print(found[4][0])
            """;

    /** {@code ID PARENT DEVICE ROOT PLACE ...} (proc_pid_mountinfo(5)). */
    private static final Pattern MOUNT = Pattern.compile("\\d+ \\d+ (\\d+:\\d+) (\\S+) (\\S+) .*");

    private static final Pattern CONTAINER = Pattern.compile("(?m)[/-]([0-9a-f]{64})(?:\\.scope)?(?:/.*)?$");

    /** Whether its network is another than this machine's. */
    boolean apart() {
        return found.process().filter(OdooProcess::apart).isPresent();
    }

    /**
     * The same server by an address that this machine reaches, as that of a container on a bridge; empty where there is none.
     */
    Optional<Visited> database(Visited visited) {
        if (!apart() || visited.host().startsWith("/")) {
            return Optional.empty();
        }
        return addresses(visited).stream()
                .filter(address -> answers(address, visited.port()))
                .map(address -> new Visited(
                        address,
                        visited.port(),
                        visited.database(),
                        visited.user(),
                        visited.password(),
                        visited.sslMode(),
                        List.of()))
                .filter(reached -> began(reached).equals(began(visited)))
                .findFirst();
    }

    /** What its name means where that Odoo is, but for what means itself. */
    private List<String> addresses(Visited visited) {
        OdooProcess process = found.process().orElseThrow();
        List<String> argv = new ArrayList<>(List.of("setsid"));
        argv.addAll(Door.beside(process.pid(), process.uid(), process.gid()));
        argv.addAll(List.of(process.executable(), "-I", "-S", "-c", RESOLVE, visited.host()));
        argv.add(Integer.toString(visited.port()));
        CommandResult told = host.run(Command.of(argv).within(LOOK));
        return told.out()
                .lines()
                .filter(line -> line.matches("[0-9a-f.:]+") && !line.startsWith("127.") && !line.equals("::1"))
                .distinct()
                .limit(8)
                .toList();
    }

    private static boolean answers(String address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.ofLiteral(address), port), CONNECT_MILLIS);
            return true;
        } catch (IOException silent) {
            return false;
        }
    }

    /** When the server began, by which one knows it again; empty where it does not let us in. */
    private static String began(Visited visited) {
        try (Visit visit = Visit.to(visited)) {
            return visit.ask("SELECT pg_postmaster_start_time()").orNone().toString();
        } catch (FaultException refused) {
            return "";
        }
    }

    /** Where a folder of its is on this machine's disks; empty where it is within the container, and goes with it. */
    Optional<Path> folder(String path) {
        if (found.process().isEmpty() || found.place().equals(Place.HERE)) {
            return Optional.of(Path.of(path));
        }
        Path wanted = Path.of(path).normalize();
        List<Mount> here = mounts("self");
        return mounts(Long.toString(found.process().get().pid())).stream()
                .filter(mount -> wanted.startsWith(mount.place()))
                .max(Comparator.comparingInt(mount -> mount.place().getNameCount()))
                .flatMap(theirs -> here.stream()
                        .filter(ours -> ours.device().equals(theirs.device())
                                && theirs.root().startsWith(ours.root()))
                        .map(ours -> ours.place()
                                .resolve(ours.root().relativize(theirs.root()))
                                .resolve(theirs.place().relativize(wanted))
                                .normalize())
                        .filter(Files::isDirectory)
                        .findFirst());
    }

    /**
     * A mount.
     *
     * @param device the file system
     * @param root which of its folders is mounted
     * @param place where
     */
    private record Mount(String device, Path root, Path place) {}

    private static List<Mount> mounts(String process) {
        return Place.text(Path.of("/proc", process, "mountinfo"))
                .orElse("")
                .lines()
                .map(MOUNT::matcher)
                .filter(Matcher::matches)
                .filter(mount -> mount.group(2).startsWith("/"))
                .map(mount -> new Mount(mount.group(1), path(mount.group(2)), path(mount.group(3))))
                .toList();
    }

    /** The kernel writes blanks and the like as three octal digits. */
    private static Path path(String written) {
        return Path.of(Pattern.compile("\\\\([0-7]{3})")
                .matcher(written)
                .replaceAll(octal ->
                        Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(octal.group(1), 8)))));
    }

    /** The id by which an engine of containers knows it, shortened as it shows it; empty where none is told. */
    Optional<String> container() {
        return found.process()
                .flatMap(process -> Place.text(Path.of("/proc", Long.toString(process.pid()), "cgroup")))
                .map(CONTAINER::matcher)
                .filter(Matcher::find)
                .map(id -> id.group(1).substring(0, 12));
    }
}
