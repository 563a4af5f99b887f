package dev.understudy.server.access;

import java.time.Instant;
import java.util.Optional;

/** Which links and sessions of one project's control plane count. It sees digests alone. */
public interface SessionBook {

    /**
     * Notes a link. One for a person ends those for them before.
     *
     * @param person who may set their password by it; empty for a link of the operator
     */
    void keepLink(String hash, String person, Instant expires);

    /** Uses a link up; false when it does not count, or was used before. */
    boolean spendLink(String hash, Instant now);

    /**
     * Notes a session.
     *
     * @param strong whether more than one thing was shown, or a provider knows them
     */
    void open(String hash, String person, Instant opened, Instant expires, boolean strong);

    /** A session; empty when it does not count. */
    Optional<Kept> session(String hash, Instant now);

    /** Notes that whoever has a session has shown once more who they are. */
    void prove(String hash, Instant now);

    /** Ends a session. */
    void end(String hash);

    /** Ends all sessions of a person, and their links. */
    void endAll(String person);

    /**
     * A session.
     *
     * @param proved when whoever has it last showed who they are
     * @param strong whether more than one thing was shown
     */
    record Kept(Instant opened, Instant proved, boolean strong) {}
}
