package dev.understudy.targets.installation;

import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.Door;
import dev.understudy.targets.postgres.Visit;
import dev.understudy.targets.postgres.Visited;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** How the database of an installation is reached: as that Odoo itself does it, with what it has. */
final class DatabaseAddress {

    private static final int PORT = 5432;
    private static final List<String> SOCKETS = List.of("/var/run/postgresql", "/run/postgresql", "/tmp");

    private DatabaseAddress() {}

    /**
     * Of an installation.
     *
     * @param named the database's name; empty to find it
     * @throws dev.understudy.model.fault.FaultException {@code audit.several-databases}, {@code audit.no-database}, and
     *     those of {@link Visit#to}
     */
    static Visited of(Found found, String named) {
        return of(found, named, Optional.empty());
    }

    /**
     * Of an installation whose server is in a container.
     *
     * @param container of the server, where only its own network leads there
     */
    static Visited of(Found found, String named, Optional<Containers.Running> container) {
        Map<String, String> variables = found.environment();
        String host = found.option("db_host", variables.getOrDefault("PGHOST", ""));
        int port = port(found.option("db_port", variables.getOrDefault("PGPORT", "")));
        String server = container
                .map(running -> running.addresses().isEmpty()
                        ? "127.0.0.1"
                        : running.addresses().getFirst())
                .orElseGet(() -> host.isEmpty() ? socket(found.place(), port) : host);
        String system = found.user().isEmpty() ? System.getProperty("user.name", "") : found.user();
        String user = found.option("db_user", variables.getOrDefault("PGUSER", system));
        String name = named.isEmpty() ? name(found) : named;
        String password = found.option("db_password", variables.getOrDefault("PGPASSWORD", ""));
        if (password.isEmpty()) {
            password = new PasswordFile(
                            found.place().text(found.home() + "/.pgpass").orElse(""))
                    .password(server, port, name, user);
        }
        Visited visited = new Visited(
                server,
                port,
                name,
                user,
                password,
                found.option("db_sslmode", "prefer"),
                container.map(DatabaseAddress::into).orElseGet(() -> relay(found, server)));
        return name.isEmpty() ? only(visited) : visited;
    }

    /**
     * From an address that somebody gave.
     *
     * @throws dev.understudy.model.fault.FaultException {@code audit.bad-address}, {@code audit.password-in-address}
     */
    static Visited of(String address, Map<String, String> variables) {
        try {
            URI uri = new URI(address.replaceFirst("^postgres:", "postgresql:"));
            String login = uri.getUserInfo() == null ? "" : uri.getUserInfo();
            if (login.contains(":")) {
                throw Fault.usage("audit.password-in-address").exception();
            }
            String path = uri.getPath() == null ? "" : uri.getPath();
            String host = uri.getHost() == null ? "" : uri.getHost();
            int port = uri.getPort() < 0 ? PORT : uri.getPort();
            String server = host.isEmpty() ? socket(Place.HERE, port) : host;
            String user = login.isEmpty() ? System.getProperty("user.name", "") : login;
            String password = variables.getOrDefault("PGPASSWORD", "");
            if (password.isEmpty()) {
                password = new PasswordFile(Place.HERE
                                .text(variables.getOrDefault("HOME", "/root") + "/.pgpass")
                                .orElse(""))
                        .password(server, port, path.substring(1), user);
            }
            if (path.length() < 2) {
                throw Fault.usage("audit.bad-address").exception();
            }
            List<String> relay = server.startsWith("/") ? here(System.getProperty("user.name", "")) : List.of();
            return new Visited(server, port, path.substring(1), user, password, "prefer", relay);
        } catch (java.net.URISyntaxException | StringIndexOutOfBoundsException broken) {
            throw Fault.usage("audit.bad-address").exception(broken);
        }
    }

    private static int port(String given) {
        return given.matches("[1-9]\\d{0,4}") ? Integer.parseInt(given) : PORT;
    }

    private static String socket(Place place, int port) {
        return SOCKETS.stream()
                .filter(folder -> place.exists(folder + "/.s.PGSQL." + port))
                .findFirst()
                .orElse(SOCKETS.getFirst());
    }

    /** One name that the options give; several are as good as none. */
    private static String name(Found found) {
        String given = found.option("db_name", found.environment().getOrDefault("PGDATABASE", ""));
        return given.contains(",") ? "" : given;
    }

    private static Visited only(Visited visited) {
        try (Visit visit = Visit.to(visited.named("postgres"))) {
            List<String> names =
                    visit.ask("""
                            SELECT datname FROM pg_database
                             WHERE NOT datistemplate AND datallowconn AND datname <> 'postgres'
                               AND pg_get_userbyid(datdba) = session_user ORDER BY 1
                            """).orNone().stream().map(List::getFirst).toList();
            if (names.isEmpty()) {
                throw Fault.failed("audit.no-database", visited.user())
                        .at(visited.place())
                        .exception();
            }
            if (names.size() > 1) {
                throw Fault.usage("audit.several-databases", String.join(", ", names))
                        .at(visited.place())
                        .exception();
            }
            return visited.named(names.getFirst());
        }
    }

    /** What passes bytes on to the server: needed for a socket, and where the Odoo has another network. */
    private static List<String> relay(Found found, String server) {
        boolean apart = found.process().filter(OdooProcess::apart).isPresent();
        boolean elsewhere = server.startsWith("/") && !found.place().equals(Place.HERE);
        if (!server.startsWith("/") && !apart) {
            return List.of();
        }
        if (found.process().isPresent()
                && root()
                && (apart || elsewhere || !found.user().isEmpty())) {
            OdooProcess process = found.process().get();
            return program(Door.beside(process.pid(), process.uid(), process.gid()), process.executable());
        }
        return here(found.user());
    }

    /** This machine's files, that container's network. */
    private static List<String> into(Containers.Running container) {
        return program(Door.network(container.pid()), "/usr/bin/python3");
    }

    private static List<String> here(String user) {
        boolean other = !user.isEmpty() && !user.equals(System.getProperty("user.name"));
        return program(other && root() ? Door.visiting(user) : List.of(), "/usr/bin/python3");
    }

    /** In a session of its own: who looks may sit at a terminal, into which a program of somebody else's could type. */
    private static List<String> program(List<String> before, String python) {
        List<String> argv = new ArrayList<>(List.of("setsid"));
        argv.addAll(before);
        argv.addAll(List.of(python, "-I", "-S", "-c", script()));
        return argv;
    }

    private static String script() {
        try (InputStream in = DatabaseAddress.class.getResourceAsStream("relay.py")) {
            if (in == null) {
                throw new IllegalStateException("relay.py is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean root() {
        return "root".equals(System.getProperty("user.name")) && Files.isDirectory(Path.of("/proc/self"));
    }

    /** A {@code .pgpass}: lines of host, port, database, user and password. */
    private record PasswordFile(String text) {

        String password(String host, int port, String database, String user) {
            String server = host.startsWith("/") ? "localhost" : host;
            return text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("(?<!\\\\):", 5))
                    .filter(fields -> fields.length == 5
                            && fits(fields[0], server)
                            && fits(fields[1], Integer.toString(port))
                            && (database.isEmpty() || fits(fields[2], database))
                            && fits(fields[3], user))
                    .map(fields -> fields[4].replaceAll("\\\\(.)", "$1"))
                    .findFirst()
                    .orElse("");
        }

        private static boolean fits(String pattern, String value) {
            return Stream.of("*", value).anyMatch(pattern::equals);
        }
    }
}
