package dev.understudy.engine.control;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environment.State;
import dev.understudy.engine.environment.Environments;
import dev.understudy.model.config.EnvironmentSettings;
import dev.understudy.model.config.Project;
import dev.understudy.model.fault.FaultException;
import dev.understudy.odoo.series.Series;
import dev.understudy.targets.edge.AccessEntry;
import dev.understudy.targets.edge.AccessLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops environments that nobody used for the time that the project's file says, and starts them at the first request, which waits
 * meanwhile. Production never sleeps, and nothing does that a run is for.
 */
public final class Sleeper {

    private static final Logger LOG = LoggerFactory.getLogger(Sleeper.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What somebody waits for. */
    private static final Duration LISTENING = Duration.ofMillis(500);

    /** While nothing sleeps; who asks for what has just fallen asleep waits for as long. */
    private static final Duration IDLE = Duration.ofSeconds(5);

    private final Supplier<Project> project;
    private final Environments environments;
    private final EnvironmentControl control;
    private final Traffic traffic;
    private final Predicate<String> busy;
    private final InstantSource clock;

    /** When each was last used, as far as is known; what is not known was used when it was first looked at. */
    private final Map<String, Use> uses = new ConcurrentHashMap<>();

    /** What sleeps, as far as is known: nothing else is looked at all the time. */
    private final Set<String> sleeping = ConcurrentHashMap.newKeySet();

    private volatile boolean known;

    /** Reads on in what an environment's users were answered. */
    private record Use(AccessLog answers, Instant last) {}

    /**
     * @param busy whether there is a run for an environment that has not ended
     */
    public Sleeper(
            Supplier<Project> project,
            Environments environments,
            EnvironmentControl control,
            Traffic traffic,
            Predicate<String> busy,
            InstantSource clock) {
        this.project = project;
        this.environments = environments;
        this.control = control;
        this.traffic = traffic;
        this.busy = busy;
        this.clock = clock;
    }

    /** Stops what nobody used for long enough. */
    public synchronized void look() {
        boolean nobodySleeps = project.get().environments().values().stream()
                .allMatch(settings -> settings.sleep().isEmpty());
        if (nobodySleeps && sleeping.isEmpty() && known) {
            return;
        }
        List<Environment> all = environments.list();
        all.stream().map(Environment::name).filter(traffic::asleep).forEach(sleeping::add);
        known = true;
        forget(all.stream().map(Environment::name).toList());
        for (Environment environment : all) {
            after(environment).ifPresent(after -> look(environment, after));
        }
    }

    private void look(Environment environment, Duration after) {
        Instant now = clock.instant();
        boolean rests = environment.state() != State.READY
                || traffic.asleep(environment.name())
                || busy.test(environment.name())
                || !control.running(environment);
        Instant last = lastUse(environment, now);
        if (rests) {
            usedNow(environment.name());
        } else if (!last.plus(after).isAfter(now)) {
            sleep(environment.name());
        }
    }

    /** Whoever has just begun to use it, or a run, is not followed at once by its sleep. */
    private void usedNow(String environment) {
        uses.computeIfPresent(environment, (_, use) -> new Use(use.answers(), clock.instant()));
    }

    /** For how long nobody may have used it; empty for what never sleeps. */
    private Optional<Duration> after(Environment environment) {
        return environment.isProduction() || environment.name().equals(Environment.REHEARSAL)
                ? Optional.empty()
                : project.get().environment(environment.name()).flatMap(EnvironmentSettings::sleep);
    }

    private Instant lastUse(Environment environment, Instant now) {
        Use known = uses.computeIfAbsent(environment.name(), _ -> new Use(traffic.answers(environment, now), now));
        Instant[] last = {known.last()};
        known.answers().read(entry -> {
            if (isUse(entry) && entry.ended().isAfter(last[0])) {
                last[0] = entry.ended();
            }
        });
        uses.put(environment.name(), new Use(known.answers(), last[0]));
        return last[0];
    }

    /** A page that is only open asks for its websocket again and again. */
    private static boolean isUse(AccessEntry entry) {
        return !Series.staysOpen(entry.path());
    }

    private void forget(List<String> present) {
        uses.entrySet().removeIf(use -> {
            boolean gone = !present.contains(use.getKey());
            if (gone) {
                use.getValue().answers().close();
            }
            return gone;
        });
    }

    private void sleep(String name) {
        control.exclusively(
                name,
                () -> environments
                        .find(name)
                        .filter(environment -> environment.state() == State.READY && !busy.test(name))
                        .ifPresent(environment -> {
                            LOG.info("Nobody used {}: it sleeps until somebody does", name);
                            control.stopOdoo(environment, PATIENCE);
                            control.stopDatabase(environment);
                            traffic.sleep(environment);
                            sleeping.add(name);
                        }));
    }

    /** How long {@link #listen} may be put off. */
    public Duration pause() {
        return sleeping.isEmpty() ? IDLE : LISTENING;
    }

    /** Starts what somebody asks for. */
    public void listen() {
        for (String environment : List.copyOf(sleeping)) {
            if (traffic.asked(environment)) {
                try {
                    wake(environment);
                } catch (FaultException failure) {
                    LOG.warn("{} does not wake: {}", environment, failure.getMessage());
                }
            } else if (!traffic.asleep(environment)) {
                sleeping.remove(environment);
            }
        }
    }

    /** Starts an environment that sleeps; requests wait until it serves. Does nothing to one that does not sleep. */
    public void wake(String name) {
        if (!traffic.asleep(name)) {
            return;
        }
        control.exclusively(
                name,
                () -> environments.find(name).filter(_ -> traffic.asleep(name)).ifPresent(environment -> {
                    LOG.info("Somebody asks for {}: it wakes", name);
                    usedNow(name);
                    traffic.hold(environment);
                    control.startOdoo(control.startDatabase(environment));
                }));
    }
}
