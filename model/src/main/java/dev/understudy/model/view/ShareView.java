package dev.understudy.model.view;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A link by which somebody without an account looks at one copy.
 *
 * @param environment the copy
 * @param guest for whom it was made, as who made it calls them
 * @param allows of {@code see}, {@code report} and {@code open}
 * @param usedAt when it was last used
 * @param state {@code counts}, {@code expired} or {@code ended}
 * @param link its address, in the answer to who makes it and never again; below that of the service when it begins with a slash
 */
public record ShareView(
        String id,
        String environment,
        String guest,
        List<String> allows,
        Instant madeAt,
        String madeBy,
        Instant expiresAt,
        @Nullable Instant usedAt,
        String state,
        @Nullable String link) {

    public ShareView {
        allows = List.copyOf(allows);
    }
}
