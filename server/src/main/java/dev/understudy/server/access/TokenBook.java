package dev.understudy.server.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What programs show to the API, as one project's control plane keeps it. It sees digests alone. */
public interface TokenBook {

    /** Notes a token. */
    void keep(Kept token, String hash);

    /** The token of a digest that counts at a time; when it was last used is noted, to the minute. */
    Optional<Kept> use(String hash, Instant now);

    /** All of them, the newest first, those that count no more too. */
    List<Kept> all();

    /** Ends one; whether there was one that counted. */
    boolean revoke(String id, Instant now);

    /** Ends all of a person. */
    void revokeAll(String person, Instant now);

    /**
     * A token.
     *
     * @param name what it is for
     * @param person whose it is; empty for one that the operator made for a program
     * @param role its scope
     */
    record Kept(
            String id,
            String name,
            String person,
            Role role,
            Instant madeAt,
            String madeBy,
            Instant expiresAt,
            @Nullable Instant revokedAt,
            @Nullable Instant usedAt) {}
}
