package dev.understudy.engine.control;

import dev.understudy.targets.fence.Fence;
import dev.understudy.targets.host.Host;
import dev.understudy.targets.host.Listeners;
import dev.understudy.targets.host.Names;
import java.util.function.IntPredicate;

/**
 * What stands between copies and the world, and how the world is known.
 *
 * @param fence around each of them
 * @param names of machines
 * @param ours whether something of Understudy's listens on a port of this machine
 */
public record Boundary(Fence fence, Names names, IntPredicate ours) {

    /** For all names together: a copy's start waits for it. */
    private static final int SECONDS = 5;

    /** How users begin that Understudy has made. */
    private static final String USERS = "us-";

    /**
     * That of a machine.
     *
     * @param service the port of the service itself
     */
    public static Boundary of(Host host, Fence fence, int service) {
        Listeners listeners = new Listeners(host);
        return new Boundary(
                fence,
                Names.ofThisMachine(SECONDS),
                port -> port == service || listeners.on(port).stream().anyMatch(one -> ours(one.pid())));
    }

    private static boolean ours(long pid) {
        return pid == ProcessHandle.current().pid()
                || ProcessHandle.of(pid)
                        .flatMap(process -> process.info().user())
                        .filter(user -> user.startsWith(USERS))
                        .isPresent();
    }
}
