package dev.understudy.engine.control;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Ports;
import dev.understudy.model.config.Project;
import dev.understudy.model.config.Reach;
import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.Names;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Decides what a copy may reach in spite of its fence: what the project's file says, unless production uses it too, by its name or
 * by one of its addresses, or it is something of this machine that copies have no business with. What cannot be told is not
 * reached.
 */
final class Reaching {

    /** Names of production that are looked up: as many as settings hold, and no more than a resolver bears. */
    private static final int MOST_NAMES = 300;

    /** Where an Odoo without any setting hands its mail to. */
    private static final int MAIL = 25;

    private final Supplier<Project> project;
    private final Supplier<Optional<Map<String, String>>> called;
    private final Names names;
    private final IntPredicate ours;
    private final Map<Reach, List<InetAddress>> before = new ConcurrentHashMap<>();

    /**
     * @param called the machines that production calls, with where each is named; empty when it cannot be asked
     * @param ours whether a port of loopback is Understudy's, or of something that it runs
     */
    Reaching(
            Supplier<Project> project, Supplier<Optional<Map<String, String>>> called, Names names, IntPredicate ours) {
        this.project = project;
        this.called = called;
        this.names = names;
        this.ours = ours;
    }

    /** What an environment may reach now. */
    Openings of(String environment) {
        List<Reach> wished = project.get().reach(environment);
        if (wished.isEmpty()) {
            return Openings.NONE;
        }
        Optional<Map<String, String>> used = called.get();
        if (used.isEmpty()) {
            return new Openings(
                    Map.of(),
                    wished.stream()
                            .map(reach -> Fault.refused("environment.reach-unchecked", environment, reach.shown()))
                            .toList());
        }
        Set<String> asked = new TreeSet<>();
        wished.forEach(reach -> asked.add(reach.host()));
        used.get().keySet().stream()
                .filter(name -> !name.startsWith(CalledHosts.HERE))
                .limit(MOST_NAMES)
                .forEach(asked::add);
        Map<String, List<InetAddress>> known = names.of(asked);
        Map<InetAddress, String> taken = taken(used.get(), known);
        Map<Reach, List<InetAddress>> open = new LinkedHashMap<>();
        List<Fault> refused = new ArrayList<>();
        for (Reach reach : wished) {
            List<InetAddress> addresses = addresses(reach, known.getOrDefault(reach.host(), List.of()));
            refusal(environment, reach, addresses, used.get(), taken)
                    .ifPresentOrElse(refused::add, () -> open.put(reach, addresses));
        }
        return new Openings(open, refused);
    }

    /** A name server that is away for a while takes nothing away. */
    private List<InetAddress> addresses(Reach reach, List<InetAddress> now) {
        if (!now.isEmpty()) {
            before.put(reach, now);
        }
        return before.getOrDefault(reach, List.of());
    }

    private static Map<InetAddress, String> taken(Map<String, String> used, Map<String, List<InetAddress>> known) {
        Map<InetAddress, String> taken = new LinkedHashMap<>();
        used.forEach((host, where) -> known.getOrDefault(host, List.of())
                .forEach(address -> taken.putIfAbsent(address, host + ", " + where)));
        return taken;
    }

    private Optional<Fault> refusal(
            String environment,
            Reach reach,
            List<InetAddress> addresses,
            Map<String, String> used,
            Map<InetAddress, String> taken) {
        boolean loopback = CalledHosts.LOOPBACK.matcher(reach.host()).matches();
        Optional<String> where =
                loopback ? onLoopback(reach.port(), used) : Optional.ofNullable(used.get(reach.host()));
        if (where.isPresent()) {
            return Optional.of(
                    Fault.refused("environment.reach-of-production", environment, reach.shown(), where.get()));
        }
        if (addresses.isEmpty()) {
            return Optional.of(Fault.refused("environment.reach-unknown", environment, reach.shown()));
        }
        for (InetAddress address : addresses) {
            if (here(address) && !(loopback && !ours.test(reach.port()))) {
                return Optional.of(
                        Fault.refused("environment.reach-here", environment, reach.shown(), address.getHostAddress()));
            }
            if (taken.containsKey(address) && !loopback) {
                return Optional.of(Fault.refused(
                        "environment.reach-of-production",
                        environment,
                        reach.shown(),
                        taken.get(address) + " " + address.getHostAddress()));
            }
        }
        return Optional.empty();
    }

    /** Where production names this port of the machine, or the machine and nobody knows which port. */
    private static Optional<String> onLoopback(int port, Map<String, String> used) {
        if (port == MAIL) {
            return Optional.of("smtp_server");
        }
        return used.entrySet().stream()
                .filter(one -> one.getKey().equals(CalledHosts.HERE + port)
                        || CalledHosts.LOOPBACK.matcher(one.getKey()).matches())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** Whatever answers there trusts this machine. */
    private static boolean here(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException unknown) {
            return true;
        }
    }

    /**
     * The ports of loopback that belong to a project's environments and its edge, or to something else of ours.
     *
     * @param all the project's environments
     */
    static IntPredicate ports(Supplier<Project> project, Supplier<Stream<Environment>> all, IntPredicate others) {
        return port -> {
            Project present = project.get();
            return present.ports().contains(port)
                    || port == present.edge().httpPort()
                    || port == present.edge().httpsPort()
                    || all.get().anyMatch(environment -> Ports.holds(environment, port))
                    || others.test(port);
        };
    }
}
