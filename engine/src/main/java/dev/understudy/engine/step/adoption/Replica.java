package dev.understudy.engine.step.adoption;

import dev.understudy.engine.control.EnvironmentControl;
import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.step.data.ReadBackup;
import dev.understudy.model.fault.FaultException;
import dev.understudy.targets.installation.FollowedOdoo.Seen;
import dev.understudy.targets.postgres.Cluster;
import dev.understudy.targets.postgres.FollowedCluster;
import dev.understudy.targets.postgres.FollowedCluster.Source;
import dev.understudy.targets.postgres.ForeignNames;
import dev.understudy.targets.volume.Volume;
import java.nio.file.Path;
import java.util.Optional;

/** The standby of the server of the Odoo that production follows: a volume of production's, beside the live one. */
public final class Replica {

    /** The name of its volume. */
    private static final String FOLLOWED = "followed";

    private static final String ELSEWHERE = "its server is not on this machine";

    private final EnvironmentControl control;
    private final ReadBackup.Machine machine;
    private final FollowedCluster standby;

    public Replica(EnvironmentControl control, ReadBackup.Machine machine, FollowedCluster standby) {
        this.control = control;
        this.machine = machine;
        this.standby = standby;
    }

    /** Has it follow; why it cannot, where it cannot: then the database is dumped instead. */
    Optional<String> ensure(Environment environment, Seen seen) {
        Optional<Source> source = source(seen);
        if (source.isEmpty()) {
            return Optional.of(ELSEWHERE);
        }
        try {
            Optional<String> obstacle = standby.obstacle(
                    source.get(), seen.database().database(), seen.database().user());
            if (obstacle.isPresent()) {
                forget(environment);
                return obstacle;
            }
            machine.volumes().create(volume(environment));
            standby.ensure(source.get(), cluster(environment));
            return Optional.empty();
        } catch (FaultException refused) {
            forget(environment);
            return Optional.of(String.join(" ", refused.fault().arguments()));
        }
    }

    /** Waits until it has all, and copies what it has into a volume; it follows on afterwards. */
    void copy(Environment environment, Seen seen, Volume next) {
        Cluster following = cluster(environment);
        Source source = source(seen).orElseThrow();
        Path copying = next.directory().resolve("copying");
        machine.host().delete(copying);
        standby.catchUp(source, following);
        machine.volumes().copyTree(following.pgdata(), copying);
        standby.ensure(source, following);
        machine.volumes().take(copying, next.pgdata());
    }

    /** Waits until it has all, and makes it the cluster of a volume: there is nothing left to follow. */
    void move(Environment environment, Seen seen, Volume next) {
        Cluster following = cluster(environment);
        standby.catchUp(source(seen).orElseThrow(), following);
        machine.volumes().take(following.pgdata(), next.pgdata());
        machine.volumes().delete(volume(environment));
    }

    /** Makes what was copied or moved a cluster of Understudy's. Idempotent. */
    void admit(Environment environment, Seen seen, Volume next) {
        machine.clusters()
                .takeIn(
                        control.nextCluster(environment, next),
                        new ForeignNames(
                                seen.database().database(), seen.database().user(), environment.database()));
    }

    /** Why none may follow the server; empty where one may, or does. Nothing is changed. */
    Optional<String> obstacle(Seen seen) {
        Optional<Source> source = source(seen);
        return source.isEmpty()
                ? Optional.of(ELSEWHERE)
                : standby.obstacle(
                        source.get(),
                        seen.database().database(),
                        seen.database().user());
    }

    /** How far it is behind; empty while none streams. */
    Optional<FollowedCluster.Lag> lag(Seen seen) {
        return source(seen).flatMap(standby::lag);
    }

    private void forget(Environment environment) {
        if (machine.volumes().exists(volume(environment))) {
            standby.stop(cluster(environment));
            machine.volumes().delete(volume(environment));
        }
    }

    private Optional<Source> source(Seen seen) {
        String server = seen.database().host();
        return server.startsWith("/") || server.equals("localhost") || server.equals("127.0.0.1")
                ? standby.source(seen.database().port())
                : Optional.empty();
    }

    private Volume volume(Environment environment) {
        return machine.volumes().volume(environment.name(), FOLLOWED);
    }

    private Cluster cluster(Environment environment) {
        return control.nextCluster(environment, volume(environment));
    }
}
