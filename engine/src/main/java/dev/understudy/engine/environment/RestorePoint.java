package dev.understudy.engine.environment;

import dev.understudy.model.fault.Fault;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A frozen volume of an environment that it can go back to.
 *
 * @param environment whose
 * @param name the volume's name
 * @param release the release whose code the data belongs to
 * @param reason why it was made: {@code deploy r2}, {@code asked}…
 * @param createdAt when
 * @param codeOnlyFor the release that was deployed after it without a change to the data's shape: from that release, going
 *     back takes the code alone; empty for any other
 * @param undone whether the run that left it was undone: then it is gone back to only by its name
 */
public record RestorePoint(
        String environment,
        String name,
        String release,
        String reason,
        Instant createdAt,
        String codeOnlyFor,
        boolean undone) {

    /** Throws {@code restore-point.altered} for a name that would lead out of the folder of its environment. */
    public RestorePoint {
        if (!named(name)) {
            throw Fault.refused("restore-point.altered", environment, name).exception();
        }
    }

    /** Whether a restore point can be called so. */
    static boolean named(String name) {
        return NAME.matcher(name).matches();
    }

    /** One that is gone back to with its data. */
    public RestorePoint(String environment, String name, String release, String reason, Instant createdAt) {
        this(environment, name, release, reason, createdAt, "", false);
    }

    /** As it was when a run was undone. */
    public static RestorePoint ofUndone(
            String environment, String name, String release, String what, Instant createdAt) {
        return new RestorePoint(environment, name, release, "undone " + what, createdAt, "", true);
    }

    /** Whether going back to it from what the environment runs takes the code alone. */
    public boolean byCodeAlone(Environment present) {
        return !codeOnlyFor.isEmpty() && codeOnlyFor.equals(present.release());
    }

    /**
     * Whether the code that belongs to it runs already, and did so on the data of today: as after a rollback of code alone.
     * Going back to it would take the data alone.
     */
    public boolean byDataAlone(Environment present) {
        return !codeOnlyFor.isEmpty() && release.equals(present.release());
    }

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    /** Volumes that runs make, rename and delete by themselves. */
    private static final Pattern OURS = Pattern.compile("live|next|(.*-)?run-[0-9]+");

    /** Whether somebody may give this name to a restore point: it is a name, and none that runs use themselves. */
    public static boolean mayBeNamed(String name) {
        return NAME.matcher(name).matches() && !OURS.matcher(name).matches();
    }
}
