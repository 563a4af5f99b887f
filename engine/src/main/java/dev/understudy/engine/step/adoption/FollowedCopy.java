package dev.understudy.engine.step.adoption;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.release.Forecasts;
import dev.understudy.model.config.FollowSettings;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.view.EnvironmentView.Following;
import dev.understudy.targets.postgres.FollowedCluster.Lag;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a production that is a copy of somebody else's Odoo tells of that. */
public final class FollowedCopy {

    private static final Logger LOG = LoggerFactory.getLogger(FollowedCopy.class);

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
     * @param closely whether the old server is asked how far a standby is
     */
    public Optional<Following> of(Environment environment, boolean closely) {
        if (!followed.traffic().leadsElsewhere(environment)) {
            return Optional.empty();
        }
        FollowSettings settings = followed.settings(environment);
        Optional<Forecasts.Brought> brought = forecasts.brought(environment.name());
        return Optional.of(new Following(
                settings.config().toString(),
                settings.port(),
                brought.map(Forecasts.Brought::since).orElse(null),
                brought.map(Forecasts.Brought::last).orElse(null),
                closely ? lacking(environment).orElse(null) : null));
    }

    private Optional<Long> lacking(Environment environment) {
        try {
            return replica.lag(followed.seen(environment)).map(Lag::bytes);
        } catch (FaultException away) {
            LOG.debug("What {} follows does not tell how far its standby is", environment.name(), away);
            return Optional.empty();
        }
    }
}
