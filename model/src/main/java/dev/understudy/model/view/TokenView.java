package dev.understudy.model.view;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a program shows to the API.
 *
 * @param name what it is for
 * @param person whose it is; absent for one that the operator made for a program
 * @param role its scope
 * @param usedAt when it was last used, to the minute
 * @param state {@code counts}, {@code expired} or {@code revoked}
 * @param token the token itself, in the answer to who makes it and never again
 */
public record TokenView(
        String id,
        String name,
        @Nullable String person,
        String role,
        Instant madeAt,
        String madeBy,
        Instant expiresAt,
        @Nullable Instant usedAt,
        String state,
        @Nullable String token) {}
