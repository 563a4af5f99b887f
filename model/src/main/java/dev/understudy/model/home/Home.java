package dev.understudy.model.home;

import dev.understudy.model.fault.Fault;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where one service keeps what it has: one home, one service, and its projects.
 *
 * @param directory {@code UNDERSTUDY_HOME}, absolute
 * @param cache big downloads that all homes of this machine share, absolute
 * @param port that the service listens on, on loopback
 */
public record Home(Path directory, Path cache, int port) {

    /** The port without {@code UNDERSTUDY_PORT}. */
    public static final int DEFAULT_PORT = 8010;

    /**
     * The home that the environment's variables name: {@code UNDERSTUDY_HOME}, {@code UNDERSTUDY_CACHE},
     * {@code UNDERSTUDY_PORT}, each with a default.
     *
     * @param root whether this process runs as root, which moves the defaults from the user's home to {@code /var}
     * @throws dev.understudy.model.fault.FaultException {@code home.no-user-home} when neither the variable nor
     *     {@code HOME} is set, {@code home.bad-port} when the port is none
     */
    public static Home of(Map<String, String> variables, boolean root) {
        return new Home(
                folder(variables, "UNDERSTUDY_HOME", root, "/var/lib/understudy", ".local/share/understudy"),
                folder(variables, "UNDERSTUDY_CACHE", root, "/var/cache/understudy", ".cache/understudy"),
                port(variables.getOrDefault("UNDERSTUDY_PORT", "")));
    }

    private static Path folder(
            Map<String, String> variables, String variable, boolean root, String forRoot, String inUserHome) {
        String given = variables.getOrDefault(variable, "");
        if (!given.isEmpty()) {
            return Path.of(given).toAbsolutePath().normalize();
        }
        if (root) {
            return Path.of(forRoot);
        }
        String userHome = variables.getOrDefault("HOME", "");
        if (userHome.isEmpty()) {
            throw Fault.usage("home.no-user-home", variable).exception();
        }
        return Path.of(userHome, inUserHome).toAbsolutePath().normalize();
    }

    private static int port(String given) {
        if (given.isEmpty()) {
            return DEFAULT_PORT;
        }
        if (!given.matches("[0-9]{1,5}") || Integer.parseInt(given) < 1 || Integer.parseInt(given) > 65_535) {
            throw Fault.usage("home.bad-port", given).exception();
        }
        return Integer.parseInt(given);
    }

    /** Where the service answers. */
    public String address() {
        return "http://127.0.0.1:" + port;
    }

    /** The token of the service's API, mode 0600. */
    public Path token() {
        return directory.resolve("token");
    }

    public Path pidFile() {
        return directory.resolve("service.pid");
    }

    public Path serviceLog() {
        return directory.resolve("service.log");
    }

    /** The password of the control plane's cluster, mode 0700. */
    public Path secrets() {
        return directory.resolve("secrets");
    }

    /** The control plane's own PostgreSQL. */
    public Path control() {
        return directory.resolve("control");
    }

    /** Which projects there are, and where. */
    public Path registry() {
        return directory.resolve("projects.list");
    }

    /**
     * The home of the first project, which is this folder itself: a home of an earlier version had no other, and what runs
     * from it keeps its paths.
     */
    public ProjectHome first() {
        return new ProjectHome(directory, cache);
    }

    /** The homes of all projects but the first. */
    public Path projects() {
        return directory.resolve("projects");
    }

    /** The home of a project after the first. */
    public ProjectHome project(String name) {
        return new ProjectHome(projects().resolve(name), cache);
    }
}
