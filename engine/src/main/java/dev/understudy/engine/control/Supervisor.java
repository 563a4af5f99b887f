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
 * Keeps what should run running: after a reboot, or when a process was killed, an environment is started again, unless a
 * run has begun to change it. A database that died is started again under such a run, too: no run stops that of an
 * environment that is ready. The environment of a rehearsal is its run's alone.
 */
public final class Supervisor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);

    private final Environments environments;
    private final EnvironmentControl control;
    private final Traffic traffic;
    private final Supplier<Set<String>> changing;
    private final Rounds rounds;

    /**
     * Supervises.
     *
     * @param changing the environments that runs have begun to change
     * @param interval between two looks
     */
    public Supervisor(
            Environments environments,
            EnvironmentControl control,
            Traffic traffic,
            Supplier<Set<String>> changing,
            Duration interval) {
        this.environments = environments;
        this.control = control;
        this.traffic = traffic;
        this.changing = changing;
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
        if (environment.state() == State.READY && !environment.name().equals(Environment.REHEARSAL)) {
            control.exclusively(
                    environment.name(),
                    () -> environments
                            .find(environment.name())
                            .filter(present -> present.state() == State.READY)
                            .ifPresent(this::look));
        }
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
    }

    @Override
    public void close() {
        rounds.close();
    }
}
