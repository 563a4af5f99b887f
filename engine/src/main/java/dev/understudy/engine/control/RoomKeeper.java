package dev.understudy.engine.control;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps room on the disk for production: when copies have come to what is kept for it, whatever Odoo they run is ended. They
 * start again when there is room.
 */
public final class RoomKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RoomKeeper.class);

    private final Environments environments;
    private final EnvironmentControl control;
    private final BooleanSupplier isShort;
    private final Rounds rounds;

    /**
     * @param isShort whether the room has become too little, as {@link Room} tells
     * @param interval between two looks
     */
    public RoomKeeper(
            Environments environments, EnvironmentControl control, BooleanSupplier isShort, Duration interval) {
        this.environments = environments;
        this.control = control;
        this.isShort = isShort;
        this.rounds = new Rounds("room-keeper", this::look, interval);
    }

    public void start() {
        rounds.start();
    }

    /** One look. */
    public void look() {
        if (isShort.getAsBoolean()) {
            environments.list().stream()
                    .filter(environment -> !environment.isProduction())
                    .forEach(this::cut);
        }
    }

    private void cut(Environment environment) {
        if (control.cutOff(environment)) {
            LOG.warn("The disk is nearly full: Odoo of {} was ended, so that production has room", environment.name());
        }
    }

    @Override
    public void close() {
        rounds.close();
    }
}
