package dev.understudy.model.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An environment as the file describes it.
 *
 * @param name {@code [a-z][a-z0-9-]{0,30}}
 * @param data what is in its database at first
 * @param url where users reach it; empty when they use its port on this machine
 * @param port its fixed http port; empty when one is allotted from {@link Project#ports}
 * @param workers Odoo's http workers; 0 for one threaded process
 * @param database the name of its database
 * @param perBranch one for each branch in development
 * @param host the machine it runs on
 * @param externalPaths folders outside of Odoo that belong to it, saved with every restore point and backup
 * @param fence whether it may run where no fence can be made; means nothing for production
 * @param watch how a deploy watches it after it serves again
 * @param hold how long a request waits while no Odoo serves, before it gets a page that says so
 * @param access from where its url may be used
 * @param masked whether personal data is replaced in this copy
 * @param keepApiKeys whether the API keys that production has given out work in this copy too
 * @param options what is written into its {@code odoo.conf}, over what the project writes into all
 * @param postgres what its PostgreSQL is told
 * @param follows the Odoo that production is a copy of, until it is taken over; empty when it is the one itself
 * @param sleep after how long without anybody who uses it it is stopped, until somebody does; empty for never
 */
public record EnvironmentSettings(
        String name,
        Data data,
        Optional<String> url,
        OptionalInt port,
        int workers,
        String database,
        boolean perBranch,
        String host,
        List<Path> externalPaths,
        FenceRule fence,
        WatchSettings watch,
        Duration hold,
        Access access,
        boolean masked,
        boolean keepApiKeys,
        OdooOptions options,
        PostgresSettings postgres,
        Optional<FollowSettings> follows,
        Optional<Duration> sleep) {

    /** How long a request waits when the file does not say. */
    public static final Duration DEFAULT_HOLD = Duration.ofSeconds(60);

    public EnvironmentSettings {
        externalPaths = List.copyOf(externalPaths);
    }

    /** What an environment's database holds at first. */
    public enum Data {
        /** The real data: production alone. */
        LIVE,
        /** A neutralized copy of production. */
        COPY,
        /** Odoo's demonstration data. */
        DEMO,
        /** The modules, without demonstration data. */
        MINIMAL
    }

    /** What to do where the machine cannot fence an environment from the network. */
    public enum FenceRule {
        /** It does not start. */
        REQUIRED,
        /** It starts unfenced, and every view of it says so. */
        NONE
    }

    /** From where an environment's url may be used. */
    public enum Access {
        /** From anywhere. */
        PUBLIC,
        /** From private networks alone. */
        PRIVATE
    }

    /** Whether this is the environment that the others copy. */
    public boolean production() {
        return data == Data.LIVE;
    }

    /** Whether it is made by copying production. */
    public boolean copy() {
        return data == Data.COPY;
    }
}
