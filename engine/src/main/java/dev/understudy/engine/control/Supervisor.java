package dev.understudy.engine.control;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environment.State;
import dev.understudy.engine.environment.Environments;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what should run running: after a reboot, or when a process was killed, an environment is started again, unless a
 * run has begun to change it. A database that died is started again under such a run, too: no run stops that of an
 * environment that is ready. Each environment is looked at in a thread of its own. The environment of a rehearsal is its
 * run's alone.
 */
public final class Supervisor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    /** New environments, and edits of the project's file, are found in one of so many rounds. */
    private static final int ROUNDS_PER_ARRANGEMENT = 5;

    private final Environments environments;
    private final EnvironmentControl control;
    private final Traffic traffic;
    private final Supplier<Set<String>> changing;
    private final Consumer<List<Environment>> told;
    private final Duration interval;
    private final Rounds rounds;

    /** What was found to be all well, as it was known then: while it is still so, nobody needs to be asked. */
    private final Map<String, Environment> well = new ConcurrentHashMap<>();

    /** By environment, so that none waits for another that is slow or cannot start. */
    private final Map<String, Rounds> kept = new HashMap<>();

    private volatile boolean closed;
    private int round;

    /** Whether there was no environment: then no edge has to run, and many projects are so. */
    private boolean nothing;

    /**
     * Supervises.
     *
     * @param changing the environments that runs have begun to change
     * @param told from time to time, which environments there are
     * @param interval between two looks
     */
    public Supervisor(
            Environments environments,
            EnvironmentControl control,
            Traffic traffic,
            Supplier<Set<String>> changing,
            Consumer<List<Environment>> told,
            Duration interval) {
        this.environments = environments;
        this.control = control;
        this.traffic = traffic;
        this.changing = changing;
        this.told = told;
        this.interval = interval;
        this.rounds = new Rounds("supervisor", this::round, interval);
    }

    public void start() {
        rounds.start();
    }

    /** Processes are looked at in every round; what is in the control plane and in the project's file, now and then. */
    private void round() {
        boolean due = round++ % ROUNDS_PER_ARRANGEMENT == 0;
        if (!due && (nothing || traffic.runs())) {
            return;
        }
        try {
            traffic.arrange();
        } finally {
            // An edge that cannot start keeps nothing else from it.
            List<Environment> present = environments.list();
            Set<String> names = present.stream()
                    .map(Environment::name)
                    .filter(name -> !name.equals(Environment.REHEARSAL))
                    .collect(Collectors.toSet());
            nothing = names.isEmpty();
            keep(names);
            told.accept(present);
        }
    }

    /** Looks at each of these again and again, and at no other. */
    private synchronized void keep(Set<String> names) {
        if (closed) {
            return;
        }
        kept.entrySet().removeIf(one -> {
            boolean gone = !names.contains(one.getKey());
            if (gone) {
                one.getValue().close();
            }
            return gone;
        });
        names.forEach(name -> kept.computeIfAbsent(name, this::begin));
    }

    private Rounds begin(String environment) {
        Rounds looks = new Rounds("supervisor of " + environment, () -> look(environment), interval);
        looks.start();
        return looks;
    }

    /** One look at an environment: starts what should run and does not, and lets requests through to what serves. */
    public void look(String environment) {
        Environment known = well.get(environment);
        if (known != null && isWell(known)) {
            return;
        }
        well.remove(environment);
        if (traffic.asleep(environment)) {
            return;
        }
        control.exclusively(
                environment,
                () -> environments
                        .find(environment)
                        .filter(present -> present.state() == State.READY && !closed && !traffic.asleep(environment))
                        .ifPresent(this::look));
    }

    /** Whether all runs that should, and requests go to it: a run that changes that stops something, or closes the door. */
    private boolean isWell(Environment environment) {
        return control.databaseRuns(environment) && control.complete(environment) && traffic.isOpen(environment);
    }

    private void look(Environment environment) {
        boolean untouched = !changing.get().contains(environment.name());
        if (!control.databaseRuns(environment)) {
            LOG.warn("The database of {} does not run: it is started again", environment.name());
            if (untouched) {
                traffic.hold(environment);
            }
            control.reviveDatabase(environment);
        }
        if (untouched) {
            revive(environment);
        }
    }

    private void revive(Environment environment) {
        boolean served = control.running(environment);
        if (!served) {
            traffic.hold(environment);
        }
        if (!control.complete(environment)) {
            LOG.warn("Odoo of {} does not run, or not all of it: it is started again", environment.name());
            control.startOdoo(environment);
        }
        if (served && !traffic.isOpen(environment) && control.ask(environment).login()) {
            traffic.open(environment);
        }
        if (served && isWell(environment)) {
            well.put(environment.name(), environment);
        }
    }

    /** Interrupts the looks that are under way; none begins after it. */
    @Override
    public synchronized void close() {
        closed = true;
        rounds.close();
        kept.values().forEach(Rounds::close);
    }
}
