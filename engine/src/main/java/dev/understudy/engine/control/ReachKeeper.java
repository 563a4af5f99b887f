package dev.understudy.engine.control;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import java.time.Duration;

/** Keeps what copies may reach what the project's file says and the names mean: both change while a copy runs. */
public final class ReachKeeper implements AutoCloseable {

    private final Environments environments;
    private final EnvironmentControl control;
    private final Rounds rounds;

    /** @param interval between two looks */
    public ReachKeeper(Environments environments, EnvironmentControl control, Duration interval) {
        this.environments = environments;
        this.control = control;
        this.rounds = new Rounds("reach-keeper", this::look, interval);
    }

    public void start() {
        rounds.start();
    }

    /** One look. */
    public void look() {
        environments.list().stream()
                .filter(environment -> !environment.isProduction() && environment.fenced())
                .map(Environment::name)
                .forEach(control::renewReach);
    }

    @Override
    public void close() {
        rounds.close();
    }
}
