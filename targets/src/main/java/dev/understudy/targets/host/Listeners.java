package dev.understudy.targets.host;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who listens on a host's TCP ports, as {@code ss} sees it; nobody where there is no {@code ss}. */
public final class Listeners {

    private static final Pattern ADDRESS = Pattern.compile("^LISTEN\\s+\\d+\\s+\\d+\\s+(\\S+):(\\d+)\\s");
    private static final Pattern PROGRAM = Pattern.compile("\\(\"([^\"]*)\",pid=(\\d+)");

    private final Host host;

    public Listeners(Host host) {
        this.host = host;
    }

    /** All who listen on a port, at whatever address. */
    public List<Listener> on(int port) {
        return host.run(Command.of(
                        "ss", "--no-header", "--listening", "--tcp", "--numeric", "--processes", "sport = :" + port))
                .out()
                .lines()
                .flatMap(line -> parse(line).stream())
                .toList();
    }

    /** Whether nobody listens on a port of loopback. */
    public boolean free(int port) {
        return on(port).stream().noneMatch(Listener::onLoopback);
    }

    /** Who listens on a port, for people. */
    public String shown(int port) {
        return on(port).stream().map(Listener::shown).findFirst().orElse(":" + port);
    }

    private static Optional<Listener> parse(String line) {
        Matcher address = ADDRESS.matcher(line);
        if (!address.find()) {
            return Optional.empty();
        }
        Matcher program = PROGRAM.matcher(line);
        boolean known = program.find();
        return Optional.of(new Listener(
                address.group(1),
                Integer.parseInt(address.group(2)),
                known ? program.group(1) : "",
                known ? Long.parseLong(program.group(2)) : 0));
    }

    /**
     * A program that listens.
     *
     * @param address as {@code ss} writes it: {@code 127.0.0.1}, {@code [::1]}, {@code 0.0.0.0}, {@code *}
     * @param program empty when only root may know
     * @param pid 0 when only root may know
     */
    public record Listener(String address, int port, String program, long pid) {

        /** Whether it listens at every address. */
        public boolean everywhere() {
            return address.equals("0.0.0.0") || address.equals("*") || address.equals("[::]");
        }

        /** Whether it is in the way of one who listens on 127.0.0.1. */
        public boolean onLoopback() {
            return everywhere() || address.equals("127.0.0.1") || address.equals("[::ffff:127.0.0.1]");
        }

        /** For people. */
        public String shown() {
            return address + ":" + port + (pid == 0 ? "" : " " + program + " (pid " + pid + ")");
        }
    }
}
