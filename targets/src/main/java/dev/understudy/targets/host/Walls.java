package dev.understudy.targets.host;

import java.util.Optional;

/**
 * What stands between a process and the rest of the machine, besides its user.
 *
 * @param last whether all others go first: on the processor, on the disk, and in keeping their memory
 * @param bounds what it may take at most; empty where that is its own affair
 */
public record Walls(boolean last, Optional<Bounds> bounds) {

    /** Of what users wait for. */
    public static final Walls NONE = new Walls(false, Optional.empty());

    /** Of what is done beside. */
    public static final Walls LAST = new Walls(true, Optional.empty());

    /** Of what may run away. */
    public static Walls bounded(Bounds bounds) {
        return new Walls(true, Optional.of(bounds));
    }

    /** Takes away what was made for the processes of a user, of which none is left. */
    public static void forget(String user) {
        ControlGroups.ofThisMachine().remove(user);
    }
}
