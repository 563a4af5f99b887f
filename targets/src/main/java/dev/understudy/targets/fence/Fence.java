package dev.understudy.targets.fence;

import java.util.List;

/** Keeps the processes of a system user from the network: a copy cannot reach out even if neutralization missed something. */
public interface Fence {

    /** Whether a fence can be made here (root, and a packet filter that answers). */
    boolean possible();

    /**
     * Closes the network for a user but for what is named; replaces an earlier fence of the same user. Refused, not
     * dropped, so that nothing hangs.
     *
     * @param user the system user
     * @param reachable TCP ports on loopback that it may connect to: its own database, its own web ports
     * @param served TCP ports on loopback from which it may answer
     * @param openings what it may connect to besides
     */
    void close(String user, List<Integer> reachable, List<Integer> served, List<Opening> openings);

    /** The same without any opening. */
    default void close(String user, List<Integer> reachable, List<Integer> served) {
        close(user, reachable, served, List.of());
    }

    /** Opens it again; nothing when there is none. */
    void open(String user);

    /** Opens those of users that are gone: what could not be opened when they went. */
    void sweep();

    /** Whether the fence of this user stands, read from the packet filter itself. */
    boolean closed(String user);
}
