package dev.understudy.engine.control;

import dev.understudy.engine.environment.Environment;
import dev.understudy.engine.environment.Environments;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps room on the disk for production: when copies have come to what is kept for it, whatever Odoo they run is ended. They
 * start again when there is room.
 */
public final class RoomKeeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RoomKeeper.class);

    /** Somebody may take of a disk what was there by more than writing: a quota, a file that is allotted whole. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Environments environments;
    private final EnvironmentControl control;
    private final Room room;
    private final Duration interval;
    private final Rounds rounds;
    private volatile Duration pause;

    /** @param interval between two looks; longer while there is room that cannot be filled until the next one */
    public RoomKeeper(Environments environments, EnvironmentControl control, Room room, Duration interval) {
        this.environments = environments;
        this.control = control;
        this.room = room;
        this.interval = interval;
        this.pause = interval;
        this.rounds = new Rounds("room-keeper", this::look, () -> pause);
    }

    public void start() {
        rounds.start();
    }

    /** One look. */
    public void look() {
        pause = interval;
        if (room.isShort()) {
            environments.list().stream()
                    .filter(environment -> !environment.isProduction())
                    .forEach(this::cut);
        } else {
            Duration lasts = room.lasts();
            pause = lasts.compareTo(interval) < 0 ? interval : lasts.compareTo(LONGEST) > 0 ? LONGEST : lasts;
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
