package dev.understudy.it;

import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.Host;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The outside: a network namespace behind a pair of virtual cables, with somebody who answers in it. */
final class Outside implements AutoCloseable {

    private static final String ADDRESS = "198.51.100.6";
    private static final int PORT = 8000;

    private static final String HERE = "198.51.100.5/30";

    private final Host host;
    private final String space;
    private final Process server;

    private Outside(Host host, String space, Process server) {
        this.host = host;
        this.space = space;
        this.server = server;
    }

    static Outside open(Host host, String tag, Path folder) {
        String space = "ut" + tag;
        String inside = "ui" + tag;
        String beyond = "uo" + tag;
        for (String line : List.of(
                "ip netns add " + space,
                "ip link add " + inside + " type veth peer name " + beyond + " netns " + space,
                "ip addr add " + HERE + " dev " + inside,
                "ip link set " + inside + " up",
                "ip -n " + space + " addr add " + ADDRESS + "/30 dev " + beyond,
                "ip -n " + space + " link set " + beyond + " up",
                "ip -n " + space + " link set lo up")) {
            host.require(Command.of(List.of(line.split(" ", -1))));
        }
        try {
            Process server = new ProcessBuilder(
                            "ip",
                            "netns",
                            "exec",
                            space,
                            Path.of(System.getProperty("java.home"), "bin", "jwebserver")
                                    .toString(),
                            "-b",
                            ADDRESS,
                            "-p",
                            Integer.toString(PORT),
                            "-d",
                            folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            Outside outside = new Outside(host, space, server);
            Await.until(
                    Duration.ofSeconds(30),
                    () -> host.run(Command.of("bash", "-c", "exec 3<>/dev/tcp/" + ADDRESS + "/" + PORT))
                            .succeeded(),
                    reached -> reached);
            return outside;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** In bash's words: {@code ADDRESS/PORT}. */
    String address() {
        return ADDRESS + "/" + PORT;
    }

    @Override
    public void close() {
        server.destroyForcibly();
        host.run(Command.of("ip", "netns", "delete", space));
    }
}
