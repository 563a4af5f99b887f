package dev.understudy.targets.fence;

import dev.understudy.targets.host.Command;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.SystemUsers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The outside: a network namespace behind a pair of virtual cables, in which a web server answers. */
public final class Outside implements AutoCloseable {

    public static final String ADDRESS_4 = "198.51.100.2";
    public static final String ADDRESS_6 = "fd57:7273::2";
    public static final int WEB = 8000;

    private final Host host;
    private final String space;
    private final Process web;

    /** Makes it. */
    public Outside(Host host, Path home) throws Exception {
        this.host = host;
        String tag = SystemUsers.tag(home);
        space = "us" + tag;
        String inside = "ui" + tag;
        String beyond = "uo" + tag;
        for (String line : List.of(
                "ip netns add " + space,
                "ip link add " + inside + " type veth peer name " + beyond + " netns " + space,
                "ip addr add 198.51.100.1/30 dev " + inside,
                "ip addr add fd57:7273::1/64 dev " + inside + " nodad",
                "ip link set " + inside + " up",
                "ip -n " + space + " addr add " + ADDRESS_4 + "/30 dev " + beyond,
                "ip -n " + space + " addr add " + ADDRESS_6 + "/64 dev " + beyond + " nodad",
                "ip -n " + space + " link set " + beyond + " up",
                "ip -n " + space + " link set lo up")) {
            host.require(Command.of(List.of(line.split(" "))));
        }
        web = new ProcessBuilder(
                        "ip",
                        "netns",
                        "exec",
                        space,
                        System.getProperty("java.home") + "/bin/jwebserver",
                        "-b",
                        "::",
                        "-p",
                        Integer.toString(WEB),
                        "-d",
                        home.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        for (int i = 0; i < 200 && !answers(); i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** Whether this machine can make one. */
    public static boolean possible(Host host) {
        return host.root() && host.run(Command.of("ip", "netns", "list")).succeeded();
    }

    private boolean answers() {
        return host.run(Command.of("bash", "-c", "exec 3<>/dev/tcp/" + ADDRESS_4 + "/" + WEB))
                .succeeded();
    }

    @Override
    public void close() {
        web.destroyForcibly().onExit().join();
        host.run(Command.of("ip", "netns", "delete", space));
    }
}
