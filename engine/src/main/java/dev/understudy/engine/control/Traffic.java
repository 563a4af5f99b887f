package dev.understudy.engine.control;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import dev.understudy.engine.environment.Ports;
import dev.understudy.model.config.EnvironmentSettings;
import dev.understudy.model.config.EnvironmentSettings.Access;
import dev.understudy.model.config.FollowSettings;
import dev.understudy.model.config.Project;
import dev.understudy.model.fault.Fault;
import dev.understudy.model.fault.FaultException;
import dev.understudy.model.run.Said;
import dev.understudy.odoo.series.Series;
import dev.understudy.targets.edge.AccessLog;
import dev.understudy.targets.edge.Edge;
import dev.understudy.targets.edge.Site;
import dev.understudy.targets.host.Pause;
import dev.understudy.targets.runtime.Instance.Slot;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lets requests through to the slot of an environment that serves, or holds them. */
public final class Traffic {

    private static final Duration LOOK = Duration.ofMillis(20);

    /** A request passes the door a moment before it is at work in Odoo. */
    private static final int QUIET_LOOKS = 3;

    /** Enough to keep a worker busy, at both addresses of a site; Odoo lets eight per worker wait, and loses others. */
    private static final int AT_ONCE_PER_WORKER = 4;

    /** Odoo without workers answers about half as many at once as it may have connections to its database. */
    private static final int AT_ONCE_BY_THREADS = 32;

    /** How long who wakes something waits at least, before a page says that it does not serve. */
    private static final Duration WOKEN = Duration.ofMinutes(5);

    private final Supplier<Project> project;
    private final Environments environments;
    private final Edge edge;
    private volatile @Nullable Fault refusal;

    public Traffic(Supplier<Project> project, Environments environments, Edge edge) {
        this.project = project;
        this.environments = environments;
        this.edge = edge;
    }

    /** Serves every environment but the rehearsal at its address; starts the edge when it does not run. */
    public synchronized void arrange() {
        try {
            edge.serve(environments.list().stream()
                    .filter(environment -> !environment.name().equals(Environment.REHEARSAL))
                    .map(this::site)
                    .toList());
            refusal = null;
        } catch (FaultException failure) {
            refusal = failure.fault();
            throw failure;
        }
    }

    /** Whether the edge runs. */
    public boolean runs() {
        return edge.running();
    }

    /** What keeps users from an environment's address, whether Odoo serves or not. */
    public List<Fault> troubles(Environment environment) {
        if (environment.name().equals(Environment.REHEARSAL)) {
            return List.of();
        }
        return Stream.concat(Optional.ofNullable(refusal).stream(), edge.trouble(site(environment)).stream())
                .toList();
    }

    /** Lets requests through to the slot that the environment is served by, or to the Odoo that it still follows. */
    public void open(Environment environment) {
        if (leadsElsewhere(environment)) {
            edge.openElsewhere(environment.name());
        } else if (!environment.name().equals(Environment.REHEARSAL)) {
            edge.open(environment.name(), environment.slot());
        }
    }

    /** Holds requests to Understudy's own Odoo; those to one that it still follows go on. */
    public void hold(Environment environment) {
        if (!leadsElsewhere(environment)) {
            edge.hold(environment.name());
        }
    }

    /** Holds requests to an environment that sleeps, and notes that they come. */
    void sleep(Environment environment) {
        edge.sleep(environment.name());
    }

    /** Whether an environment sleeps: it was stopped because nobody used it, and starts when somebody does. */
    public boolean asleep(String environment) {
        return edge.asleep(environment);
    }

    /** Whether somebody asked for an environment that sleeps, since the last look. */
    boolean asked(String environment) {
        return edge.asked(environment);
    }

    /** Whether requests go to an Odoo that production follows: it has not been taken over yet. */
    public boolean leadsElsewhere(Environment environment) {
        return environment.isProduction()
                && (environment.quiet() || environment.state() == Environment.State.CREATING)
                && followed(environment).isPresent();
    }

    /** The Odoo that production follows, whether it was taken over or not. */
    public Optional<FollowSettings> followed(Environment environment) {
        return project.get().environment(environment.name()).flatMap(EnvironmentSettings::follows);
    }

