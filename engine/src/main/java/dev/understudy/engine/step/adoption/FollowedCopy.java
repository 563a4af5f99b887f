package dev.understudy.engine.step.adoption;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.release.Forecasts;
import dev.understudy.model.config.FollowSettings;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.view.EnvironmentView.Following;
import dev.understudy.targets.postgres.FollowedCluster.Lag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a production that is a copy of somebody else's Odoo tells of that. */
public final class FollowedCopy {

    private static final Logger LOG = LoggerFactory.getLogger(FollowedCopy.class);

    /** How long an answer of the old server counts: it is somebody's production, and pages ask often. */
    private static final Duration COUNTS = Duration.ofMinutes(1);

    /** Milliseconds in which a port of this machine answers, or nobody is there. */
    private static final int SOON = 500;

    private final Map<String, Told> told = new ConcurrentHashMap<>();
    private final Followed followed;
    private final Replica replica;
    private final Forecasts forecasts;

    public FollowedCopy(Followed followed, Replica replica, Forecasts forecasts) {
        this.followed = followed;
        this.replica = replica;
        this.forecasts = forecasts;
    }

    /**
     * What it follows; empty when it follows none, or has taken it over.
     *
     * @param closely whether it is told how far a standby is, for which the old server is asked once a minute at most
     */
    public Optional<Following> of(Environment environment, boolean closely) {
        if (!followed.traffic().leadsElsewhere(environment)) {
            return Optional.empty();
        }
        Optional<FollowSettings> follows = followed.traffic().followed(environment);
        if (follows.isEmpty()) {
            return Optional.empty();
        }
        FollowSettings settings = follows.get();
        Optional<Forecasts.Brought> brought = forecasts.brought(environment.name());
        return Optional.of(new Following(
                settings.config().toString(),
                settings.port(),
                brought.map(Forecasts.Brought::since).orElse(null),
                brought.map(Forecasts.Brought::last).orElse(null),
                closely
                        ? lately(environment, brought.map(Forecasts.Brought::last))
                                .orElse(null)
                        : null));
    }

    /** Whether the Odoo that was taken over runs all the same: its port is answered; empty when it does not. */
    public Optional<Fault> beside(Environment environment) {
        return followed.traffic().leadsElsewhere(environment)
                ? Optional.empty()
                : followed.traffic()
                        .followed(environment)
                        .filter(_ -> environment.isProduction() && environment.state() == Environment.State.READY)
                        .map(FollowSettings::port)
                        .filter(FollowedCopy::answered)
                        .map(port -> Fault.failed("follow.runs-beside", Integer.toString(port)));
    }

    private static boolean answered(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), SOON);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }

    /**
     * What the old server told.
     *
     * @param brought when the data was brought over that it told of
     * @param at by {@link System#nanoTime}
     */
    private record Told(Optional<Long> bytes, Optional<Instant> brought, long at) {

        boolean counts(Optional<Instant> lately) {
            return brought.equals(lately) && System.nanoTime() - at < COUNTS.toNanos();
        }
    }

    private Optional<Long> lately(Environment environment, Optional<Instant> brought) {
        return told.compute(
                        environment.name(),
                        (_, before) -> before != null && before.counts(brought)
                                ? before
                                : new Told(lacking(environment), brought, System.nanoTime()))
                .bytes();
    }

    private Optional<Long> lacking(Environment environment) {
        try {
            return replica.lag(followed.seen(environment)).map(Lag::bytes);
        } catch (FaultException | UncheckedIOException | NumberFormatException away) {
            LOG.debug("What {} follows does not tell how far its standby is", environment.name(), away);
            return Optional.empty();
        }
    }
}
