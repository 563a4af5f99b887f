package dev.understudy.targets.host;

import dev.understudy.model.fault.Fault;
import dev.understudy.model.text.Sha256;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The system users of a home: one for Understudy's own cluster, one for PostgreSQL's clients, one for git, one for the edge, one
 * that builds Python packages, and two for each environment, for its Odoo and for its clusters. Every act is idempotent.
 */
public final class SystemUsers {

    /** What useradd and login take. */
    static final int LONGEST_NAME = 32;

    private static final String POSTGRES = "pg";
    private static final String EDGE = "edge";
    private static final String CLIENT = "client";
    private static final String GIT = "git";
    private static final String BUILDS = "py_build";
    private static final Set<String> OWN = Set.of(POSTGRES, EDGE, CLIENT, GIT);
    private static final int ABSENT = 6;
    private static final int ALREADY_THERE = 9;

    /** The account files are locked while another tool writes them; the last process of a user is not quite gone. */
    private static final Set<Integer> PASSING = Set.of(1, 10, 8);

    private static final int ATTEMPTS = 10;

    private final Host host;

    public SystemUsers(Host host) {
        this.host = host;
    }

    /** Six hex digits that tell this home from others on the machine. */
    public static String tag(Path home) {
        return hash(home.toAbsolutePath().normalize().toString(), 6);
    }

    /** The user that runs Understudy's own cluster: {@code us-HHHHHH-pg}. */
    public static String ofClusters(Path home) {
        return prefix(home) + POSTGRES;
    }

    /** The user that runs PostgreSQL's client programs, and owns nothing: {@code us-HHHHHH-client}. */
    public static String ofClients(Path home) {
        return prefix(home) + CLIENT;
    }

    /** The user that runs git, and owns the mirrors alone: {@code us-HHHHHH-git}. */
    public static String ofGit(Path home) {
        return prefix(home) + GIT;
    }

    /**
     * The user that builds Python packages, and owns nothing: {@code us-HHHHHH-py_build}, and no environment is called so.
     */
    public static String ofBuilds(Path home) {
        return prefix(home) + BUILDS;
    }

    /** The user that runs the edge of a home: {@code us-HHHHHH-edge}. */
    public static String ofEdge(Path home) {
        return prefix(home) + EDGE;
    }

    /**
     * The user that runs an environment's clusters, and no other's: {@code us-HHHHHH-pg_ENV}, and no environment is called so;
     * shortened and told apart by a hash where it is too long.
     */
    public static String ofClusters(Path home, String environment) {
        String whole = ofClusters(home) + "_" + environment;
        return whole.length() <= LONGEST_NAME
                ? whole
                : whole.substring(0, LONGEST_NAME - 7) + "-" + hash(environment, 6);
    }

    /**
     * The user that runs an environment's Odoo: {@code us-HHHHHH-ENV}. A name that is too long, has other characters
     * than a user name may have, or would be the clusters' or the edge's own, is shortened and told apart by a hash.
     */
    public static String ofEnvironment(Path home, String environment) {
        String plain = environment.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "-");
        int room = LONGEST_NAME - prefix(home).length();
        if (plain.equals(environment) && plain.length() <= room && !OWN.contains(plain)) {
            return prefix(home) + plain;
        }
        String suffix = "-" + hash(environment, 6);
        return prefix(home) + plain.substring(0, Math.min(plain.length(), room - suffix.length())) + suffix;
    }

    /** Makes a system user with a group of the same name, without a home and without a login; nothing when it exists. */
    public void ensure(String user) {
        if (uid(user).isPresent()) {
            return;
        }
        CommandResult made = patiently(Command.of(
                "useradd",
                "--system",
                "--user-group",
                "--no-create-home",
                "--home-dir",
                "/nonexistent",
                "--shell",
                "/usr/sbin/nologin",
                user));
        if (!made.succeeded() && made.exitCode() != ALREADY_THERE) {
            throw Fault.failed("host.user-not-made", user, made.err().strip())
                    .at(host.name())
                    .exception();
        }
    }

    /** Removes a user and its group; nothing when it is absent. */
    public void remove(String user) {
        if (uid(user).isPresent()) {
            CommandResult removed = patiently(Command.of("userdel", user));
            if (!removed.succeeded() && removed.exitCode() != ABSENT) {
                throw Fault.failed("host.user-not-removed", user, removed.err().strip())
                        .at(host.name())
                        .exception();
            }
        }
        // userdel takes the group along only where login.defs says so.
        if (host.run(Command.of("getent", "group", user)).succeeded()) {
            host.require(Command.of("groupdel", user));
        }
    }

    /** The number of a user; empty when there is none. */
    public OptionalInt uid(String user) {
        CommandResult entry = host.run(Command.of("getent", "passwd", user));
        return entry.succeeded()
                ? OptionalInt.of(Integer.parseInt(entry.out().strip().split(":", -1)[2]))
                : OptionalInt.empty();
    }

    private CommandResult patiently(Command command) {
        CommandResult result = host.run(command);
        for (int attempt = 1; attempt < ATTEMPTS && PASSING.contains(result.exitCode()); attempt++) {
            Pause.of(Duration.ofMillis(200), "useradd");
            result = host.run(command);
        }
        return result;
    }

    private static String prefix(Path home) {
        return "us-" + tag(home) + "-";
    }

    private static String hash(String text, int digits) {
        return Sha256.of(text).substring(0, digits);
    }
}