    /**
     * Holds requests to the Odoo that production follows, and waits until those under way have been answered.
     *
     * @return what it has still not answered when the time is over, for the run's record; empty when it has answered all
     * @throws dev.understudy.model.fault.FaultException {@code host.interrupted}
     */
    public Said holdElsewhere(Environment environment, int port, Duration patience) {
        edge.hold(environment.name());
        return awaitAnswered(port, patience);
    }

    /** How long a request is held at most; then it gets the maintenance page. */
    public Duration longestHold(Environment environment) {
        return site(environment).hold();
    }

    /**
     * Holds what may take long, reports, exports and imports, and waits until those under way have been answered; all
     * others are served meanwhile. So nobody waits for somebody else's report. What was held waits until all are served
     * again: this takes half of that patience at most.
     *
     * @throws dev.understudy.model.fault.FaultException {@code host.interrupted}
     */
    public void drainLong(Environment environment, Duration patience) {
        if (leadsElsewhere(environment)) {
            return;
        }
        edge.holdLong(environment.name());
        Duration half = site(environment).hold().dividedBy(2);
        int port = Ports.web(environment, environment.slot());
        await(() -> edge.longRequests(port), half.compareTo(patience) < 0 ? half : patience);
    }

    /** Whether requests go through to the slot that the environment is served by. */
    public boolean isOpen(Environment environment) {
        return leadsElsewhere(environment) ? edge.openedElsewhere(environment.name()) : opened(environment);
    }

    private boolean opened(Environment environment) {
        return edge.opened(environment.name()).equals(Optional.of(environment.slot()));
    }

    /** Tells those who wait too long when the environment should serve again. */
    public void expect(Environment environment, Instant again) {
        edge.expect(environment.name(), again);
    }

    /** Reads in what users were answered, and follows it; answers that ended before are not told. */
    public AccessLog answers(Environment environment, Instant since) {
        return edge.answers(environment.name(), since);
    }

    /**
     * Waits until a slot that is closed has answered all requests that it had taken.
     *
     * @return what it has still not answered when the time is over, for the run's record; empty when it has answered all
     * @throws dev.understudy.model.fault.FaultException {@code host.interrupted}
     */
    public Said drain(Environment environment, Slot slot, Duration patience) {
        return awaitAnswered(Ports.web(environment, slot), patience);
    }

    private Said awaitAnswered(int port, Duration patience) {
        int left = await(() -> edge.requests(port), patience);
        return left == 0 ? Said.NOTHING : Said.of("unanswered", left, patience);
    }

    private static int await(IntSupplier requests, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        int quiet = 0;
        int left;
        do {
            left = requests.getAsInt();
            quiet = left == 0 ? quiet + 1 : 0;
            if (quiet == QUIET_LOOKS) {
                return 0;
            }
            Pause.of(LOOK, "requests");
        } while (System.nanoTime() < deadline);
        return left;
    }

    /** Whoever wakes something waits for its database and its Odoo to start, on a slow machine too. */
    private static Duration held(EnvironmentSettings settings) {
        return settings.sleep().isPresent() && settings.hold().compareTo(WOKEN) < 0 ? WOKEN : settings.hold();
    }

    private Site site(Environment environment) {
        Optional<EnvironmentSettings> settings = project.get().environment(environment.name());
        int workers = settings.map(EnvironmentSettings::workers).orElse(0);
        Map<Slot, Integer> web = new EnumMap<>(Slot.class);
        Map<Slot, Integer> websocket = new EnumMap<>(Slot.class);
        for (Slot slot : Slot.values()) {
            web.put(slot, Ports.web(environment, slot));
            websocket.put(slot, workers > 0 ? Ports.gevent(environment, slot) : Ports.web(environment, slot));
        }
        return new Site(
                environment.name(),
                environment.port(),
                settings.flatMap(EnvironmentSettings::url),
                web,
                websocket,
                Series.of(project.get().odoo().series()).geventPath(),
                workers > 0 ? workers * AT_ONCE_PER_WORKER : AT_ONCE_BY_THREADS,
                settings.map(Traffic::held).orElse(EnvironmentSettings.DEFAULT_HOLD),
                settings.map(EnvironmentSettings::access).orElse(Access.PRIVATE),
                settings.flatMap(EnvironmentSettings::follows)
                        .map(followed -> new Site.Elsewhere(
                                followed.port(), followed.websocket().orElse(followed.port()))));
    }
}
