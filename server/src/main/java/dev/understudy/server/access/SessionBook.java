package dev.understudy.server.access;

import java.time.Instant;
import java.util.Optional;

/** Which links and sessions of one project's control plane count. It sees digests alone. */
public interface SessionBook {

    /** Notes a link. */
    void keepLink(String hash, Instant expires);

    /** Uses a link up; false when it does not count, or was used before. */
    boolean spendLink(String hash, Instant now);

    /** Notes a session. */
    void open(String hash, String person, Instant opened, Instant expires);

    /** When a session was opened; empty when it does not count. */
    Optional<Instant> opened(String hash, Instant now);

    /** Ends a session. */
    void end(String hash);
}
