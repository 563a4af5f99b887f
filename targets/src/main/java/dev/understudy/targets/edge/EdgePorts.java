package dev.understudy.targets.edge;

import dev.understudy.model.config.EdgeSettings;
import dev.understudy.model.fault.Fault;
import dev.understudy.targets.host.Listeners;
import dev.understudy.targets.host.Listeners.Listener;
import dev.understudy.targets.host.Patience;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The ports that the edge listens on: each environment's on loopback, and at every address those of its url. */
final class EdgePorts {

    /** How long the sockets of a killed edge may outlive what tells that it was ours. */
    private static final Duration CLOSED = Duration.ofSeconds(3);

    private static final Duration LOOK = Duration.ofMillis(50);

    private final Listeners listeners;
    private final EdgeSettings settings;

    EdgePorts(Listeners listeners, EdgeSettings settings) {
        this.listeners = listeners;
        this.settings = settings;
    }

    /**
     * Refuses when somebody else has a port that these sites need.
     *
     * @param front Understudy's own pages
     * @param own the processes of the edge itself
     * @throws dev.understudy.model.fault.FaultException {@code edge.port-taken}
     */
    void require(List<Site> sites, Optional<Front> front, Set<Long> own) {
        for (Site site : sites) {
            refuse(site.port(), own, false);
        }
        for (int port : outside(sites, front)) {
            refuse(port, own, true);
        }
    }

    private void refuse(int port, Set<Long> own, boolean everywhere) {
        if (!Patience.HERE.until(() -> other(port, own, everywhere).isEmpty(), CLOSED, LOOK, "caddy")) {
            other(port, own, everywhere).ifPresent(other -> {
                throw Fault.refused("edge.port-taken", Integer.toString(port), other.shown())
                        .exception();
            });
        }
    }

    private Optional<Listener> other(int port, Set<Long> own, boolean everywhere) {
        return listeners.on(port).stream()
                .filter(listener -> !own.contains(listener.pid()))
                .filter(listener -> everywhere || listener.onLoopback())
                .findFirst();
    }

    private Set<Integer> outside(List<Site> sites, Optional<Front> front) {
        Set<Integer> ports = new TreeSet<>();
        Stream.concat(
                        sites.stream()
                                .flatMap(site -> site.url().map(URI::create).stream()
                                        .filter(url -> url.getPort() != site.port())),
                        front.map(Front::url).stream())
                .forEach(url -> {
                    boolean secure = url.getScheme().equals("https");
                    ports.add(url.getPort() > 0 ? url.getPort() : secure ? settings.httpsPort() : settings.httpPort());
                    if (secure) {
                        // It sends http:// on to https://, and the authority asks there.
                        ports.add(settings.httpPort());
                    }
                });
        return ports;
    }
}
