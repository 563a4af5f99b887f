package dev.understudy.engine.control;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environment.State;
import dev.understudy.engine.environment.Environments;
import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what should run running: after a reboot, or when a process was killed, an environment that no run is busy with is
 * started again. A database that died is started again under a run, too: no run stops that of an environment that is ready.
 */
public final class Supervisor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    private final Environments environments;
    private final EnvironmentControl control;
    private final Traffic traffic;
    private final Supplier<Set<String>> busy;
    private final Rounds rounds;

    /**
     * Supervises.
     *
     * @param busy the environments that runs are at work on
     * @param interval between two looks
     */
    public Supervisor(
            Environments environments,
            EnvironmentControl control,
            Traffic traffic,
            Supplier<Set<String>> busy,
            Duration interval) {
        this.environments = environments;
        this.control = control;
        this.traffic = traffic;
        this.busy = busy;
        this.rounds = new Rounds("supervisor", this::look, interval);
    }

    public void start() {
        rounds.start();
    }

    /** One look: starts what should run and does not, and lets requests through to what serves. */
    public void look() {
        try {
            traffic.arrange();
        } finally {
            // An edge that cannot start keeps nothing else from it.
            environments.list().forEach(this::keep);
        }
    }

    private void keep(Environment environment) {
        if (environment.state() == State.READY) {
            boolean left = !busy.get().contains(environment.name());
            control.exclusively(
                    environment.name(),
                    () -> environments
                            .find(environment.name())
                            .filter(present -> present.state() == State.READY)
                            .ifPresent(present -> look(present, left)));
        }
    }

    /** @param left whether no run is busy with it */
    private void look(Environment environment, boolean left) {
        if (!control.databaseRuns(environment)) {
            LOG.warn("The database of {} does not run: it is started again", environment.name());
            if (left) {
                traffic.hold(environment);
            }
            control.reviveDatabase(environment);
        }
        if (left) {
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
    }

    @Override
    public void close() {
        rounds.close();
    }
}
