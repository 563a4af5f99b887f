package dev.understudy.engine.control;

import dev.understudy.engine.environment.Environment;
import dev.understudy.targets.volume.Volume;
import dev.understudy.targets.volume.Volumes;
import java.time.Duration;

/**
 * Changes an environment's data for other data, with everything stopped meanwhile. The database runs afterwards, Odoo does
 * not. Every act is idempotent.
 *
 * <p>Whose data goes back stays signed in: sessions are files that no row knows of, and Odoo asks for each whether its user
 * is still the one who signed in.
 */
public final class DataSwap {

    /** Odoo's, in its data directory. */
    private static final String SESSIONS = "sessions";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final EnvironmentControl control;
    private final Volumes volumes;

    public DataSwap(EnvironmentControl control, Volumes volumes) {
        this.control = control;
        this.volumes = volumes;
    }

    /** Makes {@code incoming} the environment's live volume; what was live becomes {@code displaced}. */
    public Environment swapIn(Environment environment, Volume incoming, Volume displaced) {
        stop(environment);
        volumes.replace(control.live(environment), incoming, displaced);
        return control.startDatabase(environment);
    }

    /**
     * Makes what was displaced live again, and what is live {@code failed}. Where nothing stands displaced, or not any
     * longer, the database is started as it is.
     */
    public Environment undo(Environment environment, Volume displaced, Volume failed) {
        return volumes.exists(displaced) ? swapIn(environment, displaced, failed) : control.startDatabase(environment);
    }

    /** Puts the environment's data back to a snapshot, which stays; the present data becomes {@code displaced}. */
    public Environment putBack(Environment environment, Volume snapshot, Volume displaced) {
        Volume returning = returning(displaced);
        stop(environment);
        if (!volumes.exists(displaced)) {
            volumes.copy(snapshot, returning);
        }
        volumes.replace(control.live(environment), returning, displaced);
        keepSessions(environment, displaced);
        return control.startDatabase(environment);
    }

    /** Undoes {@link #putBack}, as {@link #undo}. */
    public Environment undoPutBack(Environment environment, Volume displaced, Volume failed) {
        Environment restored = undo(environment, displaced, failed);
        keepSessions(environment, failed);
        return restored;
    }

    /**
     * As {@link #putBack}, without room for a copy: the snapshot itself becomes the data. The database does not run
     * afterwards: it may not start before there is room.
     */
    public void spend(Environment environment, Volume snapshot, Volume displaced) {
        stop(environment);
        volumes.delete(returning(displaced));
        volumes.replace(control.live(environment), snapshot, displaced);
        keepSessions(environment, displaced);
    }

    /** The copy of a snapshot on its way to become live, which a run that was cut off may leave. */
    public Volume returning(Volume displaced) {
        return volumes.volume(displaced.environment(), "returning-" + displaced.name());
    }

    private void keepSessions(Environment environment, Volume displaced) {
        volumes.take(
                displaced.data().resolve(SESSIONS),
                control.live(environment).data().resolve(SESSIONS));
    }

    private void stop(Environment environment) {
        control.stopOdoo(environment, PATIENCE);
        control.stopDatabase(environment);
    }
}
